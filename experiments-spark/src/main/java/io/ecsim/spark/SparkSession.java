package io.ecsim.spark;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.executor.ExecutorException;
import io.ecsim.experiments.executor.PortableExperiment;
import io.ecsim.experiments.executor.PortableRun;
import io.ecsim.experiments.executor.RunSession;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.scenario.ScenarioSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** A Spark application that does runs. */
final class SparkSession implements RunSession {

    /** Runs that are asked for at a time on a cluster, whose executors may come late. */
    private static final int WAITING = 256;

    private final JavaSparkContext context;
    private final int cores;
    private final boolean grows;
    private final SentFiles files;
    private final RunQueue queue;

    /**
     * Begins.
     *
     * @param cores of the executors that are there
     * @param grows whether more executors may come
     */
    SparkSession(JavaSparkContext context, int cores, boolean grows) {
        this.context = context;
        this.cores = cores;
        this.grows = grows;
        this.files = new SentFiles(context);
        this.queue = new RunQueue(context);
    }

    @Override
    public int cores() {
        return cores;
    }

    /** Twice the cores, so that the next run is there when one ends. */
    @Override
    public int parallelRuns() {
        return grows ? Math.max(WAITING, 2 * cores) : 2 * cores;
    }

    @Override
    public RunFunction runs(Experiment experiment, ScenarioSource source) {
        PortableExperiment portable = PortableExperiment.of(experiment, source, files::send);
        Broadcast<ShippedExperiment> shipped = context.broadcast(new ShippedExperiment(portable));
        return (contender, world, streams, options) -> await(
                        queue.add(new ShippedRun(shipped, PortableRun.of(contender, world, streams))))
                .result();
    }

    private static RunAnswer await(CompletableFuture<RunAnswer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ExecutorException("stopped while a run was under way", stopped);
        } catch (ExecutionException failed) {
            throw new ExecutorException("Apache Spark gave a run up: " + ShippedCode.reason(failed), failed);
        }
    }

    @Override
    public void close() {
        queue.close();
        context.close();
        files.close();
    }
}
