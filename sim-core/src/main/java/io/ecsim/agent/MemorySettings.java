package io.ecsim.agent;

/**
 * How the memory that containers really use is treated (models.md M5).
 *
 * @param enforced whether a container is killed that uses more than its limit or than the host has; what nobody states it
 *     uses is within its reservation either way
 * @param reservedMemoryMiB ECS_RESERVED_MEMORY: what the host has beyond what it registered (R2.3)
 */
public record MemorySettings(boolean enforced, int reservedMemoryMiB) {

    /** Enforced, nothing reserved. */
    public static final MemorySettings DEFAULT = new MemorySettings(true, 0);

    public MemorySettings {
        Bounds.requireAtLeast("reservedMemoryMiB", reservedMemoryMiB, 0);
    }
}
