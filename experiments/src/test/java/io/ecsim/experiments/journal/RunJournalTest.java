package io.ecsim.experiments.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultsWriter;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunJournalTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("c.unfinished");
    }

    private static String results(ExperimentResult result) {
        return ResultsWriter.json(Findings.of(result), new Repetition("ecsim compare x.yaml", "1.0", 1));
    }

    private static ExperimentResult run(Experiment experiment, StopSignal stop, RunFunction function) {
        return new ExperimentRunner(1, RunListener.SILENT, stop, function).run(experiment);
    }

    /** Mirrored replications that turn out to gain nothing are done again: the journal must not take one for the other. */
    @ParameterizedTest
    @ValueSource(ints = {7, 25, 60})
    void aComparisonThatDecidesByItselfIsResumedAlike(int cutAfter) {
        Experiment experiment = InventedRuns.experiment(2, "tight")
                .with(new Replicate.Regenerate(400, Optional.of(new Margin.Absolute(0.03)), true, false));
        ExperimentResult whole = run(experiment, new StopSignal(), RunJournalTest::alike);
        assertThat(whole.runs().replications()).isGreaterThan(60);
        assertThat(whole.antithetic().orElseThrow().used()).isFalse();

        StopSignal stop = new StopSignal();
        AtomicInteger done = new AtomicInteger();
        try (RunJournal journal = RunJournal.open(file(), (contender, world, streams, options) -> {
            if (done.incrementAndGet() == cutAfter) {
                stop.raise();
            }
            return alike(contender, world, streams, options);
        })) {
            assertThat(run(experiment, stop, journal).stopped()).isTrue();
        }
        try (RunJournal journal = RunJournal.open(file(), RunJournalTest::alike)) {
            assertThat(journal.found()).isEqualTo(cutAfter);
            assertThat(results(run(experiment, new StopSignal(), journal))).isEqualTo(results(whole));
        }
    }

    /** A run whose wait is the same in a replication and its mirror image. */
    private static RunResult alike(Contender contender, World world, Streams streams, RunOptions options) {
        return InventedRuns.withWait(
                InventedRuns.run(contender, world, streams, options),
                10 + Math.abs(streams.sequential("noise").nextDouble() - 0.5));
    }

    @Test
    void mirrorsAreKeptApart() {
        Experiment mirrored =
                InventedRuns.experiment(2, "tight").with(new Replicate.Regenerate(20, Optional.empty(), true, false));
        Experiment plain = InventedRuns.experiment(20, "tight");
        String expected = results(run(plain, new StopSignal(), InventedRuns::run));
        try (RunJournal journal = RunJournal.open(file(), InventedRuns::run)) {
            assertThat(run(mirrored, new StopSignal(), journal)
                            .antithetic()
                            .orElseThrow()
                            .used())
                    .isTrue();
            assertThat(results(run(plain, new StopSignal(), journal))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 17, 29})
    void whatIsResumedEqualsWhatWasNeverCutOff(int cutAfter) {
        Experiment experiment = InventedRuns.experiment(10, "tight", "loose");
        AtomicInteger uncut = new AtomicInteger();
        String expected = results(run(experiment, new StopSignal(), (contender, world, streams, options) -> {
            uncut.incrementAndGet();
            return InventedRuns.run(contender, world, streams, options);
        }));

        StopSignal stop = new StopSignal();
        AtomicInteger done = new AtomicInteger();
        try (RunJournal journal = RunJournal.open(file(), (contender, world, streams, options) -> {
            if (done.incrementAndGet() == cutAfter) {
                stop.raise();
            }
            return InventedRuns.run(contender, world, streams, options);
        })) {
            assertThat(journal.found()).isZero();
            assertThat(run(experiment, stop, journal).stopped()).isTrue();
            assertThat(journal.size()).isEqualTo(cutAfter);
        }
        AtomicInteger again = new AtomicInteger();
        try (RunJournal journal = RunJournal.open(file(), (contender, world, streams, options) -> {
            again.incrementAndGet();
            return InventedRuns.run(contender, world, streams, options);
        })) {
            assertThat(journal.found()).isEqualTo(cutAfter);
            assertThat(results(run(experiment, new StopSignal(), journal))).isEqualTo(expected);
            // The search for need asks again for runs that the comparison has done: those are not repeated either.
            assertThat(again.get() + cutAfter).isEqualTo(journal.size()).isLessThanOrEqualTo(uncut.get());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-zones.yaml", "rolling-deployment.yaml"})
    void aRealRunComesBackWhole(String example) {
        Experiment experiment = ScenarioReader.read(Path.of("..", "examples", example), Optional.empty());
        World world = experiment.worlds().world(1);
        for (int strategy = 0; strategy < 2; strategy++) {
            RunResult run = ClusterSimulation.run(
                    world, experiment.strategies().get(strategy), new Streams(3, 1), experiment.options());
            try (RunJournal journal = RunJournal.open(file(), (c, w, streams, options) -> run)) {
                journal.run(experiment.contenders().get(strategy), world, new Streams(3, 1), experiment.options());
            }
            try (RunJournal journal = RunJournal.open(file(), RunJournalTest::mustNotRun)) {
                assertThat(journal.run(
                                experiment.contenders().get(strategy), world, new Streams(3, 1), experiment.options()))
                        .usingRecursiveComparison()
                        .isEqualTo(run);
            }
        }
    }

    /** A run is kept under the number of its instances: the search for need must mean the same world by it. */
    @Test
    void theStatedClusterIsTheOneOfItsSize() {
        Experiment experiment = ScenarioReader.read(Path.of("..", "examples", "three-zones.yaml"), Optional.empty());
        int stated = experiment.worlds().instances();

        assertThat(experiment.worlds().world(2, stated))
                .isEqualTo(experiment.worlds().world(2));
    }

    @Test
    void aSecondProcessIsTurnedAway() {
        try (RunJournal first = RunJournal.open(file(), RunJournalTest::mustNotRun)) {
            assertThat(first.found()).isZero();
            assertThatThrownBy(() -> RunJournal.open(file(), RunJournalTest::mustNotRun))
                    .isInstanceOf(JournalException.class)
                    .hasMessage(file()
                            + ": another process is at work on the same comparison; give this one another --out");
        }
    }

    @Test
    void aFileThatIsNoJournalIsNamed() throws IOException {
        Files.writeString(file(), "not a database, but long enough to be taken for the head of one".repeat(20));

        assertThatThrownBy(() -> RunJournal.open(file(), RunJournalTest::mustNotRun))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(file() + ": finished runs cannot be kept here (")
                .hasMessageEndingWith("); remove the file or give another --out")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c?cache_size=5.unfinished", "c%41.unfinished", "file:c d.unfinished"})
    void everyNameOfAFolderIsTakenAsItIs(String name) throws IOException {
        Path file = folder.resolve(name);
        try (RunJournal journal = RunJournal.open(file, InventedRuns::run)) {
            run(InventedRuns.experiment(2, "tight", "loose"), new StopSignal(), journal);
        }

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aClearedJournalRunsEverythingAgain() {
        Experiment experiment = InventedRuns.experiment(3, "tight");
        try (RunJournal journal = RunJournal.open(file(), InventedRuns::run)) {
            run(experiment, new StopSignal(), journal);
        }
        AtomicInteger again = new AtomicInteger();
        try (RunJournal journal = RunJournal.open(file(), (contender, world, streams, options) -> {
            again.incrementAndGet();
            return InventedRuns.run(contender, world, streams, options);
        })) {
            assertThat(journal.found()).isPositive();
            journal.clear();
            assertThat(journal.found()).isZero();
            run(experiment, new StopSignal(), journal);
            assertThat(again.get()).isEqualTo(journal.size()).isPositive();
        }
    }

    @Test
    void aFinishedComparisonLeavesNothing() throws IOException {
        RunJournal journal = RunJournal.open(file(), InventedRuns::run);
        run(InventedRuns.experiment(2, "tight", "loose"), new StopSignal(), journal);

        journal.discard();

        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static RunResult mustNotRun(
            Contender contender, World world, Streams streams, io.ecsim.controlplane.RunOptions options) {
        throw new AssertionError("run again: " + contender.name() + " " + streams);
    }
}
