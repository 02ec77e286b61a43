package io.ecsim.faults;

import io.ecsim.observe.FaultRecord;
import java.util.OptionalDouble;

/**
 * The control plane of ECS refuses or limits launches of tasks and reacts late, for a time (R9.4). What runs goes on.
 *
 * @param atMicros when, in microseconds of simulated time
 * @param durationMicros for how long, at least 1
 * @param launchesPerSecond tasks that may be launched in a second, by all together; 0: none; empty: as many as usual
 * @param reactionFactor the service scheduler takes so many times as long to react, at least 1
 */
public record ControlPlaneFault(
        long atMicros, long durationMicros, OptionalDouble launchesPerSecond, double reactionFactor)
        implements PlannedFault {

    public ControlPlaneFault {
        PlannedFault.requireTimes(atMicros, durationMicros);
        double rate = launchesPerSecond.orElse(0);
        if (!(rate >= 0 && rate <= 1e6)) {
            throw new IllegalArgumentException("launches must be 0 to 1,000,000 a second, was " + rate);
        }
        if (!(reactionFactor >= 1 && reactionFactor <= 1e6)) {
            throw new IllegalArgumentException("a reaction factor must be 1 to 1,000,000, was " + reactionFactor);
        }
    }

    @Override
    public FaultRecord.Kind recorded() {
        return FaultRecord.Kind.CONTROL_PLANE;
    }

    @Override
    public String where() {
        return "";
    }

    @Override
    public long endMicros() {
        return PlannedFault.end(atMicros, durationMicros);
    }
}
