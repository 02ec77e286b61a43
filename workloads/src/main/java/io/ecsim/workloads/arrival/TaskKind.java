package io.ecsim.workloads.arrival;

import io.ecsim.model.Demand;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.TaskPriority;
import io.ecsim.random.Law;

/**
 * One sort of task in a mix. CPU and memory are fixed when low equals high; otherwise they are independent and uniform
 * on the integers of the range (models.md M13, scenario S').
 *
 * @param definition index of the task definition in the world's list, at least 0
 * @param weight share in the mix, above 0
 * @param runTime law of the run time in microseconds
 * @param cpuUnitsLow at least 0
 * @param cpuUnitsHigh at least {@code cpuUnitsLow}
 * @param memoryMiBLow at least 0
 * @param memoryMiBHigh at least {@code memoryMiBLow}
 * @param gpus whole GPUs, at least 0
 * @param gpuMilli thousandths of one GPU that it shares, 1 to 999 where {@code gpus} is 0, else 0
 * @param priority in the wait queue, within {@link TaskPriority}
 */
public record TaskKind(
        int definition,
        double weight,
        Law runTime,
        int cpuUnitsLow,
        int cpuUnitsHigh,
        int memoryMiBLow,
        int memoryMiBHigh,
        int gpus,
        int gpuMilli,
        int priority) {

    public TaskKind {
        if (definition < 0) {
            throw new IllegalArgumentException("definition must be at least 0, was " + definition);
        }
        if (!(weight > 0) || !Double.isFinite(weight)) {
            throw new IllegalArgumentException("weight must be above 0, was " + weight);
        }
        if (cpuUnitsLow < 0 || cpuUnitsHigh < cpuUnitsLow || cpuUnitsHigh == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("cpuUnits must be a range, was " + cpuUnitsLow + " to " + cpuUnitsHigh);
        }
        if (memoryMiBLow < 0 || memoryMiBHigh < memoryMiBLow || memoryMiBHigh == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "memoryMiB must be a range, was " + memoryMiBLow + " to " + memoryMiBHigh);
        }
        if (gpus < 0) {
            throw new IllegalArgumentException("gpus must be at least 0, was " + gpus);
        }
        if (gpuMilli < 0 || gpuMilli > (gpus > 0 ? 0 : Demand.MAX_GPU_MILLI)) {
            throw new IllegalArgumentException(
                    "gpuMilli must be 0 to " + Demand.MAX_GPU_MILLI + ", and 0 beside whole GPUs, was " + gpuMilli);
        }
        if (!TaskPriority.isValid(priority)) {
            throw new IllegalArgumentException(
                    "priority must be " + TaskPriority.LOWEST + " to " + TaskPriority.HIGHEST + ", was " + priority);
        }
    }

    /** Returns the kind whose tasks ask for what their definition says. */
    public static TaskKind of(int definition, TaskDefinition task, double weight, Law runTime) {
        Demand demand = task.demand();
        return new TaskKind(
                definition,
                weight,
                runTime,
                demand.cpuUnits(),
                demand.cpuUnits(),
                demand.memoryMiB(),
                demand.memoryMiB(),
                demand.gpus(),
                demand.gpuMilli(),
                0);
    }

    /** Returns this kind with CPU units drawn from a range, both ends included. */
    public TaskKind withCpuUnits(int low, int high) {
        return new TaskKind(
                definition, weight, runTime, low, high, memoryMiBLow, memoryMiBHigh, gpus, gpuMilli, priority);
    }

    /** Returns this kind with memory in MiB drawn from a range, both ends included. */
    public TaskKind withMemoryMiB(int low, int high) {
        return new TaskKind(
                definition, weight, runTime, cpuUnitsLow, cpuUnitsHigh, low, high, gpus, gpuMilli, priority);
    }

    /** Returns this kind with a priority in the wait queue. */
    public TaskKind withPriority(int value) {
        return new TaskKind(
                definition,
                weight,
                runTime,
                cpuUnitsLow,
                cpuUnitsHigh,
                memoryMiBLow,
                memoryMiBHigh,
                gpus,
                gpuMilli,
                value);
    }

    double meanCpuUnits() {
        return (cpuUnitsLow + (double) cpuUnitsHigh) / 2;
    }

    double meanMemoryMiB() {
        return (memoryMiBLow + (double) memoryMiBHigh) / 2;
    }
}
