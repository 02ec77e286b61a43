package io.ecsim.experiments.run;

import io.ecsim.experiments.Condition;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.NeedSearch;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/**
 * Finds {@link Need} for all contenders at once, by binary search with the random numbers of the comparison. It takes
 * for granted that a cluster that keeps the conditions also keeps them with more instances.
 */
final class NeedFinder {

    private final Experiment experiment;
    private final NeedSearch range;
    private final int replications;
    private final RunFunction runs;

    /** Searches over the range with the mean of that many replications, from the first on. */
    NeedFinder(Experiment experiment, NeedSearch range, int replications, RunFunction runs) {
        this.experiment = experiment;
        this.range = range;
        this.replications = replications;
        this.runs = runs;
    }

    /** Returns how many runs the search takes at most. */
    long mostRuns() {
        int steps = 32 - Integer.numberOfLeadingZeros(range.max() - range.min() + 1);
        return (long) steps * replications * experiment.contenders().size();
    }

    /** Searches; absent when it was stopped before it ended. */
    Optional<List<Need>> find(RunPool pool, Runnable onEach) {
        List<Bracket> brackets = new ArrayList<>();
        for (Contender contender : experiment.contenders()) {
            brackets.add(new Bracket(contender, range.min(), range.max() + 1));
        }
        while (brackets.stream().anyMatch(Bracket::isOpen)) {
            List<Bracket> open = brackets.stream().filter(Bracket::isOpen).toList();
            List<Callable<RunResult>> trials = new ArrayList<>();
            for (Bracket bracket : open) {
                for (int replication = 0; replication < replications; replication++) {
                    trials.add(trial(bracket, replication));
                }
            }
            List<Optional<RunResult>> results = pool.all(trials, onEach);
            if (results.stream().anyMatch(Optional::isEmpty)) {
                return Optional.empty();
            }
            List<RunResult> done = results.stream().flatMap(Optional::stream).toList();
            for (int i = 0; i < open.size(); i++) {
                open.get(i).narrow(keeps(done.subList(i * replications, (i + 1) * replications)));
            }
        }
        return Optional.of(brackets.stream().map(this::needOf).toList());
    }

    private Callable<RunResult> trial(Bracket bracket, int replication) {
        int instances = bracket.middle();
        Contender contender = bracket.contender;
        return () -> runs.run(
                contender,
                contender.worlds().world(replication, instances),
                experiment.streams(replication),
                experiment.options());
    }

    private boolean keeps(List<RunResult> trial) {
        return experiment.objective().subjectTo().stream()
                .allMatch(condition -> condition.holds(mean(trial, condition)));
    }

    private static double mean(List<RunResult> trial, Condition condition) {
        Metric metric = condition.metric();
        double sum = 0;
        for (RunResult run : trial) {
            sum += run.value(metric);
        }
        return sum / trial.size();
    }

    private Need needOf(Bracket bracket) {
        OptionalInt found = bracket.low > range.max() ? OptionalInt.empty() : OptionalInt.of(bracket.low);
        return new Need(bracket.contender.name(), found, range.max(), range.min(), replications);
    }

    /** All below low is too few, high is enough or one beyond the range. */
    private static final class Bracket {
        private final Contender contender;
        private int low;
        private int high;

        Bracket(Contender contender, int low, int high) {
            this.contender = contender;
            this.low = low;
            this.high = high;
        }

        boolean isOpen() {
            return low < high;
        }

        int middle() {
            return low + (high - low) / 2;
        }

        void narrow(boolean enough) {
            if (enough) {
                high = middle();
            } else {
                low = middle() + 1;
            }
        }
    }
}
