package io.ecsim.model;

/**
 * The health check of a container (R3.38).
 *
 * @param intervalSeconds time from the start, and from the end of each probe, to the next probe, 5 to 300; ECS takes 30
 * @param timeoutSeconds a probe that hangs fails after this, 2 to 120 (2 to 60 in older texts); ECS takes 5
 * @param retries consecutive failures that make the container unhealthy, 1 to 10; ECS takes 3
 * @param startPeriodSeconds failures so soon after the start do not count, 0 to 300
 */
public record HealthCheck(int intervalSeconds, int timeoutSeconds, int retries, int startPeriodSeconds) {

    /** What ECS takes where a health check states a command alone. */
    public static final HealthCheck DEFAULT = new HealthCheck(30, 5, 3, 0);

    public HealthCheck {
        require("interval", intervalSeconds, 5, 300);
        require("timeout", timeoutSeconds, 2, 120);
        require("retries", retries, 1, 10);
        require("startPeriod", startPeriodSeconds, 0, 300);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "health check " + name + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
