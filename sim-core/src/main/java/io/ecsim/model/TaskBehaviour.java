package io.ecsim.model;

import io.ecsim.random.Law;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the programs of a task do, which no task definition says.
 *
 * @param containers behaviour by container name; containers that are not named behave as {@link
 *     ContainerBehaviour#STEADY}
 * @param targetReadySeconds from RUNNING until the load balancer's probes pass, in seconds; absent: at once
 * @param targetFailsSeconds from RUNNING until they fail for good, in seconds; absent: never
 */
public record TaskBehaviour(
        Map<String, ContainerBehaviour> containers,
        Optional<Law> targetReadySeconds,
        Optional<Law> targetFailsSeconds) {

    /** All containers steady, targets healthy at once. */
    public static final TaskBehaviour STEADY = new TaskBehaviour(Map.of(), Optional.empty(), Optional.empty());

    public TaskBehaviour {
        containers = Collections.unmodifiableMap(new TreeMap<>(containers));
    }

    /** Returns the behaviour of a container. */
    public ContainerBehaviour of(String container) {
        return containers.getOrDefault(container, ContainerBehaviour.STEADY);
    }
}
