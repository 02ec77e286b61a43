package io.ecsim.experiments.sweep;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.RunBatch;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does the runs of all points in one pool. In one replication all contenders meet the same random numbers at all points,
 * and neither the number of threads nor a cut changes a result.
 */
public final class SweepRunner {

    private final int threads;
    private final RunListener listener;
    private final StopSignal stop;
    private final RunFunction function;

    /**
     * Makes a runner.
     *
     * @param threads runs done at a time, at least 1
     * @param listener hears about progress
     * @param stop ends the sweep early when raised
     * @param function does a run
     */
    public SweepRunner(int threads, RunListener listener, StopSignal stop, RunFunction function) {
        this.threads = threads;
        this.listener = listener;
        this.stop = stop;
        this.function = function;
    }

    /** Runs every contender at every point. */
    public SweepResult run(Sweep sweep) {
        Metric objective = sweep.first().objective().metric();
        List<RunBatch.Job> jobs = new ArrayList<>();
        // Replication by replication, so that a stop leaves replications behind that are complete at all points.
        for (int replication = 0; replication < sweep.first().replicate().count(); replication++) {
            for (int point = 0; point < sweep.points().size(); point++) {
                for (int contender = 0; contender < sweep.contenders(point).size(); contender++) {
                    jobs.add(job(sweep, point, contender, replication));
                }
            }
        }
        try (RunBatch batch = new RunBatch(threads, listener, stop, function)) {
            List<Optional<SweptRun>> done = batch.run(jobs, run -> SweptRun.of(run, objective));
            return new SweepResult(sweep, byPoint(sweep, done), stop.isRaised());
        }
    }

    /**
     * Does one run at each end of the design, one after the other, for who wants to know how long they take; returns how
     * many it did. A journal keeps them, so that they are not done again.
     */
    public int pilot(Sweep sweep) {
        int last = sweep.points().size() - 1;
        List<RunBatch.Job> jobs = List.of(
                job(sweep, 0, 0, 0), job(sweep, last, sweep.contenders(last).size() - 1, 0));
        try (RunBatch batch = new RunBatch(1, RunListener.SILENT, stop, function)) {
            return batch.run(jobs, run -> run.events()).size();
        }
    }

    private static RunBatch.Job job(Sweep sweep, int point, int contender, int replication) {
        Experiment experiment = sweep.experiments().get(point);
        return new RunBatch.Job(
                PointRuns.nameAt(point, experiment.contenders().get(contender)),
                replication,
                experiment.seed(),
                experiment.options());
    }

    private static List<List<List<Optional<SweptRun>>>> byPoint(Sweep sweep, List<Optional<SweptRun>> done) {
        int points = sweep.points().size();
        int contenders = sweep.contenders().size();
        int replications = sweep.first().replicate().count();
        List<List<List<Optional<SweptRun>>>> runs = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            List<List<Optional<SweptRun>>> ofPoint = new ArrayList<>();
            for (int contender = 0; contender < contenders; contender++) {
                List<Optional<SweptRun>> row = new ArrayList<>();
                for (int replication = 0; replication < replications; replication++) {
                    row.add(done.get((replication * points + point) * contenders + contender));
                }
                ofPoint.add(row);
            }
            runs.add(ofPoint);
        }
        return runs;
    }
}
