package io.ecsim.capacity;

/**
 * Waiting tasks that placement cannot tell apart.
 *
 * @param spec index of what is run, as in the world's list
 * @param cpuUnits that one takes
 * @param memoryMiB that one takes
 * @param gpus that one takes
 * @param gpuMilli thousandths of one GPU that one shares
 */
record DemandClass(int spec, int cpuUnits, int memoryMiB, int gpus, int gpuMilli) {}
