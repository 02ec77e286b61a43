package io.ecsim.faults;

import io.ecsim.observe.FaultRecord;

/**
 * An Auto Scaling group replaces all its instances (StartInstanceRefresh), as after a new machine image.
 *
 * @param atMicros when, in microseconds of simulated time
 * @param group its name
 * @param minHealthyPercentage share of the desired capacity that stays in service, 0 to 100
 * @param warmupMicros from when a new instance is in service until the next one is replaced, at least 0
 */
public record GroupRefresh(long atMicros, String group, int minHealthyPercentage, long warmupMicros)
        implements PlannedFault {

    public GroupRefresh {
        PlannedFault.requireTimes(atMicros, 1);
        if (minHealthyPercentage < 0 || minHealthyPercentage > 100 || warmupMicros < 0) {
            throw new IllegalArgumentException("an instance refresh keeps 0 to 100 % healthy and warms up for at least"
                    + " 0 microseconds, was " + minHealthyPercentage + " and " + warmupMicros);
        }
    }

    @Override
    public FaultRecord.Kind recorded() {
        return FaultRecord.Kind.INSTANCE_REFRESH;
    }

    @Override
    public String where() {
        return group;
    }

    @Override
    public long endMicros() {
        return FaultRecord.OPEN;
    }
}
