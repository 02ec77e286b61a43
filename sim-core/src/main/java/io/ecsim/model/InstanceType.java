package io.ecsim.model;

/**
 * An EC2 instance type as the catalogue states it.
 *
 * @param name such as {@code m5.large}
 * @param vcpus logical CPUs, at least 1
 * @param memoryMiB advertised memory in MiB
 * @param gpus whole GPUs
 * @param architecture {@code x86_64} or {@code arm64} (R1.43)
 * @param maxEnis network interfaces that can be attached, primary included; 0 when unknown
 * @param trunkedTasks awsvpc tasks with ENI trunking, 0 when unsupported (R2.36)
 * @param onDemandMicroUsdPerHour on-demand price in millionths of a US dollar an hour; 0 when there is none
 */
public record InstanceType(
        String name,
        int vcpus,
        int memoryMiB,
        int gpus,
        String architecture,
        int maxEnis,
        int trunkedTasks,
        long onDemandMicroUsdPerHour) {

    public InstanceType {
        if (vcpus < 1) {
            throw new IllegalArgumentException(name + ": vcpus must be at least 1, was " + vcpus);
        }
        if (memoryMiB < 1) {
            throw new IllegalArgumentException(name + ": memoryMiB must be at least 1, was " + memoryMiB);
        }
        if (gpus < 0 || maxEnis < 0 || trunkedTasks < 0 || onDemandMicroUsdPerHour < 0) {
            throw new IllegalArgumentException(name + " has a negative figure");
        }
    }

    /** Returns the CPU units that an instance of this type registers: 1024 a logical CPU (R2.1). */
    public int cpuUnits() {
        return 1024 * vcpus;
    }

    /** Returns the awsvpc tasks that fit without trunking: every interface but the primary (R2.35). */
    public int eniSlots() {
        return Math.max(0, maxEnis - 1);
    }
}
