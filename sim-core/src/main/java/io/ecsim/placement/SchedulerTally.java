package io.ecsim.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The counts of one run that its strategies add to. */
public final class SchedulerTally {

    private static final int DIGITS = 3;

    private final long[] counts = new long[SchedulerCount.values().length];
    private Optional<Histogram> decisionNanos = Optional.empty();
    private long totalNanos;
    private final List<Long> chargedMicros = new ArrayList<>();

    /** Adds to a count. */
    public void add(SchedulerCount count, long amount) {
        counts[count.ordinal()] += amount;
    }

    /** A decision outside the run took this long by the wall clock. */
    public void decided(long wallNanos) {
        if (decisionNanos.isEmpty()) {
            decisionNanos = Optional.of(new Histogram(DIGITS));
        }
        decisionNanos.get().recordValue(Math.max(0, wallNanos));
        totalNanos += Math.max(0, wallNanos);
    }

    /** A decision is charged to simulated time. */
    public void charged(long micros) {
        chargedMicros.add(micros);
    }

    /** Returns how long decisions outside the run took. */
    public DecisionTimes decisionTimes() {
        if (decisionNanos.isEmpty()) {
            return DecisionTimes.NONE;
        }
        Histogram nanos = decisionNanos.get();
        return new DecisionTimes(
                nanos.getTotalCount(),
                totalNanos / 1000,
                nanos.getValueAtPercentile(50) / 1000,
                nanos.getValueAtPercentile(99) / 1000,
                nanos.getMaxValue() / 1000,
                chargedMicros);
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
