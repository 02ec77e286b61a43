package io.ecsim.experiments.drills;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is asked of a drill in place of its own choice.
 *
 * @param atMicros when it strikes, in microseconds of simulated time
 * @param lastsMicros how long it lasts, in microseconds, at least 1
 * @param zone the zone that it strikes
 * @param service the service that it strikes
 * @param group the Auto Scaling group or group of instances that it strikes
 * @param share of what it strikes, above 0 to 1
 * @param shiftAfterMicros how long after a zone is struck an operator shifts its requests away, in microseconds; never when
 *     absent
 */
public record DrillOptions(
        OptionalLong atMicros,
        OptionalLong lastsMicros,
        Optional<String> zone,
        Optional<String> service,
        Optional<String> group,
        OptionalDouble share,
        OptionalLong shiftAfterMicros) {

    /** The drill chooses everything. */
    public static final DrillOptions NONE = new DrillOptions(
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty());
}
