package io.ecsim.workloads.catalogue;

import io.ecsim.model.InstanceType;

/**
 * The memory that a container instance registers (R2.1, R2.7, R2.8): the kernel keeps a part of the advertised memory.
 * Measured figures win; other types register 97.5 % of the nominal figure, an assumption calibrated on the measured ones.
 */
public final class RegisteredMemory {

    private RegisteredMemory() {}

    /** Returns the MiB that an instance of the type registers when the agent reserves nothing. */
    public static int mib(InstanceType type) {
        return mib(type, 0);
    }

    /**
     * Returns the MiB that an instance of the type registers.
     *
     * @param reservedMiB what ECS_RESERVED_MEMORY holds back, at least 0 (R2.3)
     * @throws IllegalArgumentException if nothing would be left, which fails a registration (R2.1)
     */
    public static int mib(InstanceType type, int reservedMiB) {
        if (reservedMiB < 0) {
            throw new IllegalArgumentException("reservedMiB must be at least 0, was " + reservedMiB);
        }
        int left = memTotalMiB(type) - reservedMiB;
        if (left < 1) {
            throw new IllegalArgumentException(
                    "reservedMiB must be below " + memTotalMiB(type) + " for " + type.name() + ", was " + reservedMiB);
        }
        return left;
    }

    private static int memTotalMiB(InstanceType type) {
        return switch (type.name()) {
            case "m4.large" -> 7985; // R2.7, Amazon Linux
            case "c3.large", "c4.large" -> 3767; // R2.7: the 2-vCPU types of 3.75 GiB
            default -> (int) (type.memoryMiB() * 975L / 1000);
        };
    }
}
