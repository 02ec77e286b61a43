package io.ecsim.billing;

/**
 * The size of a task on Fargate, which is what it is billed for.
 *
 * @param platform operating system and architecture
 * @param cpuUnits CPU units, at least 1
 * @param memoryMiB memory in MiB, at least 1
 * @param storageGiB ephemeral storage in GiB, at least 20, which are free (R8.8)
 */
public record FargateSize(FargatePlatform platform, int cpuUnits, int memoryMiB, int storageGiB) {

    /** What is free (R8.8). */
    public static final int FREE_STORAGE_GIB = 20;

    public FargateSize {
        if (cpuUnits < 1 || memoryMiB < 1) {
            throw new IllegalArgumentException(
                    "a task on Fargate has at least 1 CPU unit and 1 MiB, was " + cpuUnits + " and " + memoryMiB);
        }
        if (storageGiB < FREE_STORAGE_GIB) {
            throw new IllegalArgumentException("ephemeral storage must be at least 20 GiB, was " + storageGiB);
        }
    }

    /** Makes a size on Linux and x86 with the storage that is free. */
    public FargateSize(int cpuUnits, int memoryMiB) {
        this(FargatePlatform.LINUX_X86_64, cpuUnits, memoryMiB, FREE_STORAGE_GIB);
    }
}
