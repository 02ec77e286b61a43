package io.ecsim.observe;

/** Size of a task: its larger share of the largest instance, in CPU or memory. */
enum TaskSize {
    /** At most 1/8. */
    SMALL,
    /** 1/8 to 1/2. */
    MEDIUM,
    /** Over 1/2. */
    LARGE;

    static TaskSize of(int cpuUnits, int memoryMiB, long largestCpu, long largestMemory) {
        if (2L * cpuUnits > largestCpu || 2L * memoryMiB > largestMemory) {
            return LARGE;
        }
        return 8L * cpuUnits > largestCpu || 8L * memoryMiB > largestMemory ? MEDIUM : SMALL;
    }
}
