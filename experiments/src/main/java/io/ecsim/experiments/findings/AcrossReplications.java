package io.ecsim.experiments.findings;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.run.ObjectiveValues;
import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.experiments.statistics.BatchMeans;
import io.ecsim.experiments.statistics.Bootstrap;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Proportion;
import io.ecsim.experiments.statistics.Quantiles;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.reports.table.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What may be met in a replication of the first in rank, beside its mean; and of a single run, what its samples say. */
public final class AcrossReplications {

    private static final double[] PROBABILITIES = {0.99, 0.95, 0.9, 0.75, 0.5};
    private static final int FEWEST_SAMPLES = 50;
    private static final int FEWEST_COUNTED = 10;
    private static final List<String> SAMPLED = List.of("allocatedCpu", "allocatedMemory", "inUse", "waiting");

    private AcrossReplications() {}

    /**
     * A quantile of the objective over the replications.
     *
     * @param probability of the quantile
     * @param value in the objective's unit
     * @param interval of 95 %, by the bootstrap
     */
    public record Quantile(double probability, double value, Interval interval) {}

    /**
     * Returns the highest of a few quantiles of the objective that so many replications know; absent for too few, or where
     * replications depend on each other.
     */
    public static Optional<Quantile> quantile(Findings findings, Standing standing) {
        Experiment experiment = findings.experiment();
        double[] values = Arrays.stream(ObjectiveValues.of(
                                findings.result().runs().pairedRuns(standing.order()),
                                experiment.objective().metric())
                        .values())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (experiment.replicate().antithetic() || standing.isLowerBound()) {
            return Optional.empty();
        }
        boolean higherIsBetter = experiment.objective().higherIsBetter();
        return DoubleStream.of(PROBABILITIES)
                .filter(probability -> values.length >= Bootstrap.fewestFor(probability))
                .map(probability -> higherIsBetter ? 1 - probability : probability)
                .mapToObj(probability -> new Quantile(
                        probability,
                        Quantiles.interpolated(values, probability),
                        Bootstrap.quantile(values, probability, Findings.CONFIDENCE)))
                .findFirst();
    }

    /** Returns in how many replications a contender keeps every bound; absent where there is no bound. */
    public static Optional<Proportion> kept(Findings findings, Standing standing) {
        Experiment experiment = findings.experiment();
        List<RunResult> runs = findings.result().runs().pairedRuns(standing.order());
        if (experiment.objective().subjectTo().isEmpty()
                || experiment.replicate().antithetic()
                || runs.isEmpty()) {
            return Optional.empty();
        }
        long kept = runs.stream()
                .filter(run -> experiment.objective().subjectTo().stream()
                        .allMatch(condition -> condition.holds(run.value(condition.metric()))))
                .count();
        return Optional.of(new Proportion(kept, runs.size()));
    }

    /** Returns what is to be said of several replications. */
    static List<String> sentences(Findings findings) {
        List<String> sentences = new ArrayList<>();
        if (findings.standings().isEmpty()) {
            return sentences;
        }
        Standing first = findings.standings().get(0);
        Metric metric = findings.experiment().objective().metric();
        boolean higherIsBetter = findings.experiment().objective().higherIsBetter();
        quantile(findings, first)
                .ifPresent(quantile -> sentences.add("In "
                        + Phrases.percent(higherIsBetter ? 1 - quantile.probability() : quantile.probability())
                        + " of replications the " + MetricColumns.phrase(metric) + " of " + first.strategy() + " is at "
                        + (higherIsBetter ? "least " : "most ") + MetricColumns.text(metric, quantile.value())
                        + " (95 % interval "
                        + MetricColumns.text(metric, quantile.interval().lower()) + " to "
                        + MetricColumns.text(metric, quantile.interval().upper()) + ", bootstrap)."));
        kept(findings, first)
                .filter(kept -> kept.trials() >= FEWEST_COUNTED)
                .ifPresent(kept -> sentences.add(kept(first, kept)));
        return sentences;
    }

    private static String kept(Standing first, Proportion kept) {
        long broken = kept.trials() - kept.events();
        String of = first.strategy() + " keeps every bound in " + kept.events() + " of "
                + Phrases.count(kept.trials(), "replication");
        if (broken == 0) {
            double most = new Proportion(0, kept.trials()).ruleOfThree();
            return of + ": that it breaks one in another has a probability of at most " + Phrases.percent(most)
                    + " (95 % confidence, rule of three).";
        }
        Interval interval = kept.clopperPearson(Findings.CONFIDENCE);
        return of + ": a share of " + Phrases.percent(kept.estimate()) + " (95 % interval "
                + Phrases.percent(interval.lower()) + " to " + Phrases.percent(interval.upper())
                + ", Clopper and Pearson).";
    }

    /** Returns what the samples of a single run of drawn tasks say about means over time; nothing of a trace. */
    static Optional<String> withinOneRun(Findings findings) {
        if (!(findings.experiment().replicate() instanceof Replicate.Regenerate)
                || findings.standings().isEmpty()) {
            return Optional.empty();
        }
        Standing first = findings.standings().get(0);
        RunMatrix runs = findings.result().runs();
        long warmupMicros = findings.contender(first).worlds().world(0).warmupMicros();
        List<String> means = new ArrayList<>();
        for (Series series : runs.pairedRuns(first.order()).get(0).series()) {
            double[] values = after(series, warmupMicros);
            if (SAMPLED.contains(series.key()) && values.length >= FEWEST_SAMPLES) {
                means.add(series.key() + " "
                        + BatchMeans.of(values, Findings.CONFIDENCE)
                                .map(AcrossReplications::text)
                                .orElse("unknown, as even a tenth of the run depends on the next"));
            }
        }
        return means.isEmpty()
                ? Optional.empty()
                : Optional.of("Means over time of what was sampled in the one run of " + first.strategy()
                        + ", with 95 % intervals by batch means that take a steady state for granted: "
                        + String.join("; ", means) + ".");
    }

    private static String text(BatchMeans means) {
        return Decimals.significant(means.mean(), 3) + " ("
                + Decimals.significant(means.interval().lower(), 3) + " to "
                + Decimals.significant(means.interval().upper(), 3) + ", " + means.batches() + " batches of "
                + means.batchSize() + ")";
    }

    private static double[] after(Series series, long warmupMicros) {
        long[] times = series.timeMicros();
        double[] values = series.values();
        int first = 0;
        while (first < times.length && times[first] < warmupMicros) {
            first++;
        }
        double[] left = Arrays.copyOfRange(values, first, values.length);
        return Arrays.stream(left).allMatch(Double::isFinite) ? left : new double[0];
    }
}
