package io.ecsim.placement;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The counts of one run that its strategies add to. */
public final class SchedulerTally {

    private final long[] counts = new long[SchedulerCount.values().length];

    /** Adds to a count. */
    public void add(SchedulerCount count, long amount) {
        counts[count.ordinal()] += amount;
    }

    /** Returns the counts that are not zero. */
    public Map<SchedulerCount, Long> counts() {
        Map<SchedulerCount, Long> found = new EnumMap<>(SchedulerCount.class);
        for (SchedulerCount count : SchedulerCount.values()) {
            if (counts[count.ordinal()] != 0) {
                found.put(count, counts[count.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(found);
    }
}
