package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.faults.Shock;
import io.ecsim.faults.TrunkRegistration;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.Refusal;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the document to the run: trunk interfaces, shocks, outages, machine events. */
class InstancesComeAndGoTest {

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, text);
        return ScenarioReader.read(file, Optional.empty());
    }

    private static RunResult run(Experiment experiment, World world, RunOptions.Lookup lookup) {
        RunOptions options =
                new RunOptions(lookup, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
        return ClusterSimulation.run(world, experiment.strategies().get(0), new Streams(experiment.seed(), 0), options);
    }

    @ParameterizedTest
    @CsvSource({
        "SCAN,false,c5.large,2",
        "INDEXED,false,c5.large,2",
        "SCAN,true,c5.large,10",
        "INDEXED,true,c5.large,10",
        "INDEXED,true,t3.medium,2"
    })
    void w12EniSlotsWithAndWithoutTrunking(RunOptions.Lookup lookup, boolean trunking, String type, int placed)
            throws IOException { // R2.35, R2.36
        Experiment experiment = read("""
                horizon: 1h
                cluster: {zones: [a], awsvpcTrunking: %s, instances: [{count: 1, instanceType: %s}]}
                workload:
                  arrivals: {deterministic: {every: 1m}}
                  runTime: 1d
                  maxTasks: 11
                  tasks: [{name: web, cpu: 128, memory: 128, networkMode: awsvpc}]
                queue: fail
                strategies: [binpack(memory)]
                """.formatted(trunking, type));
        RunResult result = run(experiment, experiment.worlds().world(0), lookup);
        assertThat(result.counts().placed()).isEqualTo(placed);
        assertThat(result.counts().failed()).isEqualTo(11 - placed);
        assertThat(result.refusals()).containsOnlyKeys(Refusal.ENI);
        assertThat(experiment.assumptions().stream().anyMatch(each -> each.contains("keeps its 2 awsvpc tasks")))
                .isEqualTo(type.equals("t3.medium"));
    }

    private static final String FAILING = """
            horizon: 30d
            cluster:
              zones: [a, b, c]
              awsvpcTrunking: true
              %s
              instances:
                - {name: large, count: 7, instanceType: m5.large, ami: ami-1}
                - {count: 3, instanceType: t3.large, ami: ami-2}
            workload:
              arrivals: {poisson: {perHour: 20}}
              runTime: {exponential: {mean: 1h}}
              tasks: [{name: web, cpu: 256, memory: 512}]
            failures:
              instances: {life: {exponential: {mean: 3d}}, repair: 10m}
              randomZones: {life: {exponential: {mean: 10d}}, repair: 1h}
              shocks:
                - {domain: zone, every: 8d, share: 50%%, repair: {uniform: {low: 5m, high: 1h}}}
                - {domain: pool, only: [large], every: 20d, share: 0.3, repair: 5m}
                - {domain: image, every: 30d, share: 1, repair: 5m}
              recovery: {retries: 3}
            strategies: [binpack(memory)]
            """;

    @Test
    void shocksAndTrunksAreBound() throws IOException {
        FaultPlan plan = read(FAILING.formatted("trunkRegistration: {delay: 40s, failure: 5%, initialFleet: true}"))
                .worlds()
                .world(0)
                .faults();
        assertThat(plan.shocks())
                .extracting(Shock::domain, Shock::only, Shock::meanSeconds, Shock::share)
                .containsExactly(
                        tuple(Shock.Domain.ZONE, List.of(), 691_200.0, 0.5),
                        tuple(Shock.Domain.POOL, List.of("large"), 1_728_000.0, 0.3),
                        tuple(Shock.Domain.IMAGE, List.of(), 2_592_000.0, 1.0));
        assertThat(plan.trunks().failure()).isEqualTo(0.05);
        assertThat(plan.trunks().initialFleet()).isTrue();
        assertThat(plan.trunks().delaySeconds().orElseThrow().mean()).isEqualTo(40);
    }

    @Test
    void instancesOfSupportedTypesGetATrunkAndTheDelayIsAnAssumption() throws IOException {
        Experiment experiment = read(FAILING.formatted(""));
        World world = experiment.worlds().world(0);
        assertThat(world.instances())
                .filteredOn(each -> each.attributes().containsKey(TrunkRegistration.ATTRIBUTE))
                .hasSize(7)
                .allSatisfy(each -> assertThat(each.pool()).isEqualTo("large"));
        assertThat(world.faults().trunks().delaySeconds().orElseThrow().mean()).isEqualTo(15);
        assertThat(experiment.assumptions())
                .anyMatch(each -> each.contains("15s after the launch"))
                .anyMatch(each -> each.contains("t3.large knows no awsvpc trunking"));
    }

    /** models.md M1: whatever the fleet, the same instance meets the same failures. */
    @ParameterizedTest
    @ValueSource(ints = {9, 5, 14})
    void aFleetOfAnotherSizeMeetsTheSameFailures(int size) throws IOException {
        Experiment experiment = read(FAILING.formatted(""));
        World stated = experiment.worlds().world(0);
        World other = experiment.worlds().world(0, size);
        List<String> shared = new ArrayList<>(
                stated.instances().stream().map(ContainerInstance::id).toList());
        shared.retainAll(other.instances().stream().map(ContainerInstance::id).toList());
        assertThat(shared).hasSize(Math.min(size, 10));
        TreeMap<String, Double> here = billedEach(experiment, stated, shared);
        assertThat(here.values()).as("failures differ, so the bills do").doesNotHaveDuplicates();
        assertThat(billedEach(experiment, other, shared)).isEqualTo(here);
    }

    /** Bills one instance at a time by pricing it alone: an instance is billed while its machine is there. */
    private static TreeMap<String, Double> billedEach(Experiment experiment, World world, List<String> ids) {
        TreeMap<String, Double> billed = new TreeMap<>();
        for (String id : ids) {
            List<ContainerInstance> priced = world.instances().stream()
                    .map(each -> each.id().equals(id) ? each : free(each))
                    .toList();
            World alone = new World(
                    priced,
                    world.tasks(),
                    world.workload(),
                    world.noFit(),
                    world.faults(),
                    world.horizonMicros(),
                    world.warmupMicros());
            billed.put(id, run(experiment, alone, RunOptions.Lookup.INDEXED).value(Metric.BILLED));
        }
        return billed;
    }

    private static ContainerInstance free(ContainerInstance each) {
        return new ContainerInstance(
                each.id(),
                each.zone(),
                each.instanceType(),
                each.cpuUnits(),
                each.memoryMiB(),
                each.gpus(),
                each.eniSlots(),
                each.reservedPorts(),
                each.extra(),
                each.attributes(),
                0,
                each.pool());
    }

    @Test
    void aFailedRegistrationIsPaidForAndTakesNothing() throws IOException { // R2.37
        Experiment experiment = read("""
                horizon: 10h
                cluster:
                  zones: [a]
                  awsvpcTrunking: true
                  trunkRegistration: {delay: 1m, failure: 100%, initialFleet: true}
                  instances: [{count: 2, instanceType: m5.large, price: 1}]
                workload:
                  arrivals: {deterministic: {every: 1h}}
                  runTime: 1m
                  tasks: [{name: web, cpu: 128, memory: 128}]
                queue: fail
                strategies: [random]
                """);
        RunResult result = run(experiment, experiment.worlds().world(0), RunOptions.Lookup.INDEXED);
        assertThat(result.counts().placed()).isZero();
        assertThat(result.refusals()).containsOnlyKeys(Refusal.INACTIVE);
        assertThat(result.metrics()).doesNotContainKey(Metric.ALLOCATED_CPU);
    }

    @Test
    void outagesComeFromAFile() throws IOException {
        Files.writeString(folder.resolve("down.csv"), """
                host,gone,back
                i-000001,3600,7200
                i-000002,7200,
                i-000001,100,200
                """);
        Experiment experiment = read("""
                horizon: 10h
                cluster: {zones: [a], instances: [{count: 2, cpu: 1024, memory: 1GiB, price: 1}]}
                workload: {arrivals: {deterministic: {every: 1h}}, runTime: 30m, tasks: [{name: a, cpu: 128, memory: 128}]}
                failures:
                  outages: {file: down.csv, instance: host, leaves: {column: gone, unit: s}, returns: {column: back, unit: s}, from: 30m}
                strategies: [random]
                """);
        World world = experiment.worlds().world(0);
        assertThat(world.faults().outages())
                .containsExactly(
                        new Outage("i-000001", 1_800_000_000L, 5_400_000_000L),
                        new Outage("i-000002", 5_400_000_000L, Outage.ENDLESS));
        // the last task ends at 9.5 hours: the first instance is up for 8.5 of them, the second for 1.5
        assertThat(run(experiment, world, RunOptions.Lookup.INDEXED).value(Metric.BILLED))
                .isEqualTo(10);
        assertThat(experiment.assumptions()).contains("down.csv: 2 outages.");
    }

    @Test
    void machineEventsAreTheCluster() throws IOException {
        Files.writeString(folder.resolve("machines.csv"), """
                0,5,0,ab+/cd=,0.5,0.25
                0,6,0,p,1,1
                600000000,7,0,p,0.5,0.5
                4200000000,5,1,ab+/cd=,0.5,0.25
                4200000000,6,2,p,1,0.5
                6000000000,5,0,ab+/cd=,0.5,0.25
                """);
        Experiment experiment = read("""
                horizon: 2h
                cluster:
                  zones: [a, b]
                  nodes: {reader: google-2011, file: machines.csv, machineUnit: {cpu: 8000, memory: 16000}, from: 10m}
                workload: {arrivals: {deterministic: {every: 1h}}, runTime: 30m, tasks: [{name: a, cpu: 128, memory: 128}]}
                strategies: [random]
                """);
        World world = experiment.worlds().world(0);
        assertThat(world.instances())
                .extracting(ContainerInstance::id, ContainerInstance::cpuUnits, ContainerInstance::memoryMiB)
                .containsExactly(
                        tuple("5", 4000, 4000),
                        tuple("6", 8000, 16000),
                        tuple("6.2", 8000, 8000),
                        tuple("7", 4000, 8000));
        assertThat(world.instances().get(0).attributes()).containsEntry("platform", "ab-_cd");
        long hour = 3_600_000_000L;
        assertThat(world.faults().outages())
                .containsExactly(
                        new Outage("5", hour, hour + 1_800_000_000L),
                        new Outage("6", hour, Outage.ENDLESS),
                        new Outage("6.2", 0, hour));
        assertThat(experiment.assumptions())
                .anyMatch(each -> each.contains(
                        "6 rows read, 3 machines, 4 instances, of which 1 join later and 1 are" + " gone at the end"));
        run(experiment, world, RunOptions.Lookup.INDEXED);
    }

    /** Machines and tasks of one trace, both real samples of the small kind: a machine goes at 30 ms and is back at 50. */
    @Test
    void machinesAndTasksOfGoogleGoTogether() throws IOException {
        String name = "google2011/cloudsimplus-%s-events-sample-1.csv";
        Path data = Path.of("").toAbsolutePath();
        while (data != null && !Files.exists(data.resolve("shared/data").resolve(name.formatted("task")))) {
            data = data.getParent();
        }
        Assumptions.assumeTrue(
                data != null, "skipped: no directory shared/data/google2011 above the working directory");
        Path file = folder.resolve("google.yaml");
        String unit = "machineUnit: {cpu: 65536, memory: 256GiB}";
        Files.writeString(file, """
                horizon: 1h
                cluster: {zones: [a, b, c], nodes: {reader: google-2011, file: %s, %s}}
                workload: {trace: {reader: google-2011, file: %s, %s}}
                strategies: [binpack(memory)]
                """.formatted(name.formatted("machine"), unit, name.formatted("task"), unit));
        Experiment experiment = ScenarioReader.read(file, Optional.of(data.resolve("shared/data")));
        RunResult result = run(experiment, experiment.worlds().world(0), RunOptions.Lookup.INDEXED);
        assertThat(result.counts().placed()).isEqualTo(11);
        assertThat(result.value(Metric.LOST))
                .as("tasks on the machine that goes")
                .isEqualTo(2);
        assertThat(experiment.assumptions())
                .anyMatch(each -> each.contains("8 rows read, 6 machines, 6 instances, of which 2 join later"))
                .noneMatch(each -> each.contains("clock of the workload"));
    }
}
