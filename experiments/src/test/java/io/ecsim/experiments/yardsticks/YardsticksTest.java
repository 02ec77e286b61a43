package io.ecsim.experiments.yardsticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.schedulers.BuiltInStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On tasks of one size every yardstick is known beforehand. */
class YardsticksTest {

    private static final String EQUAL = """
            horizon: 1h
            cluster: {zones: [a], instances: [{count: 10, cpu: 1024, memory: 8192}]}
            workload:
              arrivals: {deterministic: {every: 10s}}
              maxTasks: 12
              runTime: {constant: 50m}
              tasks: [{name: web, cpu: 512, memory: 1024}]
            strategies: ["binpack(memory)", "spread(instanceId)"]
            """;

    private static final Yardsticks.Settings AT_5_MIN =
            new Yardsticks.Settings(new SnapshotTime.At(300_000_000), 3, 0, 512, 7000);

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), text);
        return new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false, List.of(), List.of())
                .read(file);
    }

    /** Twelve halves: six machines hold them, twenty fit, and spread leaves no instance with room for a large filler. */
    @Test
    void equalTasksHaveKnownYardsticks() throws IOException {
        Yardsticks yardsticks = Yardsticks.of(read(EQUAL), AT_5_MIN, 2, new StopSignal());

        assertThat(yardsticks.tasks("binpack(memory)")).isEqualTo(12);
        List<Trial> packed = yardsticks.trials().get("binpack(memory)");
        assertThat(packed).hasSize(3).allSatisfy(trial -> {
            assertThat(trial.machines()).isEqualTo(6);
            assertThat(trial.inflation()).isCloseTo(1.74, within(1e-9)); // 12 x 1.74 = 20.88; at 1.75 there are 21
            assertThat(trial.cpu()).isCloseTo(0.6, within(1e-3));
            assertThat(trial.memory()).isCloseTo(0.15, within(1e-3));
            assertThat(trial.unplaced()).isZero();
            assertThat(trial.holes()).isEqualTo(4); // one on each empty instance: 7000 of 8192 MiB
        });
        List<Trial> spread = yardsticks.trials().get("spread(instanceId)");
        assertThat(spread).allSatisfy(trial -> {
            assertThat(trial.machines()).isEqualTo(6); // equal tasks fill any machine
            assertThat(trial.holes()).isEqualTo(8); // beside the eight tasks that are alone: 1024 + 7000 MiB
        });
    }

    /** Rounds two hours apart and decisions of half an hour: all are placed in the end, and utilisation is that of the end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "look-ahead(binpack(memory), 2h)",
                "min-cost-flow(binpack(memory), 30m)",
                "shared-state(binpack(memory), 1, 30m)"
            })
    void strategiesThatTakeTheirTimePlaceAllTheSame(String strategy) throws IOException {
        Yardsticks yardsticks =
                Yardsticks.of(read(EQUAL.replace("binpack(memory)", strategy)), AT_5_MIN, 1, new StopSignal());
        assertThat(yardsticks.trials().get(strategy)).allSatisfy(trial -> {
            assertThat(trial.unplaced()).isZero();
            assertThat(trial.cpu()).isCloseTo(0.6, within(1e-9));
            assertThat(trial.machines()).isEqualTo(6);
        });
    }

    /** 12 tasks of half an instance on 4 instances: two more are cloned. */
    @Test
    void aClusterThatIsTooSmallIsCloned() throws IOException {
        Yardsticks yardsticks =
                Yardsticks.of(read(EQUAL.replace("count: 10", "count: 4")), AT_5_MIN, 1, new StopSignal());
        assertThat(yardsticks.trials().get("binpack(memory)")).allSatisfy(trial -> {
            assertThat(trial.machines()).isEqualTo(6);
            assertThat(trial.inflation()).isCloseTo(0.74, within(1e-9)); // 8 of 12; 0.75 is 9
            assertThat(trial.unplaced()).isCloseTo(4.0 / 12, within(1e-9));
        });
    }

    /** Mice and elephants: who spreads the mice has no whole machine left for the elephants. */
    @Test
    void spreadingNeedsMoreMachinesThanPacking() throws IOException {
        String mixed = EQUAL.replace("maxTasks: 12", "maxTasks: 60")
                .replace("every: 10s", "every: 1s")
                .replace(
                        "[{name: web, cpu: 512, memory: 1024}]",
                        "[{name: mouse, cpu: 128, memory: 512, weight: 9}, {name: elephant, cpu: 1024, memory: 4096}]")
                .replace("count: 10", "count: 16");
        Yardsticks yardsticks = Yardsticks.of(
                read(mixed), new Yardsticks.Settings(new SnapshotTime.Peak(), 5, 0, 512, 512), 2, new StopSignal());
        double packed = mean(yardsticks, "binpack(memory)");
        assertThat(packed).isPositive().isLessThan(mean(yardsticks, "spread(instanceId)") - 1);
    }

    private static double mean(Yardsticks yardsticks, String strategy) {
        return yardsticks.trials().get(strategy).stream()
                .mapToInt(Trial::machines)
                .average()
                .orElseThrow();
    }

    @Test
    void nothingRunsBeforeTheFirstArrival() throws IOException {
        Experiment experiment = read(EQUAL);
        Yardsticks.Settings early = new Yardsticks.Settings(new SnapshotTime.At(0), 1, 0, 1, 1);
        assertThatThrownBy(() -> Yardsticks.of(experiment, early, 1, new StopSignal()))
                .isInstanceOf(YardstickException.class)
                .hasMessage("no task runs at that time");
    }
}
