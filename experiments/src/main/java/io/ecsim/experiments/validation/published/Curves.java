package io.ecsim.experiments.validation.published;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a run shows at each level of requests: the mean over the arrivals after which the GPUs asked for round to that
 * percent of the capacity, as the authors' analysis takes it.
 */
final class Curves {

    /** Levels 0 to 130 percent. */
    static final int LEVELS = 131;

    private final long capacityMilli;
    private final Map<Measure, double[]> sums = new EnumMap<>(Measure.class);
    private final int[] arrivals = new int[LEVELS + 1];

    /** Makes empty curves of a cluster with so many thousandths of GPUs. */
    Curves(long capacityMilli) {
        this.capacityMilli = capacityMilli;
        for (Measure measure : Measure.values()) {
            sums.put(measure, new double[LEVELS + 1]);
        }
    }

    /**
     * Adds the state after an arrival.
     *
     * @param askedMilli thousandths of GPUs asked for so far
     * @param usedMilli thousandths allocated
     * @param fragmentedMilli thousandths that typical tasks cannot use
     */
    void add(long askedMilli, long usedMilli, double fragmentedMilli) {
        int level = (int) Math.rint(percent((double) askedMilli));
        arrivals[level]++;
        long idle = capacityMilli - usedMilli;
        put(Measure.ALLOCATED, level, Math.rint(percent((double) usedMilli) * 100) / 100);
        put(Measure.FRAGMENTED, level, percent(fragmentedMilli));
        put(Measure.FRAGMENTED_OF_IDLE, level, idle == 0 ? 0 : 100 * fragmentedMilli / idle);
    }

    private double percent(double milli) {
        return 100 * milli / capacityMilli;
    }

    private void put(Measure measure, int level, double value) {
        sum(measure)[level] += value;
    }

    private double[] sum(Measure measure) {
        return sums.getOrDefault(measure, new double[0]);
    }

    /**
     * Returns the value at a level in percent, rounded where the published files round; NaN where no arrival met it.
     */
    double at(Measure measure, int level) {
        if (arrivals[level] == 0) {
            return Double.NaN;
        }
        double mean = sum(measure)[level] / arrivals[level];
        return measure == Measure.FRAGMENTED_OF_IDLE ? mean : Math.rint(mean * 100) / 100;
    }

    /** Returns the values at all levels. */
    double[] all(Measure measure) {
        double[] values = new double[LEVELS];
        Arrays.setAll(values, level -> at(measure, level));
        return values;
    }
}
