package io.ecsim.fargate;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.faults.SpotMarket;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Fargate Spot capacity that is taken away zone by zone (R5.45, models.md M9). The time of a reclaim and of what follows
 * belong to (zone, number of the reclaim), the fate of a task to (task, number of the reclaim).
 */
public final class SpotZones {

    private static final double LONGEST_MICROS = 1e18;

    private final SpotMarket market;
    private final SimClock clock;
    private final Timeline timeline;
    private final KeyedStream times;
    private final KeyedStream fates;
    private final KeyedStream closures;
    private final EventKind reclaimEvent;
    private final long[] keys;
    private final long[] opensAtMicros;
    private final int[] reclaims;

    /**
     * Makes the zones, all of which have capacity.
     *
     * @param reclaimed takes the position of each zone that is reclaimed, which then has no capacity
     */
    public SpotZones(
            SpotMarket market, List<String> zones, Simulation simulation, Streams streams, IntConsumer reclaimed) {
        this.market = market;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.times = streams.keyed("fargate/spot/reclaim");
        this.fates = streams.keyed("fargate/spot/fate");
        this.closures = streams.keyed("fargate/spot/closure");
        this.keys = zones.stream().mapToLong(KeyedStream::ordinalOf).toArray();
        this.opensAtMicros = new long[keys.length];
        this.reclaims = new int[keys.length];
        this.reclaimEvent = timeline.define("Fargate Spot reclaim", Phase.FAULT, (zone, reclaim) -> {
            double seconds = market.reclaimedSeconds().sample(closures.at(keys[zone], reclaim));
            opensAtMicros[zone] = Math.max(opensAtMicros[zone], clock.nowMicros() + micros(seconds));
            reclaims[zone] = reclaim;
            reclaimed.accept(zone);
            schedule(zone, reclaim + 1);
        });
    }

    /** Begins to take capacity away. */
    public void begin() {
        for (int zone = 0; zone < keys.length; zone++) {
            schedule(zone, 0);
        }
    }

    private void schedule(int zone, int reclaim) {
        double mean = market.meanSecondsBetweenReclaims();
        if (mean < Double.POSITIVE_INFINITY) {
            double distance = mean * Variates.exponential(times.at(keys[zone], reclaim));
            timeline.schedule(reclaimEvent, clock.nowMicros() + micros(distance), zone, reclaim);
        }
    }

    private static long micros(double seconds) {
        return Math.max(1, (long) Math.min(LONGEST_MICROS, seconds * SimClock.MICROS_PER_SECOND));
    }

    /** Returns whether the reclaim of a zone that is just happening takes a task, by the key of the task's draws. */
    public boolean takes(int zone, long task) {
        return fates.at(task, reclaims[zone]).nextDouble() < market.share();
    }

    /** Returns when a zone has capacity again, in microseconds; not later than now when it has. */
    public long opensAtMicros(int zone) {
        return opensAtMicros[zone];
    }
}
