package io.ecsim.workloads.scaling;

import io.ecsim.cloudwatch.AlarmSettings;
import io.ecsim.servicescaling.ScalingMetric;
import java.util.List;

/**
 * An alarm as PutMetricAlarm takes it or DescribeAlarms prints it.
 *
 * @param name of the alarm
 * @param metric which it watches
 * @param settings what it watches for
 * @param actions names or ARNs of what it triggers
 */
public record AlarmDocument(String name, ScalingMetric metric, AlarmSettings settings, List<String> actions) {

    public AlarmDocument {
        actions = List.copyOf(actions);
    }

    /** Returns whether it triggers a policy: by its name, its ARN, or an ARN of a policy of that name. */
    boolean triggers(String policy, String arn, ScalingResource resource) {
        return actions.stream()
                .anyMatch(action -> action.equals(policy)
                        || !arn.isEmpty() && action.startsWith(arn)
                        || action.contains(":resource/ecs/" + resource.id() + ":policyName/" + policy)
                                && (action + ":").contains(":policyName/" + policy + ":"));
    }
}
