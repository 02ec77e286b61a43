package io.ecsim.services;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * CloudWatch alarms that watch the deployments of a service (R4.26). The scenario says when they are in ALARM.
 *
 * @param rollback whether a deployment that they fail is rolled back
 * @param alarms when each is in ALARM
 */
public record DeploymentAlarms(boolean rollback, List<InAlarm> alarms) {

    /** No alarms. */
    public static final DeploymentAlarms NONE = new DeploymentAlarms(false, List.of());

    /**
     * A time in which an alarm is in ALARM.
     *
     * @param name of the alarm
     * @param fromMicros when it goes into ALARM, at least 0
     * @param untilMicros when it leaves it, after that
     */
    public record InAlarm(String name, long fromMicros, long untilMicros) {
        public InAlarm {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("an alarm needs a name");
            }
            if (fromMicros < 0 || untilMicros <= fromMicros) {
                throw new IllegalArgumentException(
                        "an alarm begins at 0 or later and then ends, was " + fromMicros + " to " + untilMicros);
            }
        }
    }

    public DeploymentAlarms {
        alarms = List.copyOf(alarms);
    }

    /** Returns whether the alarms count for a deployment that begins at a time: none of them is in ALARM then. */
    boolean watch(long startedMicros) {
        return !alarms.isEmpty()
                && alarms.stream().noneMatch(a -> a.fromMicros <= startedMicros && startedMicros < a.untilMicros);
    }

    /**
     * Returns the first alarm that fails a deployment: one that goes into ALARM after the deployment has begun. If any is
     * in ALARM when it begins, none counts for this deployment.
     *
     * @param startedMicros when the deployment began
     */
    public Optional<InAlarm> failing(long startedMicros) {
        if (!watch(startedMicros)) {
            return Optional.empty();
        }
        return alarms.stream()
                .filter(alarm -> alarm.fromMicros > startedMicros)
                .min(Comparator.comparingLong(InAlarm::fromMicros));
    }
}
