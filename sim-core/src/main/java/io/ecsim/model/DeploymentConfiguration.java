package io.ecsim.model;

import java.util.Optional;

/**
 * The bounds within which a deployment moves (R4.10, R4.3).
 *
 * @param minimumHealthyPercent of the desired count, rounded up, that stay healthy; at least 0
 * @param maximumPercent of the desired count, rounded down, that exist at most; at least 0
 * @param strategy how new tasks come in
 * @param circuitBreaker what ends a deployment that does not work, if enabled
 */
public record DeploymentConfiguration(
        int minimumHealthyPercent,
        int maximumPercent,
        DeploymentStrategy strategy,
        Optional<DeploymentCircuitBreaker> circuitBreaker) {

    /** What ECS takes for REPLICA services: 100 and 200 percent, rolling, no circuit breaker. */
    public static final DeploymentConfiguration DEFAULT =
            new DeploymentConfiguration(100, 200, new DeploymentStrategy.Rolling(), Optional.empty());

    /** What ECS takes for DAEMON services: 0 and 100 percent (R4.3). */
    public static final DeploymentConfiguration DAEMON_DEFAULT =
            new DeploymentConfiguration(0, 100, new DeploymentStrategy.Rolling(), Optional.empty());

    public DeploymentConfiguration {
        if (minimumHealthyPercent < 0 || maximumPercent < 0) {
            throw new IllegalArgumentException(
                    "percentages must be at least 0, were " + minimumHealthyPercent + " and " + maximumPercent);
        }
    }

    /** Returns the fewest tasks that stay healthy (R4.10). */
    public int lower(int desiredCount) {
        return Math.toIntExact(((long) desiredCount * minimumHealthyPercent + 99) / 100);
    }

    /** Returns the most tasks that exist at a time (R4.10). */
    public int upper(int desiredCount) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) desiredCount * maximumPercent / 100));
    }
}
