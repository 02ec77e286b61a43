package io.ecsim.fargate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sizes that Fargate has (R8.1): a task definition states one of them, and is not rounded up to one. */
public final class TaskSizes {

    /** What ECS answers to any other pair (R8.2). */
    public static final String NO_CONFIGURATION = "No Fargate configuration exists for given values.";

    private static final List<Row> ROWS = List.of(
            new Row(256, List.of(512, 1024, 2048)),
            new Row(512, steps(1024, 4096, 1024)),
            new Row(1024, steps(2048, 8192, 1024)),
            new Row(2048, steps(4096, 16_384, 1024)),
            new Row(4096, steps(8192, 30_720, 1024)),
            new Row(8192, steps(16_384, 61_440, 4096)),
            new Row(16_384, steps(32_768, 122_880, 8192)));

    private TaskSizes() {}

    private record Row(int cpuUnits, List<Integer> memoryMiB) {}

    private static List<Integer> steps(int least, int most, int step) {
        List<Integer> all = new ArrayList<>();
        for (int memoryMiB = least; memoryMiB <= most; memoryMiB += step) {
            all.add(memoryMiB);
        }
        return List.copyOf(all);
    }

    /** Returns whether Fargate has a size, in CPU units and MiB. */
    public static boolean has(int cpuUnits, int memoryMiB) {
        return ROWS.stream()
                .anyMatch(row -> row.cpuUnits() == cpuUnits && row.memoryMiB().contains(memoryMiB));
    }

    /** Returns the CPU units that sizes have. */
    public static List<Integer> cpuUnits() {
        return ROWS.stream().map(Row::cpuUnits).toList();
    }

    /** Returns the memory in MiB that sizes of so many CPU units have; empty where there are none. */
    public static List<Integer> memoryMiB(int cpuUnits) {
        return ROWS.stream()
                .filter(row -> row.cpuUnits() == cpuUnits)
                .map(Row::memoryMiB)
                .findFirst()
                .orElse(List.of());
    }

    /** Returns the least size, as CPU units and MiB, that is at least so large; empty where it would be above all. */
    public static Optional<int[]> atLeast(int cpuUnits, int memoryMiB) {
        for (Row row : ROWS) {
            if (row.cpuUnits() >= cpuUnits) {
                for (int memory : row.memoryMiB()) {
                    if (memory >= memoryMiB) {
                        return Optional.of(new int[] {row.cpuUnits(), memory});
                    }
                }
            }
        }
        return Optional.empty();
    }
}
