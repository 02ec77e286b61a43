package io.ecsim.agent;

import io.ecsim.model.ContainerInstance;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What really is on one machine. The back end gives a task's resources back when it wants the task stopped (R2.10); here
 * they are taken until its containers are gone, and tasks that do not fit yet wait in order, the first blocking those
 * behind it (R2.11).
 */
final class Host {

    final int instance;

    /** Whether it is Fargate's, whose resources are no part of what instances register. */
    final boolean fargate;

    private final ContainerInstance spec;

    /** Which machine stands here; what was begun under another one is of no concern. */
    int machine;

    private int cpuFree;
    private int memoryFree;
    private int gpusFree;
    private final IntOpenHashSet ports = new IntOpenHashSet();

    final ArrayDeque<HostedTask> waiting = new ArrayDeque<>();

    /** Tasks whose containers are here, in order of admission. */
    final List<HostedTask> tasks = new ArrayList<>();

    final TreeSet<String> sharedVolumes = new TreeSet<>();
    int ebsAttached;

    /** What the containers use, in MiB. */
    long residentMiB;

    /** Tasks that want CPU, in the order in which they began to. */
    final List<HostedTask> busy = new ArrayList<>();

    /** What they use, in millionths of a vCPU. */
    long cpuUsed;

    /** Whether the three fields below are as the tasks that want CPU are now. */
    boolean summed;

    /** What they want together, in millionths of a vCPU, and what they weigh. */
    long busyWanted;

    long busyWeight;

    /** Whether each of them wants no more than it is sure of. */
    boolean modest;

    /** Whether requests on it want another part of its CPU than they have. */
    boolean unsettled;

    /** What it earns, where it can burst. */
    final @Nullable Burstable burst;

    /** Its CPU credits at a time, in millionths of a vCPU times microseconds; below 0 is borrowed. */
    long credits;

    long creditsAtMicros;

    /** When it will have spent them. */
    long creditsEnd = Appointments.NONE;

    long starts;

    Host(int instance, boolean fargate, ContainerInstance spec, List<String> volumes) {
        this.instance = instance;
        this.fargate = fargate;
        this.spec = spec;
        this.burst = Burstable.of(spec.instanceType()).orElse(null);
        empty(volumes);
    }

    /** Another machine stands here, with nothing on it. */
    void empty(List<String> volumes) {
        machine++;
        cpuFree = spec.cpuUnits();
        memoryFree = spec.memoryMiB();
        gpusFree = spec.gpus();
        ports.clear();
        waiting.clear();
        tasks.clear();
        busy.clear();
        summed = false;
        cpuUsed = 0;
        unsettled = false;
        sharedVolumes.clear();
        sharedVolumes.addAll(volumes);
        ebsAttached = 0;
        residentMiB = 0;
    }

    boolean fits(HostedTask task) {
        if (task.cpuUnits > cpuFree || task.memoryMiB > memoryFree || task.gpus > gpusFree) {
            return false;
        }
        for (int port : task.compiled.ports) {
            if (ports.contains(port)) {
                return false;
            }
        }
        return true;
    }

    void take(HostedTask task) {
        take(task, 1);
        for (int port : task.compiled.ports) {
            ports.add(port);
        }
        tasks.add(task);
    }

    void giveBack(HostedTask task) {
        take(task, -1);
        for (int port : task.compiled.ports) {
            ports.remove(port);
        }
        tasks.remove(task);
    }

    private void take(HostedTask task, int sign) {
        cpuFree -= sign * task.cpuUnits;
        memoryFree -= sign * task.memoryMiB;
        gpusFree -= sign * task.gpus;
    }

    /** Returns the CPU units of the host. */
    int cpuUnits() {
        return spec.cpuUnits();
    }

    /** Throws if what the tasks here take does not add up, or is more than there is. */
    void requireWithinMachine(MemorySettings settings) {
        int cpuUnits = 0;
        int memoryMiB = 0;
        int gpus = 0;
        int portsTaken = 0;
        long used = 0;
        for (HostedTask task : tasks) {
            cpuUnits += task.cpuUnits;
            memoryMiB += task.memoryMiB;
            gpus += task.gpus;
            portsTaken += task.compiled.ports.length;
            for (HostedContainer container : task.containers) {
                used += container.residentMiB;
            }
        }
        boolean addsUp = cpuUnits == spec.cpuUnits() - cpuFree
                && memoryMiB == spec.memoryMiB() - memoryFree
                && gpus == spec.gpus() - gpusFree
                && portsTaken == ports.size()
                && used == residentMiB;
        boolean within = cpuFree >= 0 && memoryFree >= 0 && gpusFree >= 0;
        if (!addsUp || !within || settings.enforced() && used > physicalMiB(settings)) {
            throw new IllegalStateException(spec.id() + " has " + cpuFree + " CPU units, " + memoryFree + " MiB and "
                    + gpusFree + " GPUs free and " + residentMiB + " MiB in use; its tasks take " + cpuUnits + ", "
                    + memoryMiB + ", " + gpus + " and use " + used);
        }
    }

    /** Returns what the host has, in MiB, and not only registered. */
    long physicalMiB(MemorySettings settings) {
        return (long) spec.memoryMiB() + settings.reservedMemoryMiB();
    }
}
