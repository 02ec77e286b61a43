package io.ecsim.autoscaling;

import io.ecsim.random.KeyedStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.IntPredicate;

/** The capacity of one option of a group in one zone: its places, and until when there is none. */
final class Pool {

    static final int NONE = -1;

    final String zone;
    final LaunchOption option;
    final String name;
    final long key;

    /** Empty places, the one first that has been so longest. */
    private final Queue<Integer> empty = new ArrayDeque<>();

    private int launches;
    private long shortUntilMicros;

    Pool(LaunchOption option, String zone) {
        this.option = option;
        this.zone = zone;
        this.name = option.pool() + "/" + zone;
        this.key = KeyedStream.ordinalOf(name);
    }

    void add(int place) {
        empty.add(place);
    }

    /** Takes an empty place that can be filled now, or {@link #NONE}. */
    int take(IntPredicate free) {
        for (Iterator<Integer> places = empty.iterator(); places.hasNext(); ) {
            int place = places.next();
            if (free.test(place)) {
                places.remove();
                return place;
            }
        }
        return NONE;
    }

    /** Returns the key of the next machine's draws: (pool, zone, launch ordinal). */
    long nextKey() {
        return KeyedStream.ordinalOf(name + "/" + launches++);
    }

    /** There is no capacity until a time in microseconds; a shortage that lasts longer stays. */
    void shortUntil(long micros) {
        shortUntilMicros = Math.max(shortUntilMicros, micros);
    }

    long shortUntilMicros() {
        return shortUntilMicros;
    }
}
