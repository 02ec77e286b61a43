package io.ecsim.experiments.run;

import io.ecsim.schedulers.external.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A fixed number of threads that do independent pieces of work; results come back in the order of submission. */
public final class RunPool implements AutoCloseable {

    private static final long POLL_MILLIS = 50;

    private final ExecutorService threads;
    private final StopSignal stop;

    /** Starts the threads; they do not keep the process alive. */
    public RunPool(int threadCount, StopSignal stop) {
        if (threadCount < 1) {
            throw new IllegalArgumentException("threads must be at least 1, were " + threadCount);
        }
        this.threads = Executors.newFixedThreadPool(threadCount, work -> {
            Thread thread = new Thread(work, "ecsim-run");
            thread.setDaemon(true);
            return thread;
        });
        this.stop = stop;
    }

    /**
     * Does all pieces of work. A failure ends the work and is thrown on; where several fail, that of the earliest piece
     * among those finished. After a stop, pieces not finished are absent.
     */
    public <T> List<Optional<T>> all(List<? extends Callable<T>> pieces, Runnable onEach) {
        CompletionService<T> completion = new ExecutorCompletionService<>(threads);
        List<Future<T>> futures = new ArrayList<>(pieces.size());
        for (Callable<T> piece : pieces) {
            futures.add(completion.submit(() -> stop.isRaised() ? abandoned() : piece.call()));
        }
        await(completion, futures, onEach);
        List<Optional<T>> results = new ArrayList<>(futures.size());
        for (Future<T> future : futures) {
            results.add(resultOf(future));
        }
        return results;
    }

    private static <T> T abandoned() throws InterruptedException {
        throw new InterruptedException("stopped");
    }

    private <T> void await(CompletionService<T> completion, List<Future<T>> futures, Runnable onEach) {
        int left = futures.size();
        try {
            while (left > 0 && !stop.isRaised()) {
                Future<T> done = completion.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (done == null) {
                    continue;
                }
                left--;
                if (failed(done)) {
                    break;
                }
                onEach.run();
            }
        } catch (InterruptedException e) {
            stop.raise();
            Thread.currentThread().interrupt();
        } finally {
            if (left > 0) {
                futures.forEach(future -> future.cancel(false));
            }
        }
    }

    private static <T> boolean failed(Future<T> done) throws InterruptedException {
        try {
            done.get();
            return false;
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof InterruptedException);
        }
    }

    private <T> Optional<T> resultOf(Future<T> future) {
        if (!future.isDone() || future.isCancelled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(future.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof InterruptedException) {
                return Optional.empty();
            }
            if (cause instanceof PolicyException && stop.isRaised()) {
                return Optional.empty(); // what interrupts ecsim interrupts its policies too
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof StackOverflowError || cause instanceof LinkageError) {
                throw new IllegalStateException(
                        "a run failed: " + cause, cause); // a strategy of the user's own, most likely
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("a run failed", cause);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
