package io.ecsim.experiments.validation;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs systems with exactly known behaviour through the whole simulator and holds the results against theory, by the
 * rules of models.md M12: independent replications after a warm-up cut; Student t intervals widened so that all of them
 * hold together with 99 % confidence (Bonferroni, which needs no independence); a half-width of at most 1 % of a mean and
 * 3 % of a probability; and faults planted on purpose, which must be noticed at the same level.
 */
public final class ValidationSuite {

    private static final double CONFIDENCE = 0.99;

    private final List<Oracle> oracles;
    private final long seed;

    ValidationSuite(List<Oracle> oracles, long seed) {
        this.oracles = List.copyOf(oracles);
        this.seed = seed;
    }

    /**
     * Returns the suite.
     *
     * @param effort how long it may take
     * @param seed of all random numbers; the results depend on nothing else
     */
    public static ValidationSuite of(Effort effort, long seed) {
        return new ValidationSuite(effort.oracles(), seed);
    }

    /**
     * Runs all of it. The checks do not depend on the number of threads.
     *
     * @param threads at least 1
     * @param listener hears of each finished run, one at a time
     * @return all checks, in a fixed order
     */
    public List<Check> run(int threads, RunListener listener) {
        List<Callable<double[]>> trials = trials();
        listener.started("validate", trials.size());
        try {
            List<double[]> values = measure(trials, threads, listener);
            return judge(values);
        } finally {
            listener.ended();
        }
    }

    private List<Callable<double[]>> trials() {
        List<Callable<double[]>> trials = new ArrayList<>();
        for (int number = 0; number < oracles.size(); number++) {
            Oracle oracle = oracles.get(number);
            long oracleSeed = seed * 1_000 + number;
            for (int replication = 0; replication < oracle.replications(); replication++) {
                Streams streams = new Streams(oracleSeed, replication);
                trials.add(() -> oracle.trial().measure(streams));
            }
        }
        return trials;
    }

    private static List<double[]> measure(List<Callable<double[]>> trials, int threads, RunListener listener) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "ecsim-validate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<double[]>> running = trials.stream().map(pool::submit).toList();
            List<double[]> values = new ArrayList<>();
            for (Future<double[]> trial : running) {
                values.add(trial.get());
                listener.advanced();
            }
            return values;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while validating", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a validation run failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Check> judge(List<double[]> values) {
        int count = oracles.stream().mapToInt(oracle -> oracle.known().size()).sum();
        double confidence = 1 - (1 - CONFIDENCE) / count;
        List<Check> checks = new ArrayList<>();
        int first = 0;
        for (Oracle oracle : oracles) {
            for (int i = 0; i < oracle.known().size(); i++) {
                Moments moments = new Moments();
                for (double[] measured : values.subList(first, first + oracle.replications())) {
                    moments.add(measured[i]);
                }
                checks.add(Check.of(oracle, oracle.known().get(i), moments, confidence));
            }
            first += oracle.replications();
        }
        return checks;
    }
}
