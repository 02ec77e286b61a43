package io.ecsim.capacity;

import io.ecsim.cloudwatch.AlarmSettings;
import io.ecsim.cloudwatch.AlarmState;
import io.ecsim.cloudwatch.ComparisonOperator;
import io.ecsim.cloudwatch.MetricAlarm;

/** The metric CapacityProviderReservation of one provider and the two alarms on it (R5.10, R5.11, R5.21). */
final class ReservationAlarms {

    /** Minutes below the target before scale-in begins; one that is not begins the count anew (R5.23). */
    static final int LOW_MINUTES = 15;

    private static final double PERCENT = 100;

    private final MetricAlarm high;
    private final MetricAlarm low;

    ReservationAlarms(int targetCapacity) {
        high = new MetricAlarm(AlarmSettings.ofMinutes(ComparisonOperator.GREATER_THAN_THRESHOLD, targetCapacity, 1));
        low = new MetricAlarm(
                AlarmSettings.ofMinutes(ComparisonOperator.LESS_THAN_THRESHOLD, targetCapacity, LOW_MINUTES));
    }

    /** Returns the metric in percent: machines needed of machines running. */
    static double reservation(int needed, int running) {
        if (running == 0) {
            return needed == 0 ? PERCENT : 2 * PERCENT;
        }
        return PERCENT * needed / running;
    }

    /** Takes the datapoint of a minute. */
    void datapoint(double percent) {
        high.put(percent);
        low.put(percent);
    }

    boolean high() {
        return high.state() == AlarmState.ALARM;
    }

    boolean low() {
        return low.state() == AlarmState.ALARM;
    }
}
