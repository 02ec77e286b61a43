package io.ecsim.model;

/**
 * A target group of a load balancer (R4.40-R4.42).
 *
 * @param name unique in its scenario
 * @param intervalSeconds between two probes of a target, 5 to 300
 * @param healthyThreshold consecutive successes that make an unhealthy target healthy, 2 to 10
 * @param unhealthyThreshold consecutive failures that make a target unhealthy, 2 to 10
 * @param deregistrationDelaySeconds time in which a leaving target drains its connections, 0 to 3,600
 */
public record TargetGroup(
        String name,
        int intervalSeconds,
        int healthyThreshold,
        int unhealthyThreshold,
        int deregistrationDelaySeconds) {

    public TargetGroup {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a target group needs a name");
        }
        require("interval", intervalSeconds, 5, 300);
        require("healthyThreshold", healthyThreshold, 2, 10);
        require("unhealthyThreshold", unhealthyThreshold, 2, 10);
        require("deregistrationDelay", deregistrationDelaySeconds, 0, 3600);
    }

    /** Returns a target group with the defaults of an Application Load Balancer: 30 s, 5, 2, 300 s. */
    public static TargetGroup of(String name) {
        return new TargetGroup(name, 30, 5, 2, 300);
    }

    private static void require(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
