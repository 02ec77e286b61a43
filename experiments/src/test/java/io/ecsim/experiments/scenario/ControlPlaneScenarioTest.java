package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.Task;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.events.EventStreamRun;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static final RunOptions OPTIONS = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        return ScenarioReader.read(Files.writeString(folder.resolve("scenario.yaml"), text), Optional.empty());
    }

    private static RunResult run(Experiment experiment, StrategyChain strategy) {
        return ClusterSimulation.run(experiment.worlds().world(0), strategy, new Streams(1, 0), OPTIONS);
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

    private static final String SERVICE = """
            horizon: 2h
            cluster: {zones: [us-east-1a, us-east-1b], instances: [{count: 4, cpu: 1024, memory: 4GiB}]}
            services:
              - {name: web, cpu: 256, memory: 512, desiredCount: 4, availabilityZoneRebalancing: DISABLED}
            strategies: ["binpack(memory)"]
            """;

    /** The tasks of each status on an instance at the end of a run. */
    private Map<String, Integer> tasksAtTheEnd(String scenario) throws IOException {
        Map<Task, String> where = new LinkedHashMap<>();
        ControlPlaneObserver observer = new ControlPlaneObserver() {
            @Override
            public void taskStateChanged(Task task, long nowMicros) {
                where.put(task, "i-00000" + (task.instance() + 1) + " " + task.status());
            }
        };
        Experiment experiment = read(scenario);
        ClusterSimulation.run(
                experiment.worlds().world(0), experiment.strategies().get(0), new Streams(1, 0), OPTIONS, observer);
        Map<String, Integer> counts = new TreeMap<>();
        where.values().forEach(status -> counts.merge(status, 1, Integer::sum));
        return counts;
    }

    /** R5.40, R5.41, W27: replacements first, then the old ones stop; a standalone task goes on. */
    @Test
    void drainingMovesServiceTasksAndLeavesOthers() throws IOException {
        String standalone = "runTasks: [{name: job, at: 1m, cpu: 0, memory: 1}]\n";
        assertThat(tasksAtTheEnd(SERVICE + standalone + "operations: [{at: 1h, drain: [i-000001]}]"))
                .isEqualTo(Map.of("i-000001 RUNNING", 1, "i-000001 STOPPED", 4, "i-000002 RUNNING", 4));
    }

    /** R5.41, W27: with 100 and 100 percent nothing changes ever. */
    @Test
    void withoutRoomInThePercentagesDrainingNeverEnds() throws IOException {
        String tight = SERVICE.replace(
                "desiredCount: 4,",
                "desiredCount: 4, deploymentConfiguration: {minimumHealthyPercent: 100, maximumPercent: 100},");
        assertThat(tasksAtTheEnd(tight + "operations: [{at: 1h, drain: {zone: us-east-1a}}]"))
                .isEqualTo(Map.of("i-000001 RUNNING", 4));
    }

    /** R5.40: an instance stays DRAINING until it is set ACTIVE. */
    @Test
    void anInstanceSetActiveTakesTasksAgain() throws IOException {
        String back = "operations: [{at: 0s, drain: {zone: us-east-1a}}, {at: 0s, drain: {zone: us-east-1b}},"
                + " {at: 1h, activate: [i-000002]}]";
        assertThat(tasksAtTheEnd(SERVICE + back)).isEqualTo(Map.of("i-000002 RUNNING", 4));
    }

    /** R5.40, R7.9: what is refused is counted by its reason. */
    @Test
    void refusedOperationsAreCounted() throws IOException {
        Experiment experiment = read(SERVICE + "operations: [{at: 30m, drain: [i-000002, i-000003]},"
                + " {at: 1h, drain: [i-000002]}, {at: 1h, deregister: [i-000001, i-000004]}]");
        assertThat(run(experiment, experiment.strategies().get(0)).calls())
                .containsExactly(
                        new CallCounts(
                                "drain", "UpdateContainerInstancesState", 2, 3, 2, Map.of("NOT_ACTIVE", 1L), 0, 0),
                        new CallCounts(
                                "deregister",
                                "DeregisterContainerInstance",
                                1,
                                2,
                                1,
                                Map.of("RUNNING_TASKS", 1L),
                                0,
                                0));
    }

    /** R7.9: without force nothing happens while tasks run; with it they are orphaned and started elsewhere. */
    @ParameterizedTest
    @CsvSource({"false, i-000001 RUNNING", "true, i-000002 RUNNING"})
    void deregistrationOfAnInstanceWithTasksMustBeForced(boolean force, String where) throws IOException {
        Map<String, Integer> tasks =
                tasksAtTheEnd(SERVICE + "operations: [{at: 1h, deregister: [i-000001], force: " + force + "}]");
        assertThat(tasks).containsEntry(where, 4);
        assertThat(tasks.getOrDefault("i-000001 STOPPED", 0)).isEqualTo(force ? 4 : 0);
    }

    /** R5.40, R7.9: without a control plane too; the machine of a deregistered instance is paid for to the end. */
    @Test
    void operationsWorkOnThePlainPath() throws IOException {
        String plain = """
                horizon: 2h
                cluster: {zones: [us-east-1a], instances: [{count: 2, cpu: 1024, memory: 4GiB, price: 1}]}
                workload:
                  arrivals: {deterministic: {every: 10m}}
                  runTime: 15m
                  tasks: [{name: a, cpu: 1024, memory: 1GiB}]
                strategies: [random]
                """;
        Experiment none = read(plain);
        Experiment gone = read(plain + "operations: [{at: 35m, deregister: [i-000001], force: true}]");
        Experiment drained = read(plain + "operations: [{at: 0s, drain: [i-000001, i-000002]}]");
        RunResult without = run(none, none.strategies().get(0));
        RunResult with = run(gone, gone.strategies().get(0));
        assertThat(run(drained, drained.strategies().get(0)).counts().completed())
                .isZero();
        assertThat(with.counts().completed()).isLessThan(without.counts().completed());
        assertThat(with.value(Metric.BILLED)).isEqualTo(without.value(Metric.BILLED));
    }

    /** R9.3: dates of the event stream are those of the scenario's calendar. */
    @Test
    void eventsBearTheDatesOfTheScenario() throws IOException {
        Experiment experiment = read(SERVICE + "startsAt: 2026-01-05T10:00:00Z\n");
        StringWriter out = new StringWriter();
        EventStreamRun.write(experiment, experiment.contenders().get(0), 0, out);
        assertThat(out.toString()).contains("\"time\":\"2026-01-05T10:00:").doesNotContain("1970-");
    }
}
