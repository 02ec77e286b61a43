package io.ecsim.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Replicate;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.WaitDistribution;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoppingRuleTest {

    private static Experiment until(Margin precision, int most, String... strategies) {
        Experiment experiment = InventedRuns.experiment(2, strategies)
                .with(new Replicate.Regenerate(most, Optional.of(precision), false, false));
        return experiment.rankedBy(new Objective(Metric.WAIT_MEAN, false, new Margin.Relative(0.05), List.of(), true));
    }

    private static ExperimentResult run(Experiment experiment, int threads) {
        return new ExperimentRunner(threads, RunListener.SILENT, new StopSignal(), InventedRuns::run).run(experiment);
    }

    /** The noise of one alone is uniform on 4 s: its half-width falls as 2.4 s over the root of the replications. */
    @ParameterizedTest
    @CsvSource({"0.6, 20", "0.36, 50", "0.2, 140"})
    void itEndsAtALookNearTheWantedWidth(double seconds, int about) {
        RunMatrix runs =
                run(until(new Margin.Absolute(seconds), 1_000, "tight"), 2).runs();

        assertThat(runs.replications() % 10).isZero();
        assertThat(runs.replications()).isBetween(about * 3 / 4, about * 5 / 4 + 10);
        assertThat(runs.paired()).hasSize(runs.replications());
    }

    /** Paired differences of common worlds are known well long before the means are. */
    @Test
    void pairedDifferencesDecideWhereThereAreSeveral() {
        assertThat(run(until(new Margin.Absolute(0.06), 500, "tight", "loose"), 2)
                        .runs()
                        .replications())
                .isEqualTo(20);
    }

    @Test
    void theMostIsTheMostAndIsSaid() {
        ExperimentResult result = run(until(new Margin.Relative(0.0001), 45, "tight"), 2);
        assertThat(result.runs().replications()).isEqualTo(45);
        assertThat(StoppingRule.isReached(result.experiment(), result.runs())).isFalse();
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Experiment experiment = until(new Margin.Relative(0.02), 400, "tight", "loose", "also-tight");
        ExperimentResult one = run(experiment, 1);
        ExperimentResult four = run(experiment, 4);
        assertThat(digests(four)).isEqualTo(digests(one));
    }

    @Test
    void aShareIsOfTheDifferenceWhereThatIsGreater() {
        double[] near = {1, 1.1, 0.9, 1};
        double[] far = {1001, 1021.1, 981, 1001};
        assertThat(StoppingRule.isReached(new Margin.Relative(0.05), new double[][] {near, far}, false))
                .isTrue();
        assertThat(StoppingRule.isReached(new Margin.Relative(0.02), new double[][] {near, far}, false))
                .isFalse();
    }

    /** What was finished before a stop is not run again, and the end comes at the same look. */
    @Test
    void goingOnAfterAStopEndsAtTheSameLook() {
        Experiment experiment = until(new Margin.Absolute(0.2), 1_000, "tight");
        ExperimentResult whole = run(experiment, 1);
        StopSignal stop = new StopSignal();
        AtomicInteger runs = new AtomicInteger();
        ExperimentResult cut = new ExperimentRunner(
                        1, RunListener.SILENT, stop, (contender, world, streams, options) -> {
                            if (runs.incrementAndGet() == 37) {
                                stop.raise();
                            }
                            return InventedRuns.run(contender, world, streams, options);
                        })
                .run(experiment);

        assertThat(cut.stopped()).isTrue();
        assertThat(cut.runs().paired().length).isBetween(30, 40);
        assertThat(digests(run(experiment, 3))).isEqualTo(digests(whole));
    }

    private static List<Long> digests(ExperimentResult result) {
        return result.runs().finished(0).stream().map(RunResult::digest).toList();
    }

    @Test
    void withoutAValueNothingIsKnown() {
        double[] none = {Double.NaN, Double.NaN};
        assertThat(StoppingRule.isReached(new Margin.Relative(0.5), new double[][] {none, none}, false))
                .isFalse();
        assertThat(StoppingRule.isReached(new Margin.Relative(0.5), new double[][] {none}, false))
                .isFalse();
        assertThat(StoppingRule.isReached(new Margin.Relative(0.5), new double[][] {none, {1, 1.01}, {1, 1.01}}, false))
                .isTrue();
    }

    /** The report counts the longest wait where a quantile is not reached, so the rule looks at the same values. */
    @Test
    void quantilesThatAreNotReachedCountAsInTheReport() {
        Experiment experiment = until(new Margin.Relative(0.0001), 30, "tight", "loose")
                .rankedBy(new Objective(Metric.WAIT_P99, false, new Margin.Relative(0.05), List.of(), true));
        RunFunction censored = (contender, world, streams, options) -> {
            RunResult run = InventedRuns.run(contender, world, streams, options);
            long micros = Math.round(run.value(Metric.WAIT_MEAN) * 1e6);
            return new RunResult(
                    run.strategy(),
                    run.seed(),
                    run.replication(),
                    run.counts(),
                    run.metrics(),
                    new WaitDistribution(new long[] {0}, new long[] {900}, new long[] {micros}, new long[] {100}),
                    run.series(),
                    run.refusals(),
                    run.events(),
                    run.digest());
        };
        ExperimentResult result =
                new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), censored).run(experiment);

        assertThat(result.runs().replications()).isEqualTo(30);
        assertThat(StoppingRule.isReached(result.experiment(), result.runs())).isFalse();
    }
}
