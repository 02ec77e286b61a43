package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.TaskMix;
import io.ecsim.schedulers.gpu.TypicalTasks.Typical;
import java.util.List;

/**
 * How much of the free GPUs of an instance the tasks to be expected cannot use (Weng et al., "Beware of Fragmentation",
 * USENIX ATC 2023, section 3.2): for a typical task that fits, what is free on devices with less than it needs of each;
 * for one that lacks CPU or devices, may not go there, or asks for no GPU, all that is free. The mean over the typical
 * tasks, weighed by their number. Memory does not count, as in the authors' simulator.
 */
public final class GpuFragmentation {

    private final List<Typical> typical;
    private final long weight;
    private int[] milliFree = new int[16];

    /**
     * Makes the measure for a cluster.
     *
     * @param mix what tasks ask for
     * @param instanceClasses how many classes of instance the cluster has
     */
    public GpuFragmentation(TaskMix mix, int instanceClasses) {
        this.typical = TypicalTasks.ofCpuAndGpus(mix, instanceClasses);
        this.weight = typical.stream().mapToLong(Typical::weight).sum();
    }

    /** Returns the tasks counted: {@link #amount} is in thousandths of a device times this. 0 where none is known. */
    public long weight() {
        return weight;
    }

    /** Returns how many demands are typical. */
    public int typicalDemands() {
        return typical.size();
    }

    /** Returns the fragmented part of what is free on an instance, in thousandths of a device times {@link #weight}. */
    public long amount(InstanceView instance) {
        int devices = instance.devices();
        milliFree = GpuAmounts.milliFreeByDevice(instance, milliFree);
        return amount(instance.cpuFree(), milliFree, devices, instance.instanceClass());
    }

    /**
     * Returns the fragmented part of what would be free.
     *
     * @param cpuFree free CPU units
     * @param free thousandths free by device
     * @param devices how many entries of {@code free} count
     * @param instanceClass class of the instance
     */
    long amount(int cpuFree, int[] free, int devices, int instanceClass) {
        long total = 0;
        for (int i = 0; i < devices; i++) {
            total += free[i];
        }
        if (total == 0) {
            return 0;
        }
        long usable = 0;
        for (Typical task : typical) {
            if (task.milli() > 0 && cpuFree >= task.cpuUnits() && task.mayGo(instanceClass)) {
                usable += task.weight() * usable(task, free, devices);
            }
        }
        return weight * total - usable;
    }

    /** Returns what is free on the devices that can serve a task; 0 where they are too few. */
    private static long usable(Typical task, int[] free, int devices) {
        long sum = 0;
        int enough = 0;
        for (int i = 0; i < devices; i++) {
            if (free[i] >= task.milli()) {
                sum += free[i];
                enough++;
            }
        }
        return enough >= task.gpus() ? sum : 0;
    }
}
