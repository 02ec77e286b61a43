package io.ecsim.experiments.run;

import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The results of an experiment by strategy and replication. Comparisons use only the replications that every strategy
 * finished, so that all pairs are complete (models.md M1).
 */
public final class RunMatrix {

    private final List<String> strategies;
    private final int replications;
    private final List<List<Optional<RunResult>>> results;

    /**
     * Takes results by strategy, then replication; absent where a run did not finish.
     *
     * @param strategies names, in the scenario's order
     * @param results one list a strategy, all of one length
     */
    public RunMatrix(List<String> strategies, List<List<Optional<RunResult>>> results) {
        if (strategies.isEmpty() || strategies.size() != results.size()) {
            throw new IllegalArgumentException(
                    "results must be one list a strategy: " + strategies.size() + " and " + results.size());
        }
        this.strategies = List.copyOf(strategies);
        this.replications = results.get(0).size();
        this.results = results.stream().map(List::copyOf).toList();
        if (this.results.stream().anyMatch(row -> row.size() != replications)) {
            throw new IllegalArgumentException("strategies differ in their number of replications");
        }
    }

    /** Returns the names of the strategies, in the scenario's order. */
    public List<String> strategies() {
        return strategies;
    }

    /** Returns how many replications were asked for. */
    public int replications() {
        return replications;
    }

    /** Returns one result, absent when the run did not finish. */
    public Optional<RunResult> result(int strategy, int replication) {
        return results.get(strategy).get(replication);
    }

    /** Returns the finished runs of a strategy, in the order of replications. */
    public List<RunResult> finished(int strategy) {
        return results.get(strategy).stream().flatMap(Optional::stream).toList();
    }

    /** Returns the replications that every strategy finished, ascending. */
    public int[] paired() {
        return IntStream.range(0, replications)
                .filter(replication ->
                        results.stream().allMatch(row -> row.get(replication).isPresent()))
                .toArray();
    }

    /** Returns the runs of a strategy in the replications that every strategy finished, ascending. */
    public List<RunResult> pairedRuns(int strategy) {
        List<RunResult> runs = new ArrayList<>();
        for (int replication : paired()) {
            results.get(strategy).get(replication).ifPresent(runs::add);
        }
        return runs;
    }

    /** Returns a metric of a strategy over the replications of {@link #paired()}; NaN where a run has no such value. */
    public double[] values(int strategy, Metric metric) {
        return pairedRuns(strategy).stream()
                .mapToDouble(run -> run.value(metric))
                .toArray();
    }

    /** Returns whether some run of a strategy has a value of the metric. */
    public boolean has(Metric metric) {
        return IntStream.range(0, strategies.size())
                .anyMatch(strategy -> Arrays.stream(values(strategy, metric)).anyMatch(value -> !Double.isNaN(value)));
    }
}
