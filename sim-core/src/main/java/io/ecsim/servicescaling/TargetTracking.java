package io.ecsim.servicescaling;

import io.ecsim.cloudwatch.AlarmSettings;
import io.ecsim.cloudwatch.AlarmState;
import io.ecsim.cloudwatch.ComparisonOperator;
import io.ecsim.cloudwatch.MetricAlarm;

/** A target tracking policy at work: an alarm above the target, one well below it, and sizes in proportion (R6.3-R6.5). */
final class TargetTracking extends PolicyWatch {

    private static final int HIGH_MINUTES = 3;
    private static final int LOW_MINUTES = 15;

    /** The alarm for scale-in goes off below this share of the target, so that a service at its target is let be. */
    private static final double LOW_SHARE = 0.9;

    /** What is above a whole task by less than this is an error of rounding. */
    private static final double ROUNDING = 1e-9;

    private final TargetTrackingPolicy policy;
    private final MetricAlarm high;
    private final MetricAlarm low;

    TargetTracking(TargetTrackingPolicy policy, int lagMinutes) {
        super(lagMinutes);
        this.policy = policy;
        double target = policy.targetValue();
        this.high = new MetricAlarm(
                AlarmSettings.ofMinutes(ComparisonOperator.GREATER_THAN_THRESHOLD, target, HIGH_MINUTES));
        this.low = new MetricAlarm(
                AlarmSettings.ofMinutes(ComparisonOperator.LESS_THAN_THRESHOLD, LOW_SHARE * target, LOW_MINUTES));
    }

    @Override
    TargetTrackingPolicy policy() {
        return policy;
    }

    @Override
    void known(double value) {
        high.put(value);
        low.put(value);
    }

    @Override
    int scaleOutFrom(int base) {
        return wanted(high, base);
    }

    @Override
    int scaleInFrom(int capacity) {
        return policy.disableScaleIn() ? NONE : wanted(low, capacity);
    }

    /** Without a datapoint in the newest minute nothing is done (R6.7). */
    private int wanted(MetricAlarm alarm, int capacity) {
        double metric = alarm.datapoint();
        if (alarm.state() != AlarmState.ALARM || Double.isNaN(metric)) {
            return NONE;
        }
        double tasks = capacity * (metric / policy.targetValue());
        return (int) Math.max(0, Math.ceil(tasks * (1 - ROUNDING)));
    }

    @Override
    double threshold() {
        return policy.targetValue();
    }

    @Override
    long scaleOutCooldownMicros() {
        return policy.scaleOutCooldownMicros();
    }

    @Override
    long scaleInCooldownMicros() {
        return policy.scaleInCooldownMicros();
    }

    @Override
    String alarmName(String resourceId, boolean out) {
        return "TargetTracking-" + resourceId + "-" + policy.name() + (out ? "-AlarmHigh" : "-AlarmLow");
    }
}
