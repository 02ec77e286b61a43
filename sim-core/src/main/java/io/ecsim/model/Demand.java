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
 */
public record Demand(
        int cpuUnits, int memoryMiB, int gpus, int eniSlots, List<HostPort> hostPorts, Map<String, Integer> extra) {

    /** Most CPU units of one task: 24 bits; ECS allows 196,608 (R2.25). */
    public static final int MAX_CPU_UNITS = (1 << 24) - 1;

    /** Most GPUs of one task: 8 bits. */
    public static final int MAX_GPUS = 255;

    public Demand {
        requireNotNegative("cpuUnits", cpuUnits);
        requireAtMost("cpuUnits", cpuUnits, MAX_CPU_UNITS);
        requireAtMost("gpus", gpus, MAX_GPUS);
        requireNotNegative("memoryMiB", memoryMiB);
        requireNotNegative("gpus", gpus);
        requireNotNegative("eniSlots", eniSlots);
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
