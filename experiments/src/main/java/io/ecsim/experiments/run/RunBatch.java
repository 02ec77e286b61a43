package io.ecsim.experiments.run;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Contender;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Runs of several experiments in one pool. Of each result only what is asked for is kept, since those of a large sweep
 * would not fit into memory. Results come in the order of the runs, whatever the number of threads.
 */
public final class RunBatch implements AutoCloseable {

    private final RunPool pool;
    private final RunListener listener;
    private final RunFunction function;

    /**
     * One run.
     *
     * @param contender who; its name tells runs apart that are otherwise equal, in a journal for instance
     * @param replication from 0
     * @param seed of the experiment
     * @param options how it is done
     */
    public record Job(Contender contender, int replication, long seed, RunOptions options) {}

    /**
     * Starts the threads.
     *
     * @param threads runs done at a time, at least 1
     * @param listener hears about progress
     * @param stop ends the work early when raised
     * @param function does a run
     */
    public RunBatch(int threads, RunListener listener, StopSignal stop, RunFunction function) {
        this.pool = new RunPool(threads, stop);
        this.listener = listener;
        this.function = function;
    }

    /**
     * Does the runs; those that a stop prevented are absent.
     *
     * @param kept what of a result is kept
     * @throws io.ecsim.workload.WorkloadException if an input is damaged
     */
    public <T> List<Optional<T>> run(List<Job> jobs, Function<RunResult, T> kept) {
        List<Callable<T>> pieces = new ArrayList<>();
        for (Job job : jobs) {
            pieces.add(() -> kept.apply(function.run(
                    job.contender,
                    job.contender.worlds().world(job.replication),
                    new Streams(job.seed, job.replication),
                    job.options)));
        }
        listener.started("runs", pieces.size());
        try {
            return pool.all(pieces, listener::advanced);
        } finally {
            listener.ended();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
