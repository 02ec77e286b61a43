package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Waits from first request to reservation, by size of task; unplaced tasks are censored at their elapsed wait. */
final class WaitRecorder {

    private static final int SIZES = TaskSize.values().length;
    private static final double MICROS_PER_SECOND = 1e6;

    private final long largestCpu;
    private final long largestMemory;
    private final Histogram placedWaits = RunRecorder.newHistogram();
    private final Histogram censoredWaits = RunRecorder.newHistogram();
    private final long[] requested = new long[SIZES];
    private final long[] placed = new long[SIZES];
    private final long[] sumMicros = new long[SIZES];
    private long zeroWaits;
    private long maxMicros;

    WaitRecorder(ClusterState cluster) {
        long cpu = 0;
        long memory = 0;
        for (int i = 0; i < cluster.instances(); i++) {
            cpu = Math.max(cpu, cluster.spec(i).cpuUnits());
            memory = Math.max(memory, cluster.spec(i).memoryMiB());
        }
        largestCpu = cpu;
        largestMemory = memory;
    }

    private int size(int cpuUnits, int memoryMiB) {
        return TaskSize.of(cpuUnits, memoryMiB, largestCpu, largestMemory).ordinal();
    }

    void requested(int cpuUnits, int memoryMiB) {
        requested[size(cpuUnits, memoryMiB)]++;
    }

    void placed(int cpuUnits, int memoryMiB, long waitMicros) {
        int size = size(cpuUnits, memoryMiB);
        placed[size]++;
        if (waitMicros == 0) {
            zeroWaits++; // by far the most frequent: kept out of the histogram
            return;
        }
        sumMicros[size] += waitMicros;
        maxMicros = Math.max(maxMicros, waitMicros);
        placedWaits.recordValue(waitMicros);
    }

    void unplaced(int cpuUnits, int memoryMiB, long elapsedMicros) {
        censoredWaits.recordValue(elapsedMicros);
    }

    void into(Map<Metric, Double> metrics) {
        long allPlaced = Arrays.stream(placed).sum();
        if (allPlaced > 0) {
            metrics.put(Metric.WAIT_MEAN, Arrays.stream(sumMicros).sum() / MICROS_PER_SECOND / allPlaced);
            metrics.put(Metric.WAIT_MAX, maxMicros / MICROS_PER_SECOND);
        }
        meanInto(metrics, Metric.WAIT_MEAN_SMALL, TaskSize.SMALL);
        meanInto(metrics, Metric.WAIT_MEAN_MEDIUM, TaskSize.MEDIUM);
        meanInto(metrics, Metric.WAIT_MEAN_LARGE, TaskSize.LARGE);
        long large = requested[TaskSize.LARGE.ordinal()];
        if (large > 0) {
            metrics.put(Metric.UNPLACED_LARGE, (double) (large - placed[TaskSize.LARGE.ordinal()]) / large);
        }
        WaitDistribution waits = distribution();
        quantileInto(metrics, Metric.WAIT_P50, waits.quantileMicros(0.5));
        quantileInto(metrics, Metric.WAIT_P95, waits.quantileMicros(0.95));
        quantileInto(metrics, Metric.WAIT_P99, waits.quantileMicros(0.99));
    }

    private void meanInto(Map<Metric, Double> metrics, Metric metric, TaskSize size) {
        long count = placed[size.ordinal()];
        if (count > 0) {
            metrics.put(metric, sumMicros[size.ordinal()] / MICROS_PER_SECOND / count);
        }
    }

    private static void quantileInto(Map<Metric, Double> metrics, Metric metric, OptionalLong micros) {
        if (micros.isPresent()) {
            metrics.put(metric, micros.getAsLong() / MICROS_PER_SECOND);
        }
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
