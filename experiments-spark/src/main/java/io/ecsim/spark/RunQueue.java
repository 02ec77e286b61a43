package io.ecsim.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Range$;
import scala.concurrent.ExecutionContext$;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Runs on their way to executors. Those that come close together become one Spark job with a task each, as a job costs
 * the driver more than a task does; each answer is handed over as soon as it is there.
 */
final class RunQueue implements AutoCloseable {

    /** How long the first of a job waits for others: little beside a run, and long beside what a task costs. */
    private static final long GATHER_MILLIS = 5;

    private final JavaSparkContext context;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread sender;

    RunQueue(JavaSparkContext context) {
        this.context = context;
        this.sender = new Thread(this::send, "ecsim-spark");
        sender.setDaemon(true);
        sender.start();
    }

    /** Sends a run; the answer comes later. */
    CompletableFuture<RunAnswer> add(ShippedRun run) {
        Waiting waiting = new Waiting(run, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.answer;
    }

    private void send() {
        try {
            while (true) {
                List<Waiting> together = new ArrayList<>(List.of(queue.take()));
                Thread.sleep(GATHER_MILLIS);
                queue.drainTo(together);
                submit(together);
            }
        } catch (InterruptedException closed) {
            queue.forEach(waiting -> waiting.answer.completeExceptionally(closed));
        }
    }

    private void submit(List<Waiting> together) {
        try {
            RDD<ShippedRun> runs = context.parallelize(
                            together.stream().map(waiting -> waiting.run).toList(), together.size())
                    .rdd();
            context.sc()
                    .<ShippedRun, RunAnswer, BoxedUnit>submitJob(
                            runs,
                            new AnswerFunction(),
                            Range$.MODULE$.apply(0, together.size()),
                            (task, answer) -> {
                                together.get((Integer) task).answer.complete(answer);
                                return BoxedUnit.UNIT;
                            },
                            () -> BoxedUnit.UNIT)
                    .onComplete(
                            outcome -> failed(together, outcome),
                            ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
        } catch (RuntimeException failure) {
            together.forEach(waiting -> waiting.answer.completeExceptionally(failure));
        }
    }

    private static BoxedUnit failed(List<Waiting> together, Try<BoxedUnit> outcome) {
        if (outcome.isFailure()) {
            Throwable failure = outcome.failed().get();
            together.forEach(waiting -> waiting.answer.completeExceptionally(failure));
        }
        return BoxedUnit.UNIT;
    }

    @Override
    public void close() {
        sender.interrupt();
    }

    /** A run and who waits for its answer. */
    private record Waiting(ShippedRun run, CompletableFuture<RunAnswer> answer) {}
}
