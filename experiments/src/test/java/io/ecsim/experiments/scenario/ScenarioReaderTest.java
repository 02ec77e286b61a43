package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Condition;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.NeedSearch;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Replicate;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.Metric;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @Test
    void threeZonesIsWhatTheValidationDescribes() {
        Experiment experiment = ScenarioReader.read(EXAMPLES.resolve("three-zones.yaml"), Optional.empty());

        World world = experiment.worlds().world(0);
        assertThat(world.instances()).hasSize(60).allSatisfy(instance -> {
            assertThat(instance.cpuUnits()).isEqualTo(8192);
            assertThat(instance.memoryMiB()).isEqualTo(32768);
        });
        assertThat(world.instances().stream().map(each -> each.zone().name()).distinct())
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(world.tasks()).hasSize(5);
        assertThat(world.noFit()).isEqualTo(new NoFitPolicy.Wait(false));
        assertThat(world.horizonMicros()).isEqualTo(172_800_000_000L);
        assertThat(world.warmupMicros()).isEqualTo(7_200_000_000L);
        assertThat(experiment.strategies())
                .extracting(StrategyChain::name)
                .containsExactly(
                        "binpack(memory)",
                        "spread(attribute:ecs.availability-zone), binpack(memory)",
                        "random",
                        "spread(instanceId)");
        assertThat(experiment.objective())
                .isEqualTo(new Objective(
                        Metric.WAIT_MEAN_LARGE,
                        false,
                        new Margin.Absolute(5),
                        List.of(
                                new Condition(Metric.WAIT_MEAN_LARGE, true, 90),
                                new Condition(Metric.UNPLACED, true, 0.01)),
                        true));
        assertThat(experiment.replicate()).isInstanceOf(Replicate.Regenerate.class);
        assertThat(experiment.need()).contains(new NeedSearch(50, 90));
        assertThat(experiment.worlds().instances()).isEqualTo(60);
        assertThat(experiment.worlds().microUsdPerHour(60)).isEqualTo(60 * 384_000L);
        assertThat(experiment.worlds().world(0, 61).instances()).hasSize(61);
        assertThat(experiment.assumptions()).isEmpty();
    }

    @Test
    void theLoadIsWhatArrives() {
        Experiment experiment = ScenarioReader.read(EXAMPLES.resolve("three-zones.yaml"), Optional.empty());
        World world = experiment.worlds().world(0);
        double work = 0;
        for (int replication = 0; replication < 5; replication++) {
            try (ArrivalCursor cursor = world.workload().open(new Streams(experiment.seed(), replication))) {
                while (cursor.advance()) {
                    work += cursor.cpuUnits() * (double) cursor.runMicros();
                }
            }
        }
        // 185,000 tasks, a coefficient of variation of 1.8 a task: a standard error of 0.5 %.
        double load = work / 5 / world.horizonMicros() / (60 * 8192);
        assertThat(load).isBetween(0.85 * 0.98, 0.85 * 1.02);
    }

    @Test
    void theStarterIsAScenario(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(StarterScenario.FILE_NAME);
        Files.writeString(file, StarterScenario.text());

        Experiment experiment = ScenarioReader.read(file, Optional.empty());

        assertThat(experiment.name()).isEqualTo("my-cluster");
        assertThat(experiment.worlds().priceDate()).isNotEmpty();
        ContainerInstance first = experiment.worlds().world(0).instances().get(0);
        assertThat(first.attributes())
                .containsEntry("ecs.instance-type", "m5.2xlarge")
                .containsEntry("ecs.os-type", "linux")
                .containsEntry("ecs.cpu-architecture", "x86_64")
                .containsEntry("ecs.availability-zone", "us-east-1a");
        assertThat(experiment.inputs()).extracting(InputFile::name).containsExactly("scenario.yaml");
    }

    @Test
    void theStartersCommentedLinesAreFieldsToo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(StarterScenario.FILE_NAME);
        String text = StarterScenario.text()
                .replaceAll(
                        "(?m)^( *)# (?=(- \\{|   placementConstraints|awsvpcTrunking:|failures:|need:|  [a-z]+: ))",
                        "$1");
        Files.writeString(file, text);
        Files.writeString(
                folder.resolve("web.json"),
                "{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"cpu\": 256, \"memory\": 512}]}");

        Experiment experiment = ScenarioReader.read(file, Optional.empty());

        assertThat(experiment.need()).isPresent();
        assertThat(experiment.worlds().world(0).faults().isRandom()).isTrue();
        assertThat(experiment.worlds().world(0).tasks()).hasSize(3);
        assertThat(experiment.worlds().instances()).isEqualTo(18);
        assertThat(experiment.inputs()).extracting(InputFile::name).containsExactly("scenario.yaml", "web.json");
    }

    @Test
    void everyListedNameHasALine() {
        assertThat(Vocabulary.sections())
                .hasSize(6)
                .allSatisfy(section -> assertThat(section.entries())
                        .isNotEmpty()
                        .allSatisfy(entry -> assertThat(entry.description()).isNotBlank()));
    }
}
