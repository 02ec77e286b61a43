package io.ecsim.model;

import java.util.List;
import java.util.Optional;

/**
 * How a container comes and goes, beside what it takes.
 *
 * @param image reference such as {@code nginx:1.27}; empty where images do not matter
 * @param dependsOn what it waits for before it starts (R3.31); links and volumesFrom count as START
 * @param healthCheck its health check, if it has one (R3.38)
 * @param startTimeoutSeconds dependents give up this long after its start, 0 for never (R3.33)
 * @param stopTimeoutSeconds from SIGTERM to SIGKILL, 0 for the agent's default (R3.34)
 * @param restartPolicy when the agent restarts it, if ever (R3.42)
 */
public record ContainerLifecycle(
        String image,
        List<ContainerDependency> dependsOn,
        Optional<HealthCheck> healthCheck,
        int startTimeoutSeconds,
        int stopTimeoutSeconds,
        Optional<RestartPolicy> restartPolicy) {

    /** Starts at once from no image in particular, has no health check, is never restarted. */
    public static final ContainerLifecycle PLAIN =
            new ContainerLifecycle("", List.of(), Optional.empty(), 0, 0, Optional.empty());

    public ContainerLifecycle {
        if (startTimeoutSeconds < 0 || stopTimeoutSeconds < 0) {
            throw new IllegalArgumentException("timeouts must be at least 0, were startTimeout " + startTimeoutSeconds
                    + " and stopTimeout " + stopTimeoutSeconds);
        }
        dependsOn = List.copyOf(dependsOn);
    }
}
