package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.TaskPriority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Waits from first request to reservation, by size of task and, once there is more than one, by priority; unplaced tasks
 * are censored at their elapsed wait.
 */
final class WaitRecorder {

    private static final int SIZES = TaskSize.values().length;
    private static final double MICROS_PER_SECOND = 1e6;

    private final long largestCpu;
    private final long largestMemory;
    private final WaitTally all = new WaitTally();
    private final long[] requested = new long[SIZES];
    private final long[] placed = new long[SIZES];
    private final long[] sumMicros = new long[SIZES];
    private long maxMicros;

    /** By priority above the lowest; empty while all tasks have the priority of the first. */
    private @Nullable WaitTally[] byPriority = new WaitTally[0];

    private boolean anyRequested;
    private int firstPriority;

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

    void requested(int cpuUnits, int memoryMiB, int priority) {
        requested[size(cpuUnits, memoryMiB)]++;
        if (!anyRequested) {
            anyRequested = true;
            firstPriority = priority;
        } else if (priority != firstPriority && byPriority.length == 0) {
            byPriority = new WaitTally[TaskPriority.HIGHEST - TaskPriority.LOWEST + 1];
            byPriority[firstPriority - TaskPriority.LOWEST] = all.copy();
        }
        all.requested();
        if (byPriority.length > 0) {
            of(priority).requested();
        }
    }

    private WaitTally of(int priority) {
        int at = priority - TaskPriority.LOWEST;
        if (byPriority[at] == null) {
            byPriority[at] = new WaitTally();
        }
        return byPriority[at];
    }

    void placed(int cpuUnits, int memoryMiB, int priority, long waitMicros) {
        int size = size(cpuUnits, memoryMiB);
        placed[size]++;
        sumMicros[size] += waitMicros;
        maxMicros = Math.max(maxMicros, waitMicros);
        all.placed(waitMicros);
        if (byPriority.length > 0) {
            of(priority).placed(waitMicros);
        }
    }

    void unplaced(int priority, long elapsedMicros) {
        all.unplaced(elapsedMicros);
        if (byPriority.length > 0) {
            of(priority).unplaced(elapsedMicros);
        }
    }

    /** Returns the waits of each priority, the greatest first; none when there was only one. */
    List<PriorityWaits> byPriority() {
        List<PriorityWaits> waits = new ArrayList<>();
        for (int at = byPriority.length - 1; at >= 0; at--) {
            if (byPriority[at] != null) {
                waits.add(byPriority[at].ofPriority(at + TaskPriority.LOWEST));
            }
        }
        return waits;
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
        return all.distribution();
    }
}
