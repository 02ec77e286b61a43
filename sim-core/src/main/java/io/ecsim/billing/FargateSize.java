package io.ecsim.billing;

import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;

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

    /** Returns what a task of a definition is billed for; it runs on Linux and x86 unless it requires otherwise. */
    public static FargateSize of(TaskDefinition definition) {
        Demand demand = definition.demand();
        FargatePlatform platform = FargatePlatform.LINUX_X86_64;
        for (PlacementConstraint constraint : definition.constraints()) {
            if (constraint instanceof PlacementConstraint.RequiredAttribute required) {
                if (required.value().equals("arm64")) {
                    platform = FargatePlatform.LINUX_ARM64;
                } else if (required.value().equals("windows")) {
                    platform = FargatePlatform.WINDOWS;
                }
            }
        }
        return new FargateSize(platform, demand.cpuUnits(), demand.memoryMiB(), definition.ephemeralStorageGiB());
    }

    /** Makes a size on Linux and x86 with the storage that is free. */
    public FargateSize(int cpuUnits, int memoryMiB) {
        this(FargatePlatform.LINUX_X86_64, cpuUnits, memoryMiB, FREE_STORAGE_GIB);
    }
}
