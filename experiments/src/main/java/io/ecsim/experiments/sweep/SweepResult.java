package io.ecsim.experiments.sweep;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the runs of a sweep found.
 *
 * @param sweep what was asked
 * @param runs by point, contender and replication; absent where a run did not finish
 * @param stopped whether it was ended early
 */
public record SweepResult(Sweep sweep, List<List<List<Optional<SweptRun>>>> runs, boolean stopped) {

    public SweepResult {
        runs = runs.stream()
                .map(point -> point.stream().map(List::copyOf).toList())
                .toList();
    }

    /** Returns a run, absent when it did not finish. */
    public Optional<SweptRun> run(int point, int contender, int replication) {
        return runs.get(point).get(contender).get(replication);
    }

    /** Returns the replications that every contender finished at each of some points, ascending. */
    public int[] complete(List<Integer> points) {
        int replications = sweep.first().replicate().count();
        return IntStream.range(0, replications)
                .filter(replication -> points.stream()
                        .allMatch(point -> runs.get(point).stream()
                                .allMatch(
                                        contender -> contender.get(replication).isPresent())))
                .toArray();
    }

    /** Returns how many replications are finished at every point. */
    public int pairs() {
        return complete(IntStream.range(0, runs.size()).boxed().toList()).length;
    }
}
