package io.ecsim.experiments.findings;

import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.reports.table.Decimals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The answer in words.
 *
 * @param headline one sentence that answers, or says that strategies tie
 * @param separates one sentence on what separates the strategies, or why nothing does
 */
public record Answer(String headline, String separates) {

    private static final double TELLING_RATIO = 1.1;
    private static final double TELLING_SHARE = 0.01;

    private static final List<Metric> TELLING = List.of(
            Metric.WAIT_MEAN_LARGE,
            Metric.UNPLACED_LARGE,
            Metric.UNPLACED,
            Metric.WAIT_MEAN,
            Metric.DEPLOYMENT_TIME,
            Metric.TROUGH,
            Metric.START_LATENCY_P95,
            Metric.PULLED,
            Metric.IN_USE,
            Metric.FINAL_ALLOCATED_GPU,
            Metric.FRAGMENTATION_CPU,
            Metric.FRAGMENTATION_MEMORY,
            Metric.EXPOSURE,
            Metric.LOST_WORK);

    /** Returns the answer of judged results. */
    public static Answer of(Findings findings) {
        List<Standing> standings = findings.standings();
        if (standings.isEmpty()) {
            return new Answer(
                    "No replication was finished by every " + noun(findings) + ", so nothing can be compared.",
                    nothing(findings));
        }
        return new Answer(headline(findings), separates(findings));
    }

    private static String noun(Findings findings) {
        return findings.experiment().contenderNoun();
    }

    private static String nothing(Findings findings) {
        return "Nothing can be said about what separates the "
                + findings.experiment().contendersNoun() + ".";
    }

    private static String headline(Findings findings) {
        List<Standing> standings = findings.standings();
        List<Standing> leaders = findings.leaders();
        Standing first = standings.get(0);
        String value = value(findings, first);
        if (Double.isNaN(first.objective())) {
            return "No " + noun(findings) + " has a value of " + what(findings) + ", so nothing can be ranked"
                    + lack(findings.result().runs()) + ".";
        }
        if (standings.size() == 1) {
            return first.strategy() + " was run alone: its " + what(findings) + " is " + value + ".";
        }
        String caveat = first.isFeasible()
                ? ""
                : "No " + noun(findings) + " keeps the bound (" + Phrases.list(first.broken())
                        + "); ranked by the objective all the same: ";
        if (leaders.size() == standings.size()) {
            String all = standings.size() == 2 ? "both" : "all " + standings.size();
            return caveat + (caveat.isEmpty() ? capital(all) : all) + " "
                    + findings.experiment().contendersNoun() + " tie on " + what(findings)
                    + " (about " + value + "): " + String.join("; ", reasons(findings, leaders)) + ".";
        }
        if (leaders.size() > 1) {
            return caveat + Phrases.strategies(leaders) + " tie for first on " + what(findings) + ", about " + value
                    + "; " + behind(findings, standings.get(leaders.size())) + ".";
        }
        // Of a metric that hardly any replication has a value of, several replications test nothing.
        boolean untested = standings
                .get(1)
                .comparison()
                .filter(comparison -> comparison.verdict() == Comparison.Verdict.UNTESTED)
                .isPresent();
        String verb = findings.pairs() > 1 && !untested ? " wins on " : " leads on ";
        return caveat + first.strategy() + verb + what(findings) + " with " + value + "; "
                + behind(findings, standings.get(1)) + ".";
    }

