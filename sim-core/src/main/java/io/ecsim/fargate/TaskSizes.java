package io.ecsim.fargate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sizes that Fargate has (R8.1): a task definition states one of them, and is not rounded up to one. */
public enum TaskSizes {
    QUARTER_VCPU(256, List.of(512, 1024, 2048)),
    HALF_VCPU(512, steps(1024, 4096, 1024)),
    ONE_VCPU(1024, steps(2048, 8192, 1024)),
    TWO_VCPUS(2048, steps(4096, 16_384, 1024)),
    FOUR_VCPUS(4096, steps(8192, 30_720, 1024)),
    EIGHT_VCPUS(8192, steps(16_384, 61_440, 4096)),
    SIXTEEN_VCPUS(16_384, steps(32_768, 122_880, 8192));

    /** What ECS answers to any other pair (R8.2). */
    public static final String NO_CONFIGURATION = "No Fargate configuration exists for given values.";

    private final int cpuUnits;
    private final List<Integer> memoryMiB;

    TaskSizes(int cpuUnits, List<Integer> memoryMiB) {
        this.cpuUnits = cpuUnits;
        this.memoryMiB = memoryMiB;
    }

    private static List<Integer> steps(int least, int most, int step) {
        List<Integer> all = new ArrayList<>();
        for (int memoryMiB = least; memoryMiB <= most; memoryMiB += step) {
            all.add(memoryMiB);
        }
        return List.copyOf(all);
    }

    /** Returns whether Fargate has a size, in CPU units and MiB. */
    public static boolean has(int cpuUnits, int memoryMiB) {
        return memoryMiB(cpuUnits).contains(memoryMiB);
    }

    /** Returns the CPU units that sizes have. */
    public static List<Integer> cpuUnits() {
        return Arrays.stream(values()).map(row -> row.cpuUnits).toList();
    }

    /** Returns the memory in MiB that sizes of so many CPU units have; empty where there are none. */
    public static List<Integer> memoryMiB(int cpuUnits) {
        return Arrays.stream(values())
                .filter(row -> row.cpuUnits == cpuUnits)
                .map(row -> row.memoryMiB)
                .findFirst()
                .orElse(List.of());
    }

    /** Returns the least size, as CPU units and MiB, that is at least so large; empty where it would be above all. */
    public static Optional<int[]> atLeast(int cpuUnits, int memoryMiB) {
        for (TaskSizes row : values()) {
            if (row.cpuUnits >= cpuUnits) {
                for (int memory : row.memoryMiB) {
                    if (memory >= memoryMiB) {
                        return Optional.of(new int[] {row.cpuUnits, memory});
                    }
                }
            }
        }
        return Optional.empty();
    }
}
