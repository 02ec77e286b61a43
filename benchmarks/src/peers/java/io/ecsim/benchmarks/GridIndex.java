package io.ecsim.benchmarks;

/**
 * The instances of S by free memory and free CPU, for the peers: written for this one grid of sizes, as somebody would who
 * knows it. Finds the instance with the least free memory that has room, and of those the first.
 */
final class GridIndex {

    static final int CPU_STEP = 256;
    static final int MEMORY_STEP = 512;
    static final int CPU_LEVELS = 8192 / CPU_STEP;
    static final int MEMORY_LEVELS = 32768 / MEMORY_STEP;
    static final int NONE = -1;

    private final int[] freeCpu;
    private final int[] freeMemory;
    private final FirstSet[][] cells = new FirstSet[MEMORY_LEVELS + 1][CPU_LEVELS + 1];
    /** For each level of memory, the levels of CPU that some instance has. */
    private final long[] levels = new long[MEMORY_LEVELS + 1];

    GridIndex(int instances) {
        freeCpu = new int[instances];
        freeMemory = new int[instances];
        for (FirstSet[] row : cells) {
            for (int cpu = 0; cpu < row.length; cpu++) {
                row[cpu] = new FirstSet(instances);
            }
        }
        for (int instance = 0; instance < instances; instance++) {
            put(instance, CPU_LEVELS, MEMORY_LEVELS);
        }
    }

    /** Returns the instance, or {@link #NONE}. */
    int find(int cpuUnits, int memoryMiB) {
        long enough = -1L << cpuUnits / CPU_STEP;
        for (int memory = memoryMiB / MEMORY_STEP; memory <= MEMORY_LEVELS; memory++) {
            long here = levels[memory] & enough;
            if (here != 0) {
                int first = Integer.MAX_VALUE;
                for (; here != 0; here &= here - 1) {
                    first = Math.min(first, cells[memory][Long.numberOfTrailingZeros(here)].first());
                }
                return first;
            }
        }
        return NONE;
    }

    /** Takes from an instance, or gives back with negative amounts. */
    void reserve(int instance, int cpuUnits, int memoryMiB) {
        int cpu = freeCpu[instance];
        int memory = freeMemory[instance];
        cells[memory][cpu].remove(instance);
        if (cells[memory][cpu].isEmpty()) {
            levels[memory] &= ~(1L << cpu);
        }
        put(instance, cpu - cpuUnits / CPU_STEP, memory - memoryMiB / MEMORY_STEP);
    }

    boolean isEmpty(int instance) {
        return freeCpu[instance] == CPU_LEVELS;
    }

    private void put(int instance, int cpu, int memory) {
        freeCpu[instance] = cpu;
        freeMemory[instance] = memory;
        cells[memory][cpu].add(instance);
        levels[memory] |= 1L << cpu;
    }

    /** A set of small integers that knows its first: bits, and bits about the words of bits. */
    private static final class FirstSet {

        private final long[] words;
        private final long[] summary;
        private int size;

        FirstSet(int limit) {
            words = new long[(limit + 63) / 64];
            summary = new long[(words.length + 63) / 64];
        }

        void add(int value) {
            words[value >> 6] |= 1L << value;
            summary[value >> 12] |= 1L << (value >> 6);
            size++;
        }

        void remove(int value) {
            words[value >> 6] &= ~(1L << value);
            if (words[value >> 6] == 0) {
                summary[value >> 12] &= ~(1L << (value >> 6));
            }
            size--;
        }

        boolean isEmpty() {
            return size == 0;
        }

        int first() {
            for (int i = 0; i < summary.length; i++) {
                if (summary[i] != 0) {
                    int word = i << 6 | Long.numberOfTrailingZeros(summary[i]);
                    return word << 6 | Long.numberOfTrailingZeros(words[word]);
                }
            }
            throw new IllegalStateException("the set is empty");
        }
    }
}
