package io.ecsim.observe;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Counts tasks and their waits: all tasks of a run, or those of one priority. */
final class WaitTally {

    private final Histogram placedWaits;
    private final Histogram censoredWaits;
    private long requested;
    private long zeroWaits;
    private long sumMicros;

    WaitTally() {
        this(newHistogram(), newHistogram());
    }

    private WaitTally(Histogram placedWaits, Histogram censoredWaits) {
        this.placedWaits = placedWaits;
        this.censoredWaits = censoredWaits;
    }

    /** Returns an empty histogram of waits: three digits, any length. */
    private static Histogram newHistogram() {
        return new Histogram(3);
    }

    /** Returns a tally that has counted the same and goes on by itself. */
    WaitTally copy() {
        WaitTally copy = new WaitTally(placedWaits.copy(), censoredWaits.copy());
        copy.requested = requested;
        copy.zeroWaits = zeroWaits;
        copy.sumMicros = sumMicros;
        return copy;
    }

    void requested() {
        requested++;
    }

    void placed(long waitMicros) {
        if (waitMicros == 0) {
            zeroWaits++; // by far the most frequent: kept out of the histogram
            return;
        }
        sumMicros += waitMicros;
        placedWaits.recordValue(waitMicros);
    }

    void unplaced(long elapsedMicros) {
        censoredWaits.recordValue(elapsedMicros);
    }

    PriorityWaits ofPriority(int priority) {
        return new PriorityWaits(priority, requested, sumMicros, distribution());
    }

    WaitDistribution distribution() {
        long[][] counted = values(placedWaits, zeroWaits);
        long[][] censored = values(censoredWaits, 0);
        return new WaitDistribution(counted[0], counted[1], censored[0], censored[1]);
    }

    private static long[][] values(Histogram histogram, long zeros) {
        long[] values = new long[16];
        long[] counts = new long[16];
        int size = 0;
        if (zeros > 0) {
            counts[size++] = zeros;
        }
        for (HistogramIterationValue step : histogram.recordedValues()) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
                counts = Arrays.copyOf(counts, size * 2);
            }
            values[size] = histogram.medianEquivalentValue(step.getValueIteratedTo());
            counts[size++] = step.getCountAtValueIteratedTo();
        }
        return new long[][] {Arrays.copyOf(values, size), Arrays.copyOf(counts, size)};
    }
}
