package io.ecsim.servicescaling;

import io.ecsim.cloudwatch.PublicationLag;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A service whose desired count Application Auto Scaling may change (R6.1).
 *
 * @param service its position among the services of the world
 * @param minCapacity least desired count, at least 0
 * @param maxCapacity greatest desired count, at least the least
 * @param policies what makes the count follow metrics
 * @param scheduledActions what changes its bounds
 * @param metrics those that the scenario states
 * @param publicationLagMinutes how long after its minute a datapoint is known to alarms (R6.12), 0 to 60
 */
public record ScalableTarget(
        int service,
        int minCapacity,
        int maxCapacity,
        List<ScalingPolicy> policies,
        List<ScheduledAction> scheduledActions,
        List<StatedMetric> metrics,
        int publicationLagMinutes) {

    /** Makes a target that nothing scales. */
    public ScalableTarget(int service, int minCapacity, int maxCapacity) {
        this(service, minCapacity, maxCapacity, List.of(), List.of(), List.of());
    }

    /** Makes a target whose metrics are known with the usual lag. */
    public ScalableTarget(
            int service,
            int minCapacity,
            int maxCapacity,
            List<ScalingPolicy> policies,
            List<ScheduledAction> scheduledActions,
            List<StatedMetric> metrics) {
        this(service, minCapacity, maxCapacity, policies, scheduledActions, metrics, PublicationLag.DEFAULT_MINUTES);
    }

    public ScalableTarget {
        policies = List.copyOf(policies);
        scheduledActions = List.copyOf(scheduledActions);
        metrics = List.copyOf(metrics);
        if (service < 0 || minCapacity < 0 || maxCapacity < minCapacity) {
            throw new IllegalArgumentException("a scalable target needs 0 <= minCapacity <= maxCapacity, was "
                    + minCapacity + " and " + maxCapacity);
        }
        if (publicationLagMinutes < 0 || publicationLagMinutes > PublicationLag.MOST_MINUTES) {
            throw new IllegalArgumentException("a publication lag is 0 to " + PublicationLag.MOST_MINUTES
                    + " minutes, was " + publicationLagMinutes);
        }
        for (ScalingPolicy policy : policies) {
            if (policy.metric().kind() == ScalingMetric.Kind.STATED
                    && policy.metric().stated() >= metrics.size()) {
                throw new IllegalArgumentException(
                        policy.name() + " watches metric " + policy.metric().stated() + " of " + metrics.size());
            }
        }
        int mostOfAllMinima = Stream.concat(
                        Stream.of(minCapacity),
                        scheduledActions.stream()
                                .flatMap(action -> action.minCapacity().stream().boxed()))
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int leastOfAllMaxima = IntStream.concat(
                        IntStream.of(maxCapacity),
                        scheduledActions.stream().flatMapToInt(action -> action.maxCapacity().stream()))
                .min()
                .orElse(0);
        for (ScheduledAction action : scheduledActions) {
            if (action.maxCapacity().isEmpty() && action.minCapacity().orElse(0) > leastOfAllMaxima) {
                throw new IllegalArgumentException(action.name() + " sets MinCapacity "
                        + action.minCapacity().orElse(0) + " alone, while MaxCapacity may be " + leastOfAllMaxima);
            }
            if (action.minCapacity().isEmpty() && action.maxCapacity().orElse(0) < mostOfAllMinima) {
                throw new IllegalArgumentException(action.name() + " sets MaxCapacity "
                        + action.maxCapacity().orElse(0) + " alone, while MinCapacity may be " + mostOfAllMinima);
            }
        }
    }
}
