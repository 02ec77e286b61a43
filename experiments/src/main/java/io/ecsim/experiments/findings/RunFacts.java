package io.ecsim.experiments.findings;

import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the runs of an experiment show about the load, whichever strategy: the material for saying why strategies differ
 * or tie. Shares are 0 to 1, NaN where nothing was measured.
 *
 * @param waitingShare largest mean share of a strategy's tasks that did not start at once
 * @param censoredShare largest share of a strategy's tasks still waiting at the end, over all its runs
 * @param peakAllocated largest sampled share of CPU or memory reserved, in any run
 * @param meanAllocated largest time-mean share of CPU or memory reserved, by a strategy's mean
 * @param fragmentation largest mean share of free CPU or memory that the mix cannot use
 */
record RunFacts(
        double waitingShare, double censoredShare, double peakAllocated, double meanAllocated, double fragmentation) {

    private static final String WAITING = "waiting";

    static RunFacts of(RunMatrix runs) {
        return new RunFacts(
                worst(runs, strategy -> waitingShare(runs.pairedRuns(strategy))),
                worst(runs, strategy -> censoredShare(runs.pairedRuns(strategy))),
                worst(runs, strategy -> peak(runs.pairedRuns(strategy))),
                worst(
                        runs,
                        strategy -> largestMean(
                                runs, strategy, Metric.ALLOCATED_CPU, Metric.ALLOCATED_MEMORY, Metric.ALLOCATED_GPU)),
                worst(
                        runs,
                        strategy ->
                                largestMean(runs, strategy, Metric.FRAGMENTATION_CPU, Metric.FRAGMENTATION_MEMORY)));
    }

    /** Returns the share of tasks that waited, or still wait, of all that were placed or still wait. */
    static double waitingShare(List<RunResult> runs) {
        long atOnce = 0;
        long all = 0;
        for (RunResult run : runs) {
            long[] waits = run.waits().placedMicros();
            long[] counts = run.waits().placedCounts();
            for (int i = 0; i < waits.length; i++) {
                atOnce += waits[i] == 0 ? counts[i] : 0;
                all += counts[i];
            }
            all += run.waits().censored();
        }
        return all == 0 ? Double.NaN : 1 - (double) atOnce / all;
    }

    /** Returns the share of requested tasks that were still waiting when their run ended. */
    static double censoredShare(List<RunResult> runs) {
        long waiting = runs.stream().mapToLong(run -> run.counts().waiting()).sum();
        long requested =
                runs.stream().mapToLong(run -> run.counts().requested()).sum();
        return requested == 0 ? Double.NaN : (double) waiting / requested;
    }

    /**
     * Returns whether the queue keeps growing: its mean length in the last quarter of the samples is at least ten tasks
     * and half as much again as in the second quarter. A rule of thumb that gives a doubt, not a verdict.
     */
    static boolean waitingGrows(List<RunResult> runs) {
        double early = 0;
        double late = 0;
        for (RunResult run : runs) {
            for (Series series : run.series()) {
                if (series.key().equals(WAITING)) {
                    double[] values = series.values();
                    early += mean(values, values.length / 4, values.length / 2);
                    late += mean(values, 3 * values.length / 4, values.length);
                }
            }
        }
        return late >= 10.0 * runs.size() && late >= 1.5 * early;
    }

    private static double mean(double[] values, int from, int to) {
        return from < to ? Arrays.stream(values, from, to).average().orElse(0) : 0;
    }

    private static double peak(List<RunResult> runs) {
        return runs.stream()
                .flatMap(run -> run.series().stream())
                .filter(series -> isAllocation(series.key()))
                .flatMapToDouble(series -> Arrays.stream(series.values()))
                .max()
                .orElse(Double.NaN);
    }

    /** Returns whether a series is a share of reserved resources. */
    static boolean isAllocation(String seriesKey) {
        return Stream.of(Metric.ALLOCATED_CPU, Metric.ALLOCATED_MEMORY, Metric.ALLOCATED_GPU)
                .anyMatch(metric -> metric.key().equals(seriesKey));
    }

    private static double largestMean(RunMatrix runs, int strategy, Metric... metrics) {
        return Arrays.stream(metrics)
                .mapToDouble(metric -> Arrays.stream(runs.values(strategy, metric))
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    private static double worst(RunMatrix runs, IntToDoubleFunction share) {
        return IntStream.range(0, runs.contenders().size())
                .mapToDouble(share)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }
}
