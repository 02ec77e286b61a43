package io.ecsim.servicescaling;

import io.ecsim.cloudwatch.AlarmState;
import io.ecsim.cloudwatch.MetricAlarm;
import io.ecsim.cloudwatch.PeriodStatistic;

/** A step scaling policy at work (R6.10). While its alarm is in ALARM, it is triggered each minute. */
final class StepScaling extends PolicyWatch {

    private final StepScalingPolicy policy;
    private final MetricAlarm alarm;

    /** What decides on the step: it may be made in another way than what the alarm watches. */
    private final PeriodStatistic breach;

    StepScaling(StepScalingPolicy policy, int lagMinutes) {
        super(lagMinutes);
        this.policy = policy;
        this.alarm = new MetricAlarm(policy.alarm());
        this.breach = new PeriodStatistic(policy.aggregation(), policy.alarm().periodMinutes());
    }

    @Override
    StepScalingPolicy policy() {
        return policy;
    }

    @Override
    void known(double value) {
        alarm.put(value);
        breach.put(value);
    }

    @Override
    int scaleOutFrom(int base) {
        int wanted = wanted(base);
        return wanted > base ? wanted : NONE;
    }

    @Override
    int scaleInFrom(int capacity) {
        int wanted = wanted(capacity);
        return wanted < capacity ? wanted : NONE;
    }

    private int wanted(int capacity) {
        return alarm.state() == AlarmState.ALARM && !Double.isNaN(breach.datapoint())
                ? policy.capacityAfter(capacity, breach.datapoint())
                : capacity;
    }

    @Override
    double threshold() {
        return policy.alarm().threshold();
    }

    @Override
    long scaleOutCooldownMicros() {
        return policy.cooldownMicros();
    }

    @Override
    long scaleInCooldownMicros() {
        return policy.cooldownMicros();
    }

    @Override
    String alarmName(String resourceId, boolean out) {
        return policy.alarmName();
    }
}
