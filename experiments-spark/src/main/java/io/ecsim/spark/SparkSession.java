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
    static final int WAITING = 256;

    private final JavaSparkContext context;
    private final int parallelRuns;
    private final SentFiles files;
    private final RunQueue queue;

    SparkSession(JavaSparkContext context, int parallelRuns) {
        this.context = context;
        this.parallelRuns = parallelRuns;
        this.files = new SentFiles(context);
        this.queue = new RunQueue(context);
    }

    @Override
    public int parallelRuns() {
        return parallelRuns;
    }

    @Override
    public RunFunction runs(Experiment experiment, ScenarioSource source) {
        PortableExperiment portable = PortableExperiment.of(experiment, source);
        files.send(portable, source);
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
