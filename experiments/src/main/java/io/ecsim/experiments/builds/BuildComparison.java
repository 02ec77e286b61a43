package io.ecsim.experiments.builds;

import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.SignedRanks;
import io.ecsim.workloads.document.DocumentException;
import io.ecsim.workloads.document.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Two builds compared, benchmark by benchmark, from the logarithms of the ratios of paired forks.
 *
 * <p>Within each pair a coin decides which build runs first. For identical builds each log-ratio is therefore as likely
 * positive as negative, whatever the machine drifts and whatever else runs on it, and the signed-rank interval has its
 * level by this design alone; few forks and wild ones only make it wide. The confidence is shared among the benchmarks
 * (Bonferroni), so that identical builds give any interval without 1 in at most 5 % of comparisons, and one beyond the
 * margin more rarely still.
 *
 * @param changes in the order of the old file
 */
public record BuildComparison(List<SpeedChange> changes) {

    /** Of all intervals together. */
    public static final double CONFIDENCE = 0.95;

    /** A ratio within this share of 1, either way, has no practical meaning. */
    public static final double MARGIN = 0.05;

    /** Differences in allocation up to this many bytes per operation are the profiler's own. */
    private static final double ALLOCATION_FLOOR_BYTES = 16;

    public BuildComparison {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two builds.
     *
     * @throws DocumentException if they were not measured together: on different machines, in different sessions, or on
     *     different benchmarks
     */
    public static BuildComparison of(MeasuredBuild before, MeasuredBuild after) {
        requireSameMachine(before, after);
        if (!before.session().equals(after.session())) {
            throw refusal(
                    after,
                    "is of session " + after.session() + ", " + before.file() + " of session " + before.session()
                            + "; only forks that ran alternately in one session can be compared");
        }
        Map<String, BenchmarkForks> others = new LinkedHashMap<>();
        after.benchmarks().forEach(forks -> others.put(forks.name(), forks));
        double confidence = 1 - (1 - CONFIDENCE) / before.benchmarks().size();
        List<SpeedChange> changes = new ArrayList<>();
        for (BenchmarkForks old : before.benchmarks()) {
            BenchmarkForks other = others.remove(old.name());
            if (other == null) {
                throw refusal(after, "has no benchmark " + old.name() + ", which " + before.file() + " has");
            }
            if (!old.unit().equals(other.unit())) {
                throw refusal(
                        after,
                        other.name() + " is in " + other.unit() + ", in " + before.file() + " it is in " + old.unit());
            }
            if (!old.pairs().equals(other.pairs())) {
                throw refusal(
                        after,
                        other.name() + " has the pairs " + other.pairs() + ", in " + before.file() + " they are "
                                + old.pairs());
            }
            changes.add(change(old, other, confidence));
        }
        if (!others.isEmpty()) {
            throw refusal(
                    before,
                    "has no benchmark " + others.keySet().iterator().next() + ", which " + after.file() + " has");
        }
        return new BuildComparison(changes);
    }

    private static void requireSameMachine(MeasuredBuild before, MeasuredBuild after) {
        Set<String> facts = new LinkedHashSet<>(before.machine().keySet());
        facts.addAll(after.machine().keySet());
        List<String> differences = new ArrayList<>();
        for (String fact : facts) {
            String here = before.machine().getOrDefault(fact, "unknown");
            String there = after.machine().getOrDefault(fact, "unknown");
            if (!Objects.equals(here, there)) {
                differences.add(fact + " is \"" + there + "\" here and \"" + here + "\" there");
            }
        }
        if (!differences.isEmpty()) {
            throw refusal(
                    after, "comes from another machine than " + before.file() + ": " + String.join("; ", differences));
        }
    }

    private static DocumentException refusal(MeasuredBuild at, String message) {
        return new DocumentException(List.of(new Fault(at.file(), 0, 0, "", message)));
    }

    private static SpeedChange change(BenchmarkForks before, BenchmarkForks after, double confidence) {
        double[] logarithms = new double[before.forks()];
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] = StrictMath.log(after.times().get(i) / before.times().get(i));
        }
        SignedRanks ranks = SignedRanks.of(logarithms);
        Interval interval = ranks.interval(confidence);
        return new SpeedChange(
                before.name(),
                before.forks(),
                StrictMath.exp(ranks.centre()),
                new Interval(StrictMath.exp(interval.lower()), StrictMath.exp(interval.upper())),
                median(before.bytesPerOperation()),
                median(after.bytesPerOperation()),
                allocation(before.bytesPerOperation(), after.bytesPerOperation()),
                work(before.checksums(), after.checksums()));
    }

    private static double median(List<Double> values) {
        List<Double> ascending = values.stream().sorted().toList();
        int size = ascending.size();
        return size == 0 ? Double.NaN : (ascending.get((size - 1) / 2) + ascending.get(size / 2)) / 2;
    }

    private static SpeedChange.Allocation allocation(List<Double> before, List<Double> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return SpeedChange.Allocation.UNKNOWN;
        }
        if (clearlyMore(before, after)) {
            return SpeedChange.Allocation.MORE;
        }
        return clearlyMore(after, before) ? SpeedChange.Allocation.LESS : SpeedChange.Allocation.SAME;
    }

    private static boolean clearlyMore(List<Double> fewer, List<Double> more) {
        double most = fewer.stream().mapToDouble(v -> v).max().orElseThrow();
        double least = more.stream().mapToDouble(v -> v).min().orElseThrow();
        return least > most && median(more) > median(fewer) * (1 + MARGIN) + ALLOCATION_FLOOR_BYTES;
    }

    private static SpeedChange.Work work(List<String> before, List<String> after) {
        Set<String> ofOld = new LinkedHashSet<>(before);
        Set<String> ofNew = new LinkedHashSet<>(after);
        if (ofOld.contains("") || ofNew.contains("")) {
            return SpeedChange.Work.UNKNOWN;
        }
        if (ofOld.size() > 1 || ofNew.size() > 1) {
            return SpeedChange.Work.UNSTABLE;
        }
        return ofOld.equals(ofNew) ? SpeedChange.Work.EQUAL : SpeedChange.Work.CHANGED;
    }

    /** Returns the changes with a verdict, in order. */
    public List<SpeedChange> with(SpeedChange.Verdict verdict) {
        return changes.stream()
                .filter(change -> change.verdict(MARGIN) == verdict)
                .toList();
    }

    /** Returns how many pairs this number of benchmarks needs at least for intervals that end. */
    public int fewestPairs() {
        return SignedRanks.fewestFor(1 - (1 - CONFIDENCE) / changes.size());
    }
}
