package io.ecsim.experiments.findings;

import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.ComparisonWithBest;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.experiments.statistics.ReplicationEstimate;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How sure the answer is, in sentences. */
public final class Sureness {

    private Sureness() {}

    /** Returns sentences, the basis first. */
    public static List<String> of(Findings findings) {
        List<String> sentences = new ArrayList<>();
        Replicate replicate = findings.experiment().replicate();
        int asked = findings.asked();
        int pairs = findings.pairs();
        if (findings.result().stopped()) {
            sentences.add("Ended early: every " + findings.experiment().contenderNoun() + " finished " + pairs + " of "
                    + Phrases.count(asked, "replication") + "; only these count.");
        }
        if (replicate instanceof Replicate.None) {
            sentences.add("One trace, one answer: there is no interval and no significance.");
        } else if (pairs < 2) {
            sentences.add("A single replication gives no interval and no significance; it is one observation.");
            AcrossReplications.withinOneRun(findings).ifPresent(sentences::add);
        } else {
            sentences.add(Phrases.count(pairs, "replication")
                    + ", each the same random " + (findings.experiment().hasVariants() ? "numbers" : "world")
                    + " for every " + findings.experiment().contenderNoun()
                    + "; what varies between them: " + replicate.varies() + ".");
            Procedure.sentences(findings).forEach(sentences::add);
            compared(findings, sentences);
            sentences.addAll(AcrossReplications.sentences(findings));
        }
        return sentences;
    }

    private static void compared(Findings findings, List<String> sentences) {
        List<Standing> standings = findings.standings();
        if (standings.stream().anyMatch(Standing::isLowerBound)) {
            sentences.add(
                    "Where a replication has no value because tasks still waited or services had not recovered at the end,"
                            + " what was reached counts: a lower bound, so that the true differences may be other than the intervals say.");
        }
        if (standings.size() == 1) {
            mean(findings).ifPresent(sentences::add);
        }
        for (Standing standing : standings) {
            standing.comparison().ifPresent(comparison -> sentences.add(verdict(findings, standing, comparison)));
        }
        findings.withBest().ifPresent(best -> sentences.add(withBest(findings, best)));
        WorkloadRanks.sentence(findings).ifPresent(sentences::add);
        standings.stream()
                .flatMap(standing -> standing.comparison().stream())
                .flatMap(comparison -> ReplicationEstimate.toDecide(comparison).stream()
                        .map(estimate -> "To tell " + comparison.second() + " from " + comparison.first() + " it takes "
                                + estimate.text(unit(findings)) + "."))
                .forEach(sentences::add);
    }

    /** Returns how well the mean of one that runs alone is known. */
    private static Optional<String> mean(Findings findings) {
        Metric metric = findings.experiment().objective().metric();
        return findings.ranking()
                .map(ranking -> ranking.rows().get(0).competitor())
                .filter(alone -> alone.moments().count() > 1)
                .map(alone -> {
                    Interval interval = alone.moments().meanInterval(Findings.CONFIDENCE);
                    return "The " + MetricColumns.phrase(metric) + " of " + alone.name()
                            + ", on average over replications, is "
                            + MetricColumns.text(metric, alone.moments().mean()) + " (95 % interval "
                            + difference(findings, interval.lower()) + " to " + difference(findings, interval.upper())
                            + ", Student's t).";
                });
    }

    private static String withBest(Findings findings, ComparisonWithBest best) {
        List<String> candidates = best.candidates();
        boolean alone = candidates.size() == 1;
        double most = best.rows().stream()
                .filter(row -> row.mayBeBest() == !alone)
                .mapToDouble(row -> row.interval().upper())
                .max()
                .orElse(0);
        String said = alone
                ? candidates.get(0) + " is the best, and none of the others is behind it by more than "
                : String.join("; ", candidates)
                        + " may each be the best, and none of them is behind the best by more than ";
        return "Compared with the best of the others (Hsu, 95 % for all together): " + said + difference(findings, most)
                + ".";
    }

    private static String verdict(Findings findings, Standing standing, Comparison comparison) {
        boolean higherIsBetter = findings.experiment().objective().higherIsBetter();
        // Control variates may turn a pair round, so the comparison's first is not always the first in rank.
        String first = findings.standings().get(0).strategy();
        PairedDifference behind = standing.toFirst().orElseThrow();
        PairedDifference shown = higherIsBetter ? behind.reversed() : behind;
        if (!shown.testable()) {
            // A metric may have no value in some replications, such as the mean wait of large tasks where none started.
            String seen = "; together they have a value in " + Phrases.count(shown.pairs(), unit(findings)) + ".";
            return shown.pairs() == 0
                    ? standing.strategy() + " cannot be compared with " + first + seen
                    : standing.strategy() + " is behind " + first + " by " + difference(findings, shown.mean())
                            + ", untested" + seen;
        }
        Interval interval = shown.interval();
        String numbers = difference(findings, shown.mean()) + " (95 % interval "
                + difference(findings, interval.lower())
                + " to " + difference(findings, interval.upper()) + "; " + Phrases.pValue(comparison.adjustedPValue())
                + " after Holm over all pairs)";
        return switch (comparison.verdict()) {
            case SEPARATED -> standing.strategy() + " is behind " + first + " by " + numbers + ".";
            case NO_PRACTICAL_DIFFERENCE ->
                standing.strategy() + " is no different from " + first + " in practice: behind by " + numbers
                        + ", margin " + difference(findings, findings.margin()) + ".";
            case UNDECIDED, UNTESTED ->
                standing.strategy() + " cannot be told from " + first + ": behind by " + numbers + ".";
        };
    }

    /** Returns what one independent observation is. */
    private static String unit(Findings findings) {
        return findings.experiment().replicate().antithetic() ? "mirrored pair" : "replication";
    }

    private static String difference(Findings findings, double amount) {
        return MetricColumns.difference(findings.experiment().objective().metric(), amount);
    }
}
