package io.ecsim.model;

/**
 * The deployment circuit breaker (R4.20, R4.21).
 *
 * @param rollback whether a failed deployment is rolled back to the last completed one (R4.24)
 * @param thresholdType how the threshold follows from the value
 * @param value a count, or a percentage of the desired count; at least 1
 * @param resetOnHealthyTask whether the count of failures begins anew when a task becomes healthy (R4.23)
 */
public record DeploymentCircuitBreaker(
        boolean rollback, ThresholdType thresholdType, int value, boolean resetOnHealthyTask) {

    /** As ECS takes it where nothing is stated: half of the desired count, 3 to 200. */
    public static final DeploymentCircuitBreaker DEFAULT =
            new DeploymentCircuitBreaker(false, ThresholdType.BOUNDED_PERCENT, 50, true);

    private static final int LEAST = 3;
    private static final int MOST = 200;

    /** How a threshold is stated (R4.21). */
    public enum ThresholdType {
        COUNT,
        /** Percent of the desired count, 3 to 200. */
        BOUNDED_PERCENT,
        UNBOUNDED_PERCENT
    }

    public DeploymentCircuitBreaker {
        if (value < 1) {
            throw new IllegalArgumentException("a threshold must be at least 1, was " + value);
        }
    }

    /** Returns after how many failures a deployment of so many desired tasks has failed (R4.20). */
    public int threshold(int desiredCount) {
        int percent = Math.toIntExact(((long) desiredCount * value + 99) / 100);
        return switch (thresholdType) {
            case COUNT -> value;
            case BOUNDED_PERCENT -> Math.min(MOST, Math.max(LEAST, percent));
            case UNBOUNDED_PERCENT -> Math.max(1, percent);
        };
    }
}
