package io.ecsim.controlplane;

import io.ecsim.random.Law;
import java.util.List;
import java.util.Optional;

/**
 * A call of StartTask: a task on each of the instances named, whatever the strategy (R1.10).
 *
 * @param name under which its answers are counted
 * @param spec index of what is run, as in the world's list
 * @param containerInstances ids of instances, 1 to 10
 * @param startedBy tag of the tasks, at most 128 characters; empty: none
 * @param runSeconds law of the run time of each task in seconds; empty: it does not end by itself
 */
public record StartTaskCall(
        String name, int spec, List<String> containerInstances, String startedBy, Optional<Law> runSeconds)
        implements TaskCall {

    public StartTaskCall {
        TaskCall.check(name, containerInstances.size(), startedBy);
        containerInstances = List.copyOf(containerInstances);
    }

    @Override
    public int tasks() {
        return containerInstances.size();
    }
}
