package io.ecsim.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.Experiment;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.workload.WorkloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentRunnerTest {

    private static final String[] STRATEGIES = {"tight", "loose"};

    private static ExperimentResult run(Experiment experiment, int threads, RunFunction function) {
        return new ExperimentRunner(threads, RunListener.SILENT, new StopSignal(), function).run(experiment);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void threadsDoNotChangeResultsOrTheirOrder(int threads) {
        Experiment experiment = InventedRuns.experiment(5, STRATEGIES);
        RunFunction laggard = (contender, world, streams, options) -> {
            sleep(streams.replication() == 0 ? 30 : 1);
            return InventedRuns.run(contender, world, streams, options);
        };

        ExperimentResult result = run(experiment, threads, laggard);

        ExperimentResult expected = run(experiment, 1, InventedRuns::run);
        for (int strategy = 0; strategy < STRATEGIES.length; strategy++) {
            assertThat(result.runs().finished(strategy).stream().map(RunResult::digest))
                    .containsExactlyElementsOf(expected.runs().finished(strategy).stream()
                            .map(RunResult::digest)
                            .toList());
            assertThat(result.runs().finished(strategy).stream().map(RunResult::replication))
                    .containsExactly(0, 1, 2, 3, 4);
        }
        assertThat(result.needs()).isEqualTo(expected.needs());
        assertThat(result.times())
                .extracting(RunTime::contender)
                .startsWith("tight")
                .endsWith("loose");
        assertThat(result.stopped()).isFalse();
    }

    @Test
    void everyStrategyMeetsTheSameRandomNumbers() {
        List<String> seen = java.util.Collections.synchronizedList(new ArrayList<>());

        run(InventedRuns.experiment(3, STRATEGIES), 1, (contender, world, streams, options) -> {
            seen.add(contender.name() + streams);
            return InventedRuns.run(contender, world, streams, options);
        });

        assertThat(seen)
                .contains(
                        "tightStreams[seed=7, replication=2, mirrored=false]",
                        "looseStreams[seed=7, replication=2, mirrored=false]");
    }

    @Test
    void needIsTheFewestInstancesThatKeepTheConditions() {
        ExperimentResult result = run(InventedRuns.experiment(5, "tight", "loose", "also-tight"), 2, InventedRuns::run);

        assertThat(result.needs())
                .extracting(Need::instances)
                .containsExactly(OptionalInt.of(12), OptionalInt.of(17), OptionalInt.of(12));
        assertThat(result.needs()).extracting(Need::replications).containsOnly(3);
    }

    @Test
    void needBeyondTheRangeIsSaidToBeMore() {
        Experiment narrow = InventedRuns.experiment(2, "loose");
        Experiment capped = new Experiment(
                narrow.name(),
                narrow.description(),
                narrow.variants(),
                narrow.strategies(),
                narrow.replicate(),
                narrow.objective(),
                narrow.seed(),
                narrow.options(),
                narrow.assumptions(),
                narrow.inputs(),
                narrow.overrides(),
                java.util.Optional.of(new io.ecsim.experiments.NeedSearch(2, 16)));

        Need need = run(capped, 1, InventedRuns::run).needs().get(0);

        assertThat(need.isFound()).isFalse();
        assertThat(need.tried()).isEqualTo(16);
    }

    @Test
    void aStopKeepsFinishedRunsAndOnlyCompletePairsCount() {
        StopSignal stop = new StopSignal();
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        RunFunction stuck = (contender, world, streams, options) -> {
            if (begun.incrementAndGet() == 6) {
                stop.raise();
                await(never);
            }
            return InventedRuns.run(contender, world, streams, options);
        };

        ExperimentResult result =
                new ExperimentRunner(1, RunListener.SILENT, stop, stuck).run(InventedRuns.experiment(50, STRATEGIES));

        assertThat(result.stopped()).isTrue();
        assertThat(result.runs().finished(0)).hasSize(3);
        assertThat(result.runs().finished(1)).hasSize(2);
        assertThat(result.runs().paired()).containsExactly(0, 1);
        assertThat(result.runs().values(0, Metric.WAIT_MEAN)).hasSize(2);
        assertThat(result.needs()).isEmpty();
    }

    @Test
    void aDamagedInputEndsTheExperimentWithItsOwnMessage() {
        RunFunction damaged = (contender, world, streams, options) -> {
            throw new WorkloadException("trace.csv:17: cpu is 'x'");
        };

        assertThatThrownBy(() -> run(InventedRuns.experiment(4, STRATEGIES), 2, damaged))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("trace.csv:17: cpu is 'x'");
    }

    @Test
    void progressIsHeardOncePerRun() {
        AtomicInteger runs = new AtomicInteger();
        List<String> parts = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(String title, long total) {
                parts.add(title + " " + total);
            }

            @Override
            public void advanced() {
                runs.incrementAndGet();
            }
        };

        new ExperimentRunner(2, listener, new StopSignal(), InventedRuns::run)
                .run(InventedRuns.experiment(5, STRATEGIES));

        assertThat(parts).containsExactly("runs 10", "need 36");
        assertThat(runs.get()).isBetween(10, 46);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("abandoned", e);
        }
    }
}
