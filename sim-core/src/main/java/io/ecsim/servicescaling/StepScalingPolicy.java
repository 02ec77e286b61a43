package io.ecsim.servicescaling;

import io.ecsim.cloudwatch.AlarmSettings;
import io.ecsim.cloudwatch.Statistic;
import java.util.List;

/**
 * A step scaling policy and the alarm that triggers it (R6.10).
 *
 * @param name of the policy
 * @param metric which the alarm watches
 * @param alarmName of the alarm
 * @param alarm what the alarm watches for
 * @param adjustmentType what adjustments mean
 * @param steps whose bounds do not overlap; at least one
 * @param aggregation what makes one value of the metric within the alarm's period
 * @param cooldownMicros how long a scale-out is given to take effect, and a scale-in blocks the next one
 * @param minAdjustmentMagnitude least change in tasks by a percentage, at least 0
 */
public record StepScalingPolicy(
        String name,
        ScalingMetric metric,
        String alarmName,
        AlarmSettings alarm,
        AdjustmentType adjustmentType,
        List<StepAdjustment> steps,
        Statistic aggregation,
        long cooldownMicros,
        int minAdjustmentMagnitude)
        implements ScalingPolicy {

    /** What the adjustment of a step means. */
    public enum AdjustmentType {
        CHANGE_IN_CAPACITY("ChangeInCapacity"),
        PERCENT_CHANGE_IN_CAPACITY("PercentChangeInCapacity"),
        EXACT_CAPACITY("ExactCapacity");

        private final String awsName;

        AdjustmentType(String awsName) {
            this.awsName = awsName;
        }

        /** Returns the name that PutScalingPolicy knows. */
        public String awsName() {
            return awsName;
        }
    }

    public StepScalingPolicy {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a step scaling policy needs a step");
        }
        for (int i = 0; i < steps.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean apart = steps.get(i).lowerBound() >= steps.get(j).upperBound()
                        || steps.get(j).lowerBound() >= steps.get(i).upperBound();
                if (!apart) {
                    throw new IllegalArgumentException("the bounds of StepAdjustments overlap");
                }
            }
        }
        if (cooldownMicros < 0 || minAdjustmentMagnitude < 0) {
            throw new IllegalArgumentException("Cooldown and MinAdjustmentMagnitude must be at least 0, were "
                    + cooldownMicros + " and " + minAdjustmentMagnitude);
        }
    }

    /**
     * Returns the capacity that a breach asks for, before the bounds of the target.
     *
     * @param capacity the present one
     * @param value the metric
     * @return the present capacity if no step holds
     */
    int capacityAfter(int capacity, double value) {
        double difference = value - alarm.threshold();
        for (StepAdjustment step : steps) {
            if (step.holds(difference, alarm.comparison().isHigh())) {
                return adjusted(capacity, step.scalingAdjustment());
            }
        }
        return capacity;
    }

    private int adjusted(int capacity, int adjustment) {
        return switch (adjustmentType) {
            case EXACT_CAPACITY -> adjustment;
            case CHANGE_IN_CAPACITY -> saturated((long) capacity + adjustment);
            case PERCENT_CHANGE_IN_CAPACITY -> saturated(capacity + percent(capacity, adjustment));
        };
    }

    /** Rounds toward 0, but a change of less than one task to a whole one, and then up to the least magnitude. */
    private long percent(int capacity, int adjustment) {
        long hundredths = (long) capacity * adjustment;
        if (hundredths == 0) {
            return adjustment == 0 ? 0 : Integer.signum(adjustment) * (long) minAdjustmentMagnitude;
        }
        long magnitude = Math.max(Math.max(1, Math.abs(hundredths) / 100), minAdjustmentMagnitude);
        return hundredths > 0 ? magnitude : -magnitude;
    }

    private static int saturated(long capacity) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, capacity));
    }
}
