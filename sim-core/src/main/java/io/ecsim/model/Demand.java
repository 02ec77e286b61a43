package io.ecsim.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one task takes from its container instance while it is placed (R2.20-R2.35).
 *
 * @param cpuUnits CPU units, 1024 a vCPU; at least 0
 * @param memoryMiB memory in MiB; at least 0
 * @param gpus whole GPUs; at least 0 (R2.26)
 * @param eniSlots awsvpc network interfaces: 1 in awsvpc mode, else 0 (R2.35)
 * @param hostPorts static host ports, without duplicates, ascending
 * @param extra named extra resources of ecsim's own, name to amount; amounts at least 1
 * @param gpuMilli thousandths of one GPU that it shares with others, 1 to 999 where {@code gpus} is 0, else 0; ecsim's own,
 *     only where the cluster shares its GPUs
 */
public record Demand(
        int cpuUnits,
        int memoryMiB,
        int gpus,
        int eniSlots,
        List<HostPort> hostPorts,
        Map<String, Integer> extra,
        int gpuMilli) {

    /** Most CPU units of one task: 24 bits; ECS allows 196,608 (R2.25). */
    public static final int MAX_CPU_UNITS = (1 << 24) - 1;

    /** Most GPUs of one task: 8 bits. */
    public static final int MAX_GPUS = 255;

    /** Most thousandths of a GPU that a task can share: a whole GPU is {@code gpus} 1. */
    public static final int MAX_GPU_MILLI = 999;

    /** Most CPU units of a task that shares a GPU: 22 bits. */
    public static final int MAX_SHARING_CPU_UNITS = (1 << 22) - 1;

    /** Makes a demand that shares no GPU. */
    public Demand(
            int cpuUnits, int memoryMiB, int gpus, int eniSlots, List<HostPort> hostPorts, Map<String, Integer> extra) {
        this(cpuUnits, memoryMiB, gpus, eniSlots, hostPorts, extra, 0);
    }

    public Demand {
        requireNotNegative("cpuUnits", cpuUnits);
        requireAtMost("cpuUnits", cpuUnits, MAX_CPU_UNITS);
        requireAtMost("gpus", gpus, MAX_GPUS);
        requireNotNegative("memoryMiB", memoryMiB);
        requireNotNegative("gpus", gpus);
        requireNotNegative("eniSlots", eniSlots);
        requireNotNegative("gpuMilli", gpuMilli);
        requireAtMost("gpuMilli", gpuMilli, MAX_GPU_MILLI);
        if (gpuMilli > 0) {
            if (gpus > 0) {
                throw new IllegalArgumentException(
                        "a task takes whole GPUs or shares one, was " + gpus + " GPUs and gpuMilli " + gpuMilli);
            }
            requireAtMost("cpuUnits of a task that shares a GPU", cpuUnits, MAX_SHARING_CPU_UNITS);
        }
        if (hostPorts.stream().distinct().count() != hostPorts.size()) {
            throw new IllegalArgumentException("hostPorts has a duplicate: " + hostPorts);
        }
        hostPorts = hostPorts.stream().sorted().toList();
        extra.forEach((name, amount) -> {
            if (amount < 1) {
                throw new IllegalArgumentException("extra resource " + name + " must be at least 1, was " + amount);
            }
        });
        extra = Collections.unmodifiableMap(new TreeMap<>(extra));
    }

    /** Returns a demand for CPU units and memory in MiB alone. */
    public static Demand of(int cpuUnits, int memoryMiB) {
        return new Demand(cpuUnits, memoryMiB, 0, 0, List.of(), Map.of());
    }

    /** Returns this demand with thousandths of one GPU, 0 to {@value #MAX_GPU_MILLI}. */
    public Demand sharing(int milli) {
        return new Demand(cpuUnits, memoryMiB, gpus, eniSlots, hostPorts, extra, milli);
    }

    private static void requireAtMost(String name, int value, int most) {
        if (value > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + ", was " + value);
        }
    }

    private static void requireNotNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value);
        }
    }
}
