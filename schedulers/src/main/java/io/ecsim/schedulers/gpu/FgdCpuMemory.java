package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.TaskMix;
import io.ecsim.schedulers.gpu.TypicalTasks.Typical;
import java.util.List;

/**
 * Fragmentation gradient descent for clusters without GPUs: the instance where the fragmentation of CPU and memory
 * grows least, after Weng et al., "Beware of Fragmentation", USENIX ATC 2023. For a typical task, what is fragmented
 * is what remains of the free CPU and memory once as many such tasks as fit have taken theirs; all of it where none
 * fits or the task may not go there. Amounts are in mean demands of the typical tasks, so that CPU and memory weigh
 * alike.
 *
 * <p>Deviation: the definition for CPU and memory is ecsim's own; the paper counts GPUs alone, and a device that can
 * serve a task counts whole there. Amounts are rounded down to 1/1024 of a mean demand; growth is not put on a scale
 * of scores. Typical tasks are taken from the workload of the run itself; where nothing is known of it all instances
 * are equal.
 */
public final class FgdCpuMemory implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "fgd-cpu-memory",
                "after Weng et al., Beware of Fragmentation, USENIX ATC 2023",
                "own definition for CPU and memory: what remains once a typical task has filled the instance; typical"
                        + " tasks from the run's own workload");
    }

    @Override
    public Stage open(RunContext run) {
        return new LeastGrowth(run.taskMix(), run.instanceClasses());
    }

    /** Ranks by growth. */
    static final class LeastGrowth implements DemandRanking {

        private static final long UNIT = 1024;

        private final List<Typical> typical;
        private final long weight;
        private final long cpuSum;
        private final long memorySum;

        LeastGrowth(TaskMix mix, int instanceClasses) {
            typical = TypicalTasks.ofCpuAndMemory(mix, instanceClasses);
            weight = typical.stream().mapToLong(Typical::weight).sum();
            cpuSum = typical.stream()
                    .mapToLong(task -> task.weight() * task.cpuUnits())
                    .sum();
            memorySum = typical.stream()
                    .mapToLong(task -> task.weight() * task.memoryMiB())
                    .sum();
        }

        @Override
        public long cost(Request request, InstanceView instance) {
            int instanceClass = instance.instanceClass();
            int cpu = instance.cpuFree();
            int memory = instance.memoryFree();
            return amount(cpu - request.cpuUnits(), memory - request.memoryMiB(), instanceClass)
                    - amount(cpu, memory, instanceClass);
        }

        /** Returns the fragmented part of free CPU units and MiB, in 1/1024 of a mean demand times the weight. */
        long amount(int cpuFree, int memoryFree, int instanceClass) {
            long sum = 0;
            for (Typical task : typical) {
                long fitting = task.mayGo(instanceClass) ? fitting(task, cpuFree, memoryFree) : 0;
                sum += task.weight()
                        * (inMeans(cpuFree - fitting * task.cpuUnits(), cpuSum)
                                + inMeans(memoryFree - fitting * task.memoryMiB(), memorySum));
            }
            return sum;
        }

        private static long fitting(Typical task, int cpuFree, int memoryFree) {
            long byCpu = task.cpuUnits() == 0 ? Long.MAX_VALUE : cpuFree / task.cpuUnits();
            long byMemory = task.memoryMiB() == 0 ? Long.MAX_VALUE : memoryFree / task.memoryMiB();
            long fitting = Math.min(byCpu, byMemory);
            return fitting == Long.MAX_VALUE ? 0 : fitting;
        }

        private long inMeans(long amount, long sumOfDemands) {
            return sumOfDemands == 0 ? 0 : amount * UNIT * weight / sumOfDemands;
        }
    }
}
