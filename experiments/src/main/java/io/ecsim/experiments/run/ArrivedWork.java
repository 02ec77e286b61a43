package io.ecsim.experiments.run;

import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workloads.arrival.PoissonArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;

/**
 * What arrived in a replication less what was to be expected: the number of tasks, and their CPU units times run time. Both
 * expectations are exact for Poisson arrivals of which none is cut off, so both are control variates. The tasks are drawn again
 * without a simulation.
 */
public final class ArrivedWork {

    private static final double MICROS_PER_SECOND = 1e6;

    private ArrivedWork() {}

    /** Returns whether the expectations of a workload are known. */
    public static boolean isKnown(Workload workload) {
        return workload instanceof SyntheticWorkload synthetic
                && synthetic.arrivals() instanceof PoissonArrivals
                && synthetic.maxTasks() == Long.MAX_VALUE;
    }

    /**
     * Returns one row an independent observation ({@link ReplicationUnits}): tasks, and CPU-unit seconds, each less its
     * expectation; no rows where the experiment does not ask for control variates.
     */
    public static double[][] of(Experiment experiment, RunMatrix runs) {
        int[] replications = runs.paired();
        if (!experiment.replicate().controlVariates() || replications.length == 0) {
            return new double[0][];
        }
        double[] tasks = new double[replications.length];
        double[] work = new double[replications.length];
        for (int i = 0; i < replications.length; i++) {
            World world = experiment.worlds().world(replications[i]);
            if (!(world.workload() instanceof SyntheticWorkload workload) || !isKnown(workload)) {
                return new double[0][];
            }
            double seconds = Math.min(workload.horizonMicros(), world.horizonMicros()) / MICROS_PER_SECOND;
            double expected = workload.arrivals().tasksPerSecond() * seconds;
            try (ArrivalCursor cursor = workload.open(experiment.streams(replications[i]))) {
                while (cursor.advance() && cursor.timeMicros() < world.horizonMicros()) {
                    // At time 0 are those of a stationary start, whose number is drawn by itself.
                    if (cursor.timeMicros() > 0) {
                        tasks[i]++;
                        work[i] += cursor.cpuUnits() * (cursor.runMicros() / MICROS_PER_SECOND);
                    }
                }
            }
            tasks[i] -= expected;
            work[i] -= expected * workload.mix().meanCpuUnitSeconds();
        }
        return rows(ReplicationUnits.of(experiment, runs, tasks), ReplicationUnits.of(experiment, runs, work));
    }

    private static double[][] rows(double[] tasks, double[] work) {
        double[][] rows = new double[tasks.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {tasks[i], work[i]};
        }
        return rows;
    }
}