    /** Returns why there are no values, where the runs show it. */
    private static String lack(RunMatrix runs) {
        List<TaskCounts> counts = IntStream.range(0, runs.contenders().size())
                .mapToObj(runs::pairedRuns)
                .flatMap(List::stream)
                .map(RunResult::counts)
                .toList();
        if (counts.stream().allMatch(count -> count.requested() == 0)) {
            return ": no task was requested in the measured time";
        }
        return counts.stream().allMatch(count -> count.placed() == 0) ? ": no task was ever placed" : "";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String behind(Findings findings, Standing next) {
        Standing first = findings.standings().get(0);
        if (first.isFeasible() && !next.isFeasible()) {
            return "the next, " + next.strategy() + ", does not keep the bound (" + Phrases.list(next.broken()) + ")";
        }
        String ratio = ratio(first.objective(), next.objective())
                .map(times -> ", " + times + " as much")
                .orElse("");
        return "the next is " + next.strategy() + " with " + value(findings, next) + ratio;
    }

    private static String separates(Findings findings) {
        List<Standing> standings = findings.standings();
        if (standings.size() == 1) {
            return "One " + noun(findings) + " has nothing to be compared with.";
        }
        Metric objective = findings.experiment().objective().metric();
        List<String> contrasts = Stream.concat(Stream.of(objective), TELLING.stream())
                .distinct()
                .map(metric -> contrast(standings, metric))
                .flatMap(Optional::stream)
                .filter(contrast -> contrast.ratio >= TELLING_RATIO)
                .sorted(Comparator.comparing((Contrast contrast) -> contrast.metric != objective)
                        .thenComparing(contrast -> -contrast.ratio))
                .limit(2)
                .map(Contrast::text)
                .toList();
        boolean ranked = !Double.isNaN(standings.get(0).objective());
        if (contrasts.isEmpty() && !ranked) {
            return nothing(findings);
        }
        if (contrasts.isEmpty()) {
            return "Nothing separates them by as much as a tenth: "
                    + String.join("; ", reasons(findings, findings.leaders())) + ".";
        }
        boolean tie = ranked && findings.leaders().size() == standings.size();
        return (tie ? "They tie, but differ elsewhere: " : "What separates them: ") + String.join("; ", contrasts)
                + ".";
    }

    private static List<String> reasons(Findings findings, List<Standing> tied) {
        return TieReasons.of(
                RunFacts.of(findings.result().runs()),
                tied,
                findings.experiment().objective().metric().ofControlPlane());
    }

    private static Optional<Contrast> contrast(List<Standing> standings, Metric metric) {
        Comparator<Standing> order = Comparator.comparingDouble(standing -> standing.mean(metric));
        List<Standing> known = standings.stream()
                .filter(standing -> Double.isFinite(standing.mean(metric)))
                .sorted(order)
                .toList();
        if (known.size() < 2) {
            return Optional.empty();
        }
        Standing least = known.get(0);
        Standing most = known.get(known.size() - 1);
        if (metric.unit().equals("share") && most.mean(metric) - least.mean(metric) < TELLING_SHARE) {
            return Optional.empty();
        }
        double ratio = most.mean(metric) <= 0
                ? 1
                : least.mean(metric) <= 0 ? Double.MAX_VALUE : most.mean(metric) / least.mean(metric);
        return Optional.of(new Contrast(metric, least, most, ratio));
    }

    private static String what(Findings findings) {
        return MetricColumns.phrase(findings.experiment().objective().metric());
    }

    private static String value(Findings findings, Standing standing) {
        String text = MetricColumns.text(findings.experiment().objective().metric(), standing.objective());
        return standing.isLowerBound() ? "more than " + text : text;
    }

    /** Returns how many times one amount is another, when both are above 0 and it is worth saying. */
    private static Optional<String> ratio(double one, double other) {
        if (!(one > 0) || !(other > 0) || other / one < 1.5) {
            return Optional.empty();
        }
        return Optional.of(Decimals.significant(other / one, 2) + " times");
    }

    /** The extremes of a metric. */
    private record Contrast(Metric metric, Standing least, Standing most, double ratio) {

        String text() {
            return MetricColumns.phrase(metric) + " is "
                    + MetricColumns.text(metric, least.mean(metric)) + " under " + least.strategy() + " and "
                    + MetricColumns.text(metric, most.mean(metric)) + " under " + most.strategy();
        }
    }
}
