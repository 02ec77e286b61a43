package io.ecsim.faults;

import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.FaultRecord;
import java.util.Optional;

/**
 * EC2 takes back a part of the Spot capacity at once, beside what its market takes (models.md M9). The pools that it hits
 * have no capacity afterwards for as long as their markets say.
 *
 * @param atMicros when notice is given, in microseconds of simulated time
 * @param pool the pool that is hit, as {@link ContainerInstance#pool} names it; empty: every one
 * @param zone the zone that is hit; empty: every one
 * @param instanceType the type that is hit; empty: every one
 * @param share probability that an instance is taken, above 0 and at most 1
 * @param noticeMicros from the notice to the end of the instance, at least 0
 */
public record SpotWave(
        long atMicros,
        Optional<String> pool,
        Optional<String> zone,
        Optional<String> instanceType,
        double share,
        long noticeMicros)
        implements PlannedFault {

    public SpotWave {
        PlannedFault.requireTimes(atMicros, noticeMicros + 1);
        PlannedFault.requireShare(share);
    }

    /** Returns whether a Spot instance is among those that it may take. */
    boolean hits(ContainerInstance instance) {
        return pool.map(instance.pool()::equals).orElse(true)
                && zone.map(instance.zone().name()::equals).orElse(true)
                && instanceType.map(instance.instanceType()::equals).orElse(true);
    }

    @Override
    public FaultRecord.Kind recorded() {
        return FaultRecord.Kind.SPOT_RECLAIM;
    }

    @Override
    public String where() {
        return pool.or(() -> zone).or(() -> instanceType).orElse("");
    }

    @Override
    public long endMicros() {
        return PlannedFault.end(atMicros, noticeMicros);
    }
}
