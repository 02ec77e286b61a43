package io.ecsim.workloads.arrival;

import io.ecsim.random.Law;
import io.ecsim.workloads.law.Lifetime;
import java.util.ArrayList;
import java.util.List;

/**
 * What arrives: kinds of tasks with their weights.
 *
 * @param kinds at least one
 */
public record TaskMix(List<TaskKind> kinds) {

    public TaskMix {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a task mix needs at least one kind of task");
        }
        kinds = List.copyOf(kinds);
    }

    /** Returns the mean run time of an arriving task, in seconds. */
    public double meanRunSeconds() {
        double sum = 0;
        for (TaskKind kind : kinds) {
            sum += kind.weight() * kind.runTime().mean();
        }
        return sum / weightSum() / 1e6;
    }

    /** Returns the mean of CPU units x run time of an arriving task, in CPU-unit seconds. */
    public double meanCpuUnitSeconds() {
        double sum = 0;
        for (TaskKind kind : kinds) {
            sum += kind.weight() * kind.runTime().mean() * kind.meanCpuUnits();
        }
        return sum / weightSum() / 1e6;
    }

    /** Returns the mean of memory x run time of an arriving task, in MiB seconds. */
    public double meanMemoryMiBSeconds() {
        double sum = 0;
        for (TaskKind kind : kinds) {
            sum += kind.weight() * kind.runTime().mean() * kind.meanMemoryMiB();
        }
        return sum / weightSum() / 1e6;
    }

    List<Double> weights() {
        return kinds.stream().map(TaskKind::weight).toList();
    }

    /** Weights of the kinds among the tasks that run at a random moment: long tasks are met more often. */
    List<Double> runningWeights() {
        return kinds.stream().map(kind -> kind.weight() * kind.runTime().mean()).toList();
    }

    /** The laws of what remains of tasks that run at a random moment. */
    List<Law> residuals() {
        List<Law> residuals = new ArrayList<>();
        for (TaskKind kind : kinds) {
            if (!(kind.runTime() instanceof Lifetime lifetime)) {
                throw new IllegalArgumentException("a stationary start needs a run-time law whose remainder is known,"
                        + " not " + kind.runTime().describe());
            }
            residuals.add(lifetime.residual());
        }
        return residuals;
    }

    private double weightSum() {
        return kinds.stream().mapToDouble(TaskKind::weight).sum();
    }
}
