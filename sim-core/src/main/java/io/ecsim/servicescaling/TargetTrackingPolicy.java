package io.ecsim.servicescaling;

/**
 * A target tracking scaling policy (R6.3-R6.6), as PutScalingPolicy takes it.
 *
 * @param name of the policy
 * @param metric which it watches
 * @param targetValue to which it keeps the metric, above 0
 * @param scaleOutCooldownMicros how long a scale-out is given to take effect, in microseconds
 * @param scaleInCooldownMicros how long a scale-in blocks the next one, in microseconds
 * @param disableScaleIn whether it only scales out
 */
public record TargetTrackingPolicy(
        String name,
        ScalingMetric metric,
        double targetValue,
        long scaleOutCooldownMicros,
        long scaleInCooldownMicros,
        boolean disableScaleIn)
        implements ScalingPolicy {

    public TargetTrackingPolicy {
        if (!(targetValue > 0) || Double.isInfinite(targetValue)) {
            throw new IllegalArgumentException("TargetValue must be above 0 and finite, was " + targetValue);
        }
        if (scaleOutCooldownMicros < 0 || scaleInCooldownMicros < 0) {
            throw new IllegalArgumentException(
                    "cool-downs must be at least 0, were " + scaleOutCooldownMicros + " and " + scaleInCooldownMicros);
        }
    }

    /** Makes a policy with the defaults of ECS services. */
    public TargetTrackingPolicy(String name, ScalingMetric metric, double targetValue) {
        this(name, metric, targetValue, DEFAULT_COOLDOWN_MICROS, DEFAULT_COOLDOWN_MICROS, false);
    }
}
