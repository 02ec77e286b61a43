package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.controlplane.Backoff;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Replicate;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.HostPort;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Protocol;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fields of a scenario become. */
class BoundWorldTest {

    private static final String MIX = """
            workload:
              arrivals: {poisson: {perHour: 60}}
              runTime: 10m
              tasks:
                - {name: web, cpu: 256, memory: 512}
            """;

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, text);
        return ScenarioReader.read(file, Optional.empty());
    }

    @Test
    void instancesRegisterWhatTheirTypeDoes() throws IOException {
        Experiment experiment = read("""
                horizon: 1d
                cluster:
                  zones: [us-east-1a, us-east-1b]
                  awsvpcTrunking: true
                  instances:
                    - {count: 1, instanceType: m4.large, reservedMemory: 100MiB, ami: ami-1}
                    - {count: 1, instanceType: c5.large, price: 0.01, zones: [us-east-1b], attributes: {team: blue one}}
                    - {count: 1, cpu: 2048, memory: 4GiB, gpus: 2, eniSlots: 3, architecture: arm64, price: 0.5,
                       reservedPorts: [22], reservedPortsUdp: [53], extra: {licence: 4}}
                strategies: [random]
                """ + MIX);
        List<ContainerInstance> instances = experiment.worlds().world(0).instances();

        ContainerInstance m4 = instances.get(0);
        assertThat(m4.memoryMiB()).as("R2.7 and R2.3").isEqualTo(7985 - 100);
        assertThat(m4.cpuUnits()).as("R2.1").isEqualTo(2048);
        assertThat(m4.eniSlots()).as("m4 knows no trunking, R2.35").isEqualTo(1);
        assertThat(m4.attributes()).containsEntry("ecs.ami-id", "ami-1");
        assertThat(m4.microUsdPerHour()).isEqualTo(100_000);

        ContainerInstance c5 = instances.get(1);
        assertThat(c5.eniSlots()).as("R2.36, W12").isEqualTo(10);
        assertThat(c5.zone().name()).isEqualTo("us-east-1b");
        assertThat(c5.attributes()).containsEntry("team", "blue one").containsEntry("ecs.instance-type", "c5.large");
        assertThat(c5.microUsdPerHour()).isEqualTo(10_000);

        ContainerInstance own = instances.get(2);
        assertThat(own.gpus()).isEqualTo(2);
        assertThat(own.eniSlots()).isEqualTo(3);
        assertThat(own.attributes())
                .containsEntry("ecs.cpu-architecture", "arm64")
                .doesNotContainKey("ecs.ami-id");
        assertThat(own.reservedPorts()).containsExactly(new HostPort(22, Protocol.TCP), new HostPort(53, Protocol.UDP));
        assertThat(own.extra()).isEqualTo(Map.of("licence", 4));
        assertThat(experiment.worlds().microUsdPerHour(3)).isEqualTo(610_000);
    }

    @Test
    void tasksAskForWhatTheyState() throws IOException {
        Files.writeString(folder.resolve("api.json"), """
                {"taskDefinition": {"family": "api", "revision": 7, "networkMode": "awsvpc", "cpu": "1 vCPU", "memory": "2GB",
                  "containerDefinitions": [{"name": "api", "image": "api"}]}}
                """);
        Experiment experiment = read("""
                horizon: 1d
                cluster: {zones: [a], instances: [{count: 1, cpu: 4096, memory: 8GiB, eniSlots: 3, extra: {licence: 1}}]}
                workload:
                  arrivals: {deterministic: {every: 1m}}
                  tasks:
                    - {name: short, cpu: 256, memory: 512, gpus: 1, ports: [8080, 53/udp], extra: {licence: 1}, runTime: 1m}
                    - {name: api, definition: api.json, service: true, runTime: {uniform: {low: 1m, high: 2m}},
                       placementConstraints: [{type: distinctInstance}, {type: memberOf, expression: "attribute:ecs.os-type == linux"}]}
                strategies: [random]
                """);
        List<TaskSpec> tasks = experiment.worlds().world(0).tasks();

        Demand demand = tasks.get(0).definition().demand();
        assertThat(demand)
                .isEqualTo(new Demand(
                        256,
                        512,
                        1,
                        0,
                        List.of(new HostPort(53, Protocol.UDP), new HostPort(8080, Protocol.TCP)),
                        Map.of("licence", 1)));
        assertThat(tasks.get(0).group()).isEqualTo("family:short");
        assertThat(tasks.get(1).definition().demand()).isEqualTo(new Demand(1024, 2048, 0, 1, List.of(), Map.of()));
        assertThat(tasks.get(1).definition().revision()).isEqualTo(7);
        assertThat(tasks.get(1).group()).isEqualTo("service:api");
        assertThat(tasks.get(1).service()).isTrue();
        assertThat(tasks.get(1).constraints()).hasSize(2).first().isEqualTo(new PlacementConstraint.DistinctInstance());
    }

    @Test
    void failuresAreInSeconds() throws IOException {
        Experiment experiment = read("""
                horizon: 1d
                cluster: {zones: [a, b], instances: [{count: 2, cpu: 1024, memory: 1GiB}]}
                queue: {retry: {first: 10s, factor: 3, retries: 4}}
                failures:
                  instances: {life: {exponential: {mean: 30d}}, repair: {constant: 5m}}
                  zones: [{zone: b, at: 2h, for: 30m}]
                  crashes: {exponential: {mean: 1h}}
                  recovery: {checkpoint: 10m, retries: 3, first: 30s}
                tieBreak: random
                strategies: [random]
                """ + MIX);
        World world = experiment.worlds().world(0);

        assertThat(world.faults().instances().orElseThrow().lifeSeconds().mean())
                .isEqualTo(30 * 86_400.0);
        assertThat(world.faults().instances().orElseThrow().repairSeconds().mean())
                .isEqualTo(300);
        assertThat(world.faults().crashes().orElseThrow().mean()).isEqualTo(3600);
        assertThat(world.faults().zones()).containsExactly(new ZoneEvent("b", 7_200_000_000L, 1_800_000_000L));
        assertThat(world.faults().recovery()).isEqualTo(new FaultPlan.Recovery(600_000_000, 3, 30_000_000, 2));
        assertThat(world.noFit()).isEqualTo(new NoFitPolicy.Retry(new Backoff(10_000_000, 3, 300_000_000, 4)));
        assertThat(experiment.options().tieBreak()).isEqualTo(RunOptions.TieBreak.RANDOM);
        assertThat(experiment.objective()).isEqualTo(Objective.DEFAULT);
        assertThat(experiment.replicate()).isEqualTo(new Replicate.Regenerate(10));
    }

    @Test
    void strategiesMayBeWrittenAsAwsDoes() throws IOException {
        Experiment experiment = read("""
                horizon: 1d
                cluster: {zones: [a], instances: [{count: 2, cpu: 1024, memory: 1GiB}]}
                strategies:
                  - [{type: spread, field: attribute:ecs.availability-zone}, {type: binpack, field: memory}]
                  - [{type: spread, field: host}, {type: random}]
                  - {name: mine, strategy: "binpack(cpu), random"}
                  - default-service
                """ + MIX);

        assertThat(experiment.strategies())
                .extracting(StrategyChain::name)
                .containsExactly(
                        "spread(attribute:ecs.availability-zone), binpack(memory)",
                        "spread(instanceId), random",
                        "mine",
                        "default-service");
        assertThat(experiment.strategies().get(2).strategies()).hasSize(2);
    }

    @Test
    void windowsOfATraceHaveTheirOwnHorizon() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), """
                submitted;hours;cores
                0;1;0.5
                3600;1;2
                7200;1;3
                """);
        Experiment experiment = read("""
                horizon: 1d
                cluster: {zones: [a], instances: [{count: 2, cpu: 4096, memory: 8GiB}]}
                workload:
                  trace:
                    reader: csv
                    file: jobs.csv
                    delimiter: ";"
                    arrival: {column: submitted, unit: s}
                    run: {column: hours, unit: h}
                    cpu: {column: cores, unit: vCPU}
                    memory: 512MiB
                    count: 2
                strategies: [random]
                replicate: {windows: {length: 1h, warmup: 10m, count: 3}}
                """);
        World world = experiment.worlds().world(1);
        List<String> seen = new ArrayList<>();
        try (ArrivalCursor cursor = world.workload().open(new Streams(1, 1))) {
            while (cursor.advance()) {
                seen.add(cursor.timeMicros() + " " + cursor.cpuUnits() + " " + cursor.memoryMiB() + " "
                        + cursor.runMicros());
            }
        }

        assertThat(seen).containsExactly("0 2048 512 3600000000", "0 2048 512 3600000000");
        assertThat(world.horizonMicros()).isEqualTo(3_600_000_000L);
        assertThat(world.warmupMicros()).isEqualTo(600_000_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            horizon: 1h, replicate: none | The horizon is 1h, but the trace's last task arrives at 2h: tasks that \
            arrive after the horizon are not run, whatever was counted when the trace was read.
            horizon: 3h, replicate: none |
            horizon: 1h, 'replicate: {windows: {length: 90m, count: 2}}' | Window 2 ends at 3h, but the trace's last \
            task arrives at 2h: it is partly empty, unlike the others.
            horizon: 1h, 'replicate: {windows: {length: 1h, count: 2}}' |
            """)
    void aRunThatEndsBeforeTheTraceOrAfterItIsADoubt(String fields, String doubt) throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), "at\n0\n3600\n7200\n");
        Experiment experiment = read("{" + fields.replace("'", "") + """
                , cluster: {zones: [a], instances: [{count: 2, cpu: 4096, memory: 8GiB, price: 1}]},
                queue: fail, strategies: [random], workload: {trace: {reader: csv, file: jobs.csv,
                arrival: {column: at, unit: s}, run: 1h, cpu: 1024, memory: 512MiB}}}
                """);

        List<String> doubts = experiment.assumptions().stream()
                .filter(each -> !each.startsWith("jobs.csv"))
                .toList();
        assertThat(doubts).isEqualTo(doubt == null ? List.of() : List.of(doubt));
    }

    @Test
    void lenientReadingCountsDamagedLines() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), "at,run,cpu\n0,60,1\n5,x,1\n9,60,1\n");
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, """
                horizon: 1d
                cluster: {zones: [a], instances: [{count: 1, cpu: 4096, memory: 8GiB, price: 1}]}
                workload:
                  trace:
                    reader: csv
                    file: jobs.csv
                    arrival: {column: at, unit: s}
                    run: {column: run, unit: s}
                    cpu: {column: cpu, unit: vCPU}
                    memory: 512MiB
                queue: fail
                strategies: [random]
                """);

        assertThatThrownBy(() -> ScenarioReader.read(file, Optional.empty()))
                .hasMessageEndingWith("jobs.csv:3: run: found \"x\", expected a number");
        assertThat(ScenarioReader.read(file, Optional.empty(), true).assumptions())
                .contains("jobs.csv: 3 rows read, 2 tasks, rows left out: 1 (damaged line).");
    }

    @Test
    void hopelessTasksAreADoubt() throws IOException {
        Experiment experiment = read("""
                horizon: 1d
                cluster: {zones: [a], instances: [{count: 2, cpu: 128, memory: 1GiB, price: 1}]}
                queue: fail
                strategies: [random]
                """ + MIX);

        assertThat(experiment.assumptions())
                .containsExactly("Tasks of web fit on no instance of the cluster, even when it is empty.");
    }
}
