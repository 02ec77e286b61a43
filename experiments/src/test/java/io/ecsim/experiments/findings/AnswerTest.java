package io.ecsim.experiments.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.ObjectiveValues;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.observe.TaskCounts;
import io.ecsim.observe.WaitDistribution;
import io.ecsim.random.Streams;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static Findings findings(int replications, UnaryOperator<RunResult> change, String... strategies) {
        RunFunction function = (contender, world, streams, options) ->
                change.apply(InventedRuns.run(contender, world, streams, options));
        ExperimentResult result = new ExperimentRunner(2, RunListener.SILENT, new StopSignal(), function)
                .run(InventedRuns.experiment(replications, strategies));
        return Findings.of(result);
    }

    private static RunResult with(
            RunResult run,
            Map<Metric, Double> changed,
            TaskCounts counts,
            WaitDistribution waits,
            List<Series> series) {
        Map<Metric, Double> metrics = new EnumMap<>(run.metrics());
        changed.forEach((metric, value) -> {
            if (Double.isNaN(value)) {
                metrics.remove(metric);
            } else {
                metrics.put(metric, value);
            }
        });
        return new RunResult(
                run.strategy(),
                run.seed(),
                run.replication(),
                counts,
                metrics,
                waits,
                series,
                run.refusals(),
                run.events(),
                run.digest());
    }

    private static RunResult withWaits(RunResult run, Map<Metric, Double> changed, long[] waits, long[] counts) {
        return with(
                run,
                changed,
                run.counts(),
                new WaitDistribution(waits, counts, new long[0], new long[0]),
                run.series());
    }

    @Test
    void strategiesThatNeverLetATaskWaitTieBecauseNoneWaits() {
        Findings findings = findings(
                5,
                run -> withWaits(run, Map.of(Metric.WAIT_MEAN, 0.0), new long[] {0}, new long[] {1000}),
                "tight",
                "also-tight");

        assertThat(Answer.of(findings).headline())
                .isEqualTo(
                        "Both strategies tie on mean wait (about 0 s): no task had to wait: at most 85 % of CPU or memory"
                                + " was reserved whenever it was sampled.");
    }

    @Test
    void whatHasNoValueIsNotCalledATie() {
        TaskCounts unplaced = new TaskCounts(1000, 0, 0, 0, 1000, 0);
        Findings findings = findings(
                5,
                run -> with(run, Map.of(Metric.WAIT_MEAN, Double.NaN), unplaced, run.waits(), run.series()),
                "tight",
                "loose");

        assertThat(Answer.of(findings).headline())
                .isEqualTo("No strategy has a value of mean wait, so nothing can be ranked: no task was ever placed.");
        assertThat(Answer.of(findings).separates()).startsWith("What separates them: ");
    }

    @Test
    void strategiesThatAreFullOnlyAtThePeakTieBecauseOfBursts() {
        Series peak = new Series("allocatedCpu", "share", new long[] {0, 1}, new double[] {0.2, 0.99});
        Findings findings = findings(
                5,
                run -> with(
                        run,
                        Map.of(Metric.WAIT_MEAN, 30.0, Metric.ALLOCATED_CPU, 0.4, Metric.ALLOCATED_MEMORY, 0.3),
                        run.counts(),
                        run.waits(),
                        List.of(peak)),
                "tight",
                "also-tight");

        assertThat(Answer.of(findings).headline())
                .contains("bursts decide, not placement", "99 % reserved", "40 % on average");
    }

    @Test
    void tasksStillWaitingAreADoubt() {
        Findings findings = findings(
                3,
                run -> with(
                        run,
                        Map.of(),
                        new TaskCounts(1000, 900, 900, 0, 100, 0),
                        new WaitDistribution(
                                new long[] {0}, new long[] {900}, new long[] {5_000_000}, new long[] {100}),
                        run.series()),
                "tight",
                "loose");

        assertThat(Doubts.of(findings).get(0)).contains("censored", "10 % under tight", "10 % under loose");
    }

    @Test
    void aQueueThatStillGrowsIsADoubt() {
        double[] waiting = {0, 10, 20, 30, 40, 50, 60, 70};
        Series growing = new Series("waiting", "tasks", new long[] {0, 1, 2, 3, 4, 5, 6, 7}, waiting);
        Findings findings = findings(
                3,
                run -> run.strategy().equals("loose")
                        ? with(run, Map.of(), run.counts(), run.waits(), List.of(growing))
                        : run,
                "tight",
                "loose");

        assertThat(Doubts.of(findings)).anyMatch(doubt -> doubt.contains("still grows towards the end under loose:"));
    }

    @Test
    void aQuantileThatIsNotReachedCountsAsTheLongestWaitSeen() {
        RunResult run = InventedRuns.run(
                InventedRuns.experiment(1, "tight").contenders().get(0),
                InventedRuns.experiment(1, "tight").worlds().world(0),
                new Streams(1, 0),
                RunOptions.DEFAULT);
        RunResult censored = with(
                run,
                Map.of(Metric.WAIT_P95, Double.NaN),
                run.counts(),
                new WaitDistribution(new long[] {0}, new long[] {10}, new long[] {7_000_000}, new long[] {10}),
                run.series());

        ObjectiveValues values = ObjectiveValues.of(List.of(run, censored), Metric.WAIT_P95);

        assertThat(values.isLowerBound()).isTrue();
        assertThat(values.values()).containsExactly(run.value(Metric.WAIT_P95), 7.0);
    }

    @Test
    void oneTraceIsOneAnswer() {
        Findings findings = findings(1, UnaryOperator.identity(), "tight", "loose");

        assertThat(Sureness.of(findings))
                .containsExactly("One trace, one answer: there is no interval and no significance.");
        assertThat(Answer.of(findings).headline()).startsWith("tight leads on mean wait with 10.1 s;");
    }

    @Test
    void strategiesThatHaveValuesInDifferentReplicationsOnlyAreNotCompared() {
        Findings findings = findings(
                4,
                run -> (run.replication() % 2 == 0) == run.strategy().equals("tight")
                        ? run
                        : with(run, Map.of(Metric.WAIT_MEAN, Double.NaN), run.counts(), run.waits(), run.series()),
                "tight",
                "loose");

        assertThat(findings.standings().get(1).comparison()).isEmpty();
        assertThat(Sureness.of(findings)).hasSize(1);
    }

    @Test
    void aSeparatedPairIsSaidWithIntervalAndAdjustedProbability() {
        Findings findings = findings(
                8,
                run -> with(run, Map.of(Metric.UNPLACED, 0.0), run.counts(), run.waits(), run.series()),
                "tight",
                "loose");

        assertThat(Sureness.of(findings).get(1))
                .startsWith("loose is behind tight by ")
                .contains("95 % interval", "p < 0.001 after Holm over all pairs");
    }

    /** Five replications of which one has a value test nothing. */
    @Test
    void whatOneReplicationSaysIsNoWin() {
        Findings findings = findings(
                5,
                run -> with(
                        run,
                        Map.of(
                                Metric.WAIT_MEAN,
                                run.replication() > 0
                                        ? Double.NaN
                                        : run.strategy().equals("tight") ? 10.0 : 20.0),
                        run.counts(),
                        run.waits(),
                        run.series()),
                "tight",
                "also-tight");

        assertThat(Answer.of(findings).headline()).startsWith("tight leads on mean wait with ");
    }
}
