package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenario documents with a control plane, read and lived through. */
class ControlPlaneScenarioTest {

    private static final String IMAGES = """
            horizon: 2h
            cluster: {zones: [us-east-1a], instances: [{count: 4, cpu: 4096, memory: 16GiB}]}
            images:
              registries: [{name: ecr, kind: ecr}]
              images:
                - {name: "a:1", registry: ecr, layers: [{digest: base, size: 200MB}, {digest: a, size: 700MB}]}
                - {name: "b:1", registry: ecr, layers: [{digest: base, size: 200MB}, {digest: b, size: 300MB}]}
            workload:
              arrivals: {deterministic: {every: 10m}}
              runTime: 25m
              tasks:
                - {name: a, cpu: 512, memory: 1GiB, image: "a:1"}
                - {name: b, cpu: 512, memory: 1GiB, image: "b:1"}
            strategies: ["spread(instanceId)", image-locality]
            """;

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        return ScenarioReader.read(Files.writeString(folder.resolve("scenario.yaml"), text), Optional.empty());
    }

    private static RunResult run(Experiment experiment, StrategyChain strategy) {
        RunOptions options = new RunOptions(
                RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
        return ClusterSimulation.run(experiment.worlds().world(0), strategy, new Streams(1, 0), options);
    }

    /** R3.50, R3.51: a strategy that knows the layers of the scenario pulls each of them once. */
    @Test
    void imagesOfTheScenarioArePulled() throws IOException {
        Experiment experiment = read(IMAGES);
        List<Long> bytes = new ArrayList<>();
        for (StrategyChain strategy : experiment.strategies()) {
            ControlPlaneResult result = run(experiment, strategy).controlPlane().orElseThrow();
            bytes.add(result.images().bytes());
        }
        assertThat(bytes.get(1)).isEqualTo(1_200_000_000);
        assertThat(bytes.get(0)).isGreaterThan(1_200_000_000);
    }

    @Test
    void withoutImagesNothingIsPulled() throws IOException {
        String cached = IMAGES.replaceAll("(?s)images:\n.*workload:", "controlPlane: {}\nworkload:");
        Experiment experiment = read(cached);
        ControlPlane controlPlane = experiment.worlds().world(0).controlPlane().orElseThrow();
        assertThat(controlPlane.images().allCached()).isTrue();
        assertThat(run(experiment, experiment.strategies().get(0))
                        .controlPlane()
                        .orElseThrow()
                        .images()
                        .bytes())
                .isZero();
    }

    /** R3.3, R7.5: the delays that the scenario states are those of the run. */
    @Test
    void settingsOfTheScenarioReachTheRun() throws IOException {
        String slow = """
                controlPlane:
                  agent: {command: 1s, stateChange: 2s, containerStart: 4s}
                  timings: {eniAttach: 10s}
                workload:
                """;
        Experiment experiment = read(IMAGES.replaceAll("(?s)images:\n.*workload:\n", slow)
                .replace("count: 4,", "count: 4, eniSlots: 3,")
                .replace("1GiB,", "1GiB, networkMode: awsvpc,"));
        RunResult result = run(experiment, experiment.strategies().get(0));
        assertThat(result.value(Metric.START_LATENCY_MEAN)).isEqualTo(17);
    }
}
