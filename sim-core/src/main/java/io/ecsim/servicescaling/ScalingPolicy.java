package io.ecsim.servicescaling;

/** What makes the desired count of a scalable target follow a metric. */
public sealed interface ScalingPolicy permits TargetTrackingPolicy, StepScalingPolicy {

    /** The cool-down of ECS services unless one is stated, in microseconds (R6.6). */
    long DEFAULT_COOLDOWN_MICROS = 300_000_000;

    /** Returns its name. */
    String name();

    /** Returns what it watches. */
    ScalingMetric metric();
}
