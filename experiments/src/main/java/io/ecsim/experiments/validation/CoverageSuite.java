package io.ecsim.experiments.validation;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes each kind of interval again and again on models whose answer is known, and counts how often it holds the answer: 93 to
 * 97 times in 100 for a nominal 95 %. Intervals that are wrong on purpose must be found out.
 */
public final class CoverageSuite {

    private static final int CHUNK = 50;
    private static final int REPEATS = 2_000;

    private final List<CoverageCase> cases;
    private final long seed;

    CoverageSuite(List<CoverageCase> cases, long seed) {
        this.cases = List.copyOf(cases);
        this.seed = seed;
    }

    /** Returns the suite; the results depend on the seed and nothing else. */
    public static CoverageSuite of(long seed) {
        return new CoverageSuite(CoverageCases.all(REPEATS), seed);
    }

    /**
     * Runs all of it. The shares do not depend on the number of threads.
     *
     * @param threads at least 1
     * @param listener hears of each finished part, one at a time
     */
    public List<Coverage> run(int threads, RunListener listener) {
        List<Callable<Integer>> parts = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int number = 0; number < cases.size(); number++) {
            CoverageCase each = cases.get(number);
            long own = seed * 1_000 + number;
            for (int first = 0; first < each.repeats(); first += CHUNK) {
                int from = first;
                int until = Math.min(each.repeats(), first + CHUNK);
                owners.add(number);
                parts.add(() -> covered(each, own, from, until));
            }
        }
        listener.started("coverage", parts.size());
        try {
            int[] covered = new int[cases.size()];
            List<Integer> counts = measure(parts, threads, listener);
            for (int i = 0; i < counts.size(); i++) {
                covered[owners.get(i)] += counts.get(i);
            }
            List<Coverage> results = new ArrayList<>();
            for (int i = 0; i < covered.length; i++) {
                CoverageCase each = cases.get(i);
                results.add(new Coverage(each.method(), each.model(), covered[i], each.repeats(), each.plantedFault()));
            }
            return results;
        } finally {
            listener.ended();
        }
    }

    private static int covered(CoverageCase each, long seed, int from, int until) {
        int covered = 0;
        for (int repeat = from; repeat < until; repeat++) {
            covered += each.trial().covers(new Streams(seed, repeat)) ? 1 : 0;
        }
        return covered;
    }

    private static List<Integer> measure(List<Callable<Integer>> parts, int threads, RunListener listener) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "ecsim-coverage");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Integer>> running = parts.stream().map(pool::submit).toList();
            List<Integer> counts = new ArrayList<>();
            for (Future<Integer> part : running) {
                counts.add(part.get());
                listener.advanced();
            }
            return counts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring coverage", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a coverage trial failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
