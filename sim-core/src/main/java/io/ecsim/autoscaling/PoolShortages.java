package io.ecsim.autoscaling;

import io.ecsim.engine.SimClock;
import io.ecsim.random.KeyedStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where nothing can be launched (models.md M7): not into a zone that is down, and for some time after that not from any pool
 * of the other zones. How long is drawn for each pool and zone event, whoever asks.
 */
final class PoolShortages {

    private final SimClock clock;
    private final KeyedStream draws;
    private final Map<String, Integer> lostZones = new TreeMap<>();
    private int events;

    PoolShortages(SimClock clock, KeyedStream draws) {
        this.clock = clock;
        this.draws = draws;
    }

    boolean has(Pool pool) {
        return !lostZones.containsKey(pool.zone) && pool.shortUntilMicros() <= clock.nowMicros();
    }

    /** Returns when a pool of a group has capacity again that has none now, or NEVER where nobody knows. */
    long nextMicros(GroupState state) {
        long next = GroupState.NEVER;
        for (Pool pool : state.pools()) {
            if (!lostZones.containsKey(pool.zone) && pool.shortUntilMicros() > clock.nowMicros()) {
                next = Math.min(next, pool.shortUntilMicros());
            }
        }
        return next;
    }

    void zoneLost(String zone, List<GroupState> groups) {
        lostZones.merge(zone, 1, Integer::sum);
        events++;
        for (GroupState state : groups) {
            for (Pool pool : state.pools()) {
                if (!pool.zone.equals(zone)) {
                    double seconds = state.group.timings().shortageSeconds().sample(draws.at(pool.key, events));
                    pool.shortUntil(clock.nowMicros() + (long) (seconds * SimClock.MICROS_PER_SECOND));
                }
            }
        }
    }

    void zoneBack(String zone) {
        lostZones.computeIfPresent(zone, (name, times) -> times > 1 ? times - 1 : null);
    }
}
