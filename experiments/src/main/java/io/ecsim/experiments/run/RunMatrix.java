package io.ecsim.experiments.run;

import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The results of an experiment by contender and replication. Comparisons use only the replications that every contender
 * finished, so that all pairs are complete (models.md M1).
 */
public final class RunMatrix {

    private final List<String> contenders;
    private final int replications;
    private final List<List<Optional<RunResult>>> results;

    /**
     * Takes results by contender, then replication; absent where a run did not finish.
     *
     * @param contenders their names, in the scenario's order
     * @param results one list a contender, all of one length
     */
    public RunMatrix(List<String> contenders, List<List<Optional<RunResult>>> results) {
        if (contenders.isEmpty() || contenders.size() != results.size()) {
            throw new IllegalArgumentException(
                    "results must be one list a contender: " + contenders.size() + " and " + results.size());
        }
        this.contenders = List.copyOf(contenders);
        this.replications = results.get(0).size();
        this.results = results.stream().map(List::copyOf).toList();
        if (this.results.stream().anyMatch(row -> row.size() != replications)) {
            throw new IllegalArgumentException("contenders differ in their number of replications");
        }
    }

    /** Returns the names of the contenders, in the scenario's order. */
    public List<String> contenders() {
        return contenders;
    }

    /** Returns how many replications were asked for. */
    public int replications() {
        return replications;
    }

    /** Returns one result, absent when the run did not finish. */
    public Optional<RunResult> result(int contender, int replication) {
        return results.get(contender).get(replication);
    }

    /** Returns the finished runs of a contender, in the order of replications. */
    public List<RunResult> finished(int contender) {
        return results.get(contender).stream().flatMap(Optional::stream).toList();
    }

    /** Returns the replications that every contender finished, ascending. */
    public int[] paired() {
        return IntStream.range(0, replications)
                .filter(replication ->
                        results.stream().allMatch(row -> row.get(replication).isPresent()))
                .toArray();
    }

    /** Returns the runs of a contender in the replications that every contender finished, ascending. */
    public List<RunResult> pairedRuns(int contender) {
        List<RunResult> runs = new ArrayList<>();
        for (int replication : paired()) {
            results.get(contender).get(replication).ifPresent(runs::add);
        }
        return runs;
    }

    /** Returns a metric of a contender over the replications of {@link #paired()}; NaN where a run has no such value. */
    public double[] values(int contender, Metric metric) {
        return pairedRuns(contender).stream()
                .mapToDouble(run -> run.value(metric))
                .toArray();
    }

    /** Returns whether some run of a contender has a value of the metric. */
    public boolean has(Metric metric) {
        return IntStream.range(0, contenders.size())
                .anyMatch(
                        contender -> Arrays.stream(values(contender, metric)).anyMatch(value -> !Double.isNaN(value)));
    }
}
