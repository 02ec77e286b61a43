package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.GroupCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is looked at now and then instead of kept at every change: fragmentation against a sample of the task mix,
 * exposure to zones, and the series for charts.
 */
final class SampledMetrics {

    /** Shapes kept of the tasks requested so far. */
    private static final int MIX = 32;

    private final ClusterState cluster;
    private final GroupCounts zones;
    private final int[] mixCpu = new int[MIX];
    private final int[] mixMemory = new int[MIX];
    private int mixSize;
    private long mixStride = 1;
    private long mixCountdown = 1;

    private int samples;
    private double fragmentedCpu;
    private double fragmentedMemory;
    private int exposureSamples;
    private double exposure;

    private long[] times = new long[256];
    private int points;
    private final double[][] values;

    private static final int ALLOCATED_CPU = 0;
    private static final int ALLOCATED_MEMORY = 1;
    private static final int IN_USE = 2;
    private static final int WAITING = 3;
    private static final int FIRST_ZONE = 4;

    SampledMetrics(ClusterState cluster) {
        this.cluster = cluster;
        this.zones = cluster.trackGroups(ClusterState.ZONE_ATTRIBUTE);
        this.values = new double[FIRST_ZONE + zones.values()][times.length];
    }

    /** Keeps every n-th shape; n doubles whenever the sample is full. */
    void requested(int cpuUnits, int memoryMiB) {
        if (--mixCountdown > 0) {
            return;
        }
        mixCountdown = mixStride;
        if (mixSize == MIX) {
            for (int i = 0; i < MIX / 2; i++) {
                mixCpu[i] = mixCpu[2 * i];
                mixMemory[i] = mixMemory[2 * i];
            }
            mixSize = MIX / 2;
            mixStride *= 2;
            mixCountdown = mixStride;
        }
        mixCpu[mixSize] = cpuUnits;
        mixMemory[mixSize++] = memoryMiB;
    }

    void sample(long nowMicros, boolean measured, int waiting) {
        long registeredCpu = 0;
        long registeredMemory = 0;
        long freeCpu = 0;
        long freeMemory = 0;
        long unusableCpu = 0;
        long unusableMemory = 0;
        for (int i = 0; i < cluster.instances(); i++) {
            if (!cluster.eligible(i)) {
                continue;
            }
            int cpu = cluster.cpuFree(i);
            int memory = cluster.memoryFree(i);
            int misfits = misfits(cpu, memory);
            registeredCpu += cluster.cpuRegistered(i);
            registeredMemory += cluster.memoryRegistered(i);
            freeCpu += cpu;
            freeMemory += memory;
            unusableCpu += (long) cpu * misfits;
            unusableMemory += (long) memory * misfits;
        }
        if (measured) {
            samples++;
            fragmentedCpu += share(unusableCpu, freeCpu * mixSize);
            fragmentedMemory += share(unusableMemory, freeMemory * mixSize);
            sampleExposure();
        }
        addPoint(nowMicros);
        values[ALLOCATED_CPU][points - 1] = share(registeredCpu - freeCpu, registeredCpu);
        values[ALLOCATED_MEMORY][points - 1] = share(registeredMemory - freeMemory, registeredMemory);
        values[IN_USE][points - 1] = cluster.instancesInUse();
        values[WAITING][points - 1] = waiting;
        for (int zone = 0; zone < zones.values(); zone++) {
            values[FIRST_ZONE + zone][points - 1] = tasksIn(zone);
        }
    }

    private int misfits(int cpu, int memory) {
        int misfits = 0;
        for (int m = 0; m < mixSize; m++) {
            if (mixCpu[m] > cpu || mixMemory[m] > memory) {
                misfits++;
            }
        }
        return misfits;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** Groups with fewer tasks than zones cannot be spread and are left out. */
    private void sampleExposure() {
        double worst = -1;
        for (int group = 0; group < cluster.groups(); group++) {
            int total = 0;
            int largest = 0;
            for (int zone = 0; zone < zones.values(); zone++) {
                int tasks = zones.tasks(group, zone);
                total += tasks;
                largest = Math.max(largest, tasks);
            }
            if (total >= zones.values() && total > 0) {
                worst = Math.max(worst, (double) largest / total);
            }
        }
        if (worst >= 0) {
            exposure += worst;
            exposureSamples++;
        }
    }

    private long tasksIn(int zone) {
        long tasks = 0;
        for (int group = 0; group < cluster.groups(); group++) {
            tasks += zones.tasks(group, zone);
        }
        return tasks;
    }

    private void addPoint(long nowMicros) {
        if (points == times.length) {
            times = Arrays.copyOf(times, points * 2);
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], points * 2);
            }
        }
        times[points++] = nowMicros;
    }

    void into(Map<Metric, Double> metrics) {
        // Without a task that was requested there is no mix that could not use what is free.
        if (samples > 0 && mixSize > 0) {
            metrics.put(Metric.FRAGMENTATION_CPU, fragmentedCpu / samples);
            metrics.put(Metric.FRAGMENTATION_MEMORY, fragmentedMemory / samples);
        }
        if (exposureSamples > 0) {
            metrics.put(Metric.EXPOSURE, exposure / exposureSamples);
        }
    }

    List<Series> series() {
        List<Series> series = new ArrayList<>();
        series.add(series("allocatedCpu", "share", ALLOCATED_CPU));
        series.add(series("allocatedMemory", "share", ALLOCATED_MEMORY));
        series.add(series("inUse", "instances", IN_USE));
        series.add(series("waiting", "tasks", WAITING));
        for (int zone = 0; zone < zones.values(); zone++) {
            series.add(series("tasks:" + zones.valueName(zone), "tasks", FIRST_ZONE + zone));
        }
        return series;
    }

    private Series series(String key, String unit, int column) {
        return new Series(key, unit, Arrays.copyOf(times, points), Arrays.copyOf(values[column], points));
    }
}
