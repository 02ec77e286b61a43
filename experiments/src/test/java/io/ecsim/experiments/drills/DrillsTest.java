package io.ecsim.experiments.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.FaultTimeline;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workloads.document.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is listed can be had and strikes when it says; what is not listed says why (models.md M7). */
class DrillsTest {

    private static final long HOUR = 3_600_000_000L;

    private static final String SERVICES = """
            horizon: 8h
            cluster:
              zones: [us-east-1a, us-east-1b, us-east-1c]
              instances: [{count: 9, cpu: 2048, memory: 8GiB, price: 0.1}]
            services:
              - name: web
                cpu: 256
                memory: 512
                image: "web:1"
                desiredCount: 20
                targetGroups: [{name: front, interval: 10s}]
                behaviour: {ready: 5s}
                updates: [{at: 1h, desiredCount: 24}, {at: 6h, image: "web:2"}]
              - {name: api, cpu: 512, memory: 1GiB, image: "api:1", desiredCount: 6}
            strategies: ["spread(attribute:ecs.availability-zone)"]
            replicate: {regenerate: 2}
            """;

    private static final DrillOptions WHOLE = new DrillOptions(
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.of(1),
            OptionalLong.empty());

    @TempDir
    private Path folder = Path.of("");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !readsTraces(file))
                    .sorted()
                    .toList();
        }
    }

    private static boolean readsTraces(Path file) {
        try {
            return Files.readString(file).contains("reader:");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static ScenarioReader reader(List<String> variants) {
        return new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false, List.of(), variants);
    }

    private static DrillScene scene(Path file) {
        Experiment experiment = reader(List.of()).read(file);
        return new DrillScene(
                reader(List.of()).document(file), experiment.worlds().world(0), new Streams(experiment.seed(), 0));
    }

    private Path written(String more) throws IOException {
        return Files.writeString(folder.resolve("s.yaml"), SERVICES + more);
    }

    private static Experiment drilled(Path file, PlannedDrill drill) {
        return reader(drill.variants("undisturbed")).read(file);
    }

    private static RunResult run(Experiment experiment, int variant) {
        return RunFunction.SIMULATED.run(
                experiment.contenders().get(variant * experiment.strategies().size()),
                experiment.variants().get(variant).worlds().world(0),
                new Streams(experiment.seed(), 0),
                experiment.options());
    }

    private static Drill drill(String name) {
        return Drills.named(name).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatAnExampleCanHaveIsReadAndWhatNotSaysWhy(Path example) {
        DrillScene scene = scene(example);
        for (Drill drill : Drills.all()) {
            Optional<String> obstacle = drill.obstacle(scene);
            if (obstacle.isPresent()) {
                assertThat(obstacle.get()).isNotBlank();
                assertThatThrownBy(() -> drill.plan(scene, DrillOptions.NONE))
                        .isInstanceOf(DrillException.class)
                        .hasMessage(drill.name() + " cannot be put upon this scenario: " + obstacle.get());
            } else {
                PlannedDrill planned = drill.plan(scene, DrillOptions.NONE);
                assertThat(drilled(example, planned).variants())
                        .extracting(Variant::name)
                        .contains("undisturbed", drill.name());
            }
        }
    }

    @Test
    void everyDrillStrikesAtItsTimeAndTheUndisturbedRunIsUntouched() throws IOException {
        Path file = written("""
                images: {registries: [{name: ecr, kind: ecr}], defaultSize: 200MB, pullBehavior: always}
                autoScalingGroups: [{name: asg, maxSize: 3, desiredCapacity: 3, instances: [{instanceType: m5.large}]}]
                """);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "instances: [{count",
                                "instances: [{name: cheap, count: 3, instanceType: m5.large, spot: {}}, {count"));
        RunResult calm = run(reader(List.of()).read(file), 0);
        DrillScene scene = scene(file);
        List<String> seen = new ArrayList<>();
        for (Drill drill : Drills.all()) {
            if (drill.obstacle(scene).isPresent()) {
                continue;
            }
            PlannedDrill planned = drill.plan(scene, WHOLE);
            Experiment experiment = drilled(file, planned);

            RunResult undisturbed = run(experiment, 0);
            if (planned.beside().isEmpty()) {
                assertThat(undisturbed.digest()).as(drill.name()).isEqualTo(calm.digest());
            }
            RunResult struck = run(experiment, 1);
            assertThat(struck.faults().faults())
                    .as(drill.name())
                    .anyMatch(fault -> fault.fromMicros() == planned.atMicros());
            if (!drill.name().equals("registry-slow")) { // here every layer is cached, and a manifest is small
                assertThat(struck.digest()).as(drill.name()).isNotEqualTo(undisturbed.digest());
            }
            seen.add(drill.name());
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        Drills.all().stream().map(Drill::name).toList());
    }

    @Test
    void theLossOfAZoneGoesToTheFailuresThatThereAre() throws IOException {
        String none = drill("zone-loss")
                .plan(scene(written("")), DrillOptions.NONE)
                .changes()
                .get(0);
        Path file = written("failures: {zones: [{zone: us-east-1b, at: 1h, for: 1h}], recovery: {retries: 1}}\n");
        PlannedDrill second = drill("zone-loss")
                .plan(
                        scene(file),
                        new DrillOptions(
                                OptionalLong.of(5 * HOUR),
                                OptionalLong.of(HOUR / 6),
                                Optional.of("us-east-1c"),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty(),
                                OptionalLong.empty()));

        assertThat(none).isEqualTo("failures={zones: [{zone: us-east-1a, kind: power, at: 4h, for: 30m}]}");
        assertThat(second.changes())
                .containsExactly("failures.zones[1]={zone: us-east-1c, kind: power, at: 5h, for: 10m}");
        assertThat(second.event()).isEqualTo("us-east-1c loses power from 5h to 5h10m");
        assertThat(run(drilled(file, second), 1).faults().faults())
                .extracting(FaultRecord::where)
                .startsWith("us-east-1b", "us-east-1c");
    }

    /** A calm run records the course of its services only when it is asked to, and is the same then. */
    @Test
    void theUndisturbedRunIsFollowedWhenAskedFor() throws IOException {
        Path file = Files.writeString(
                folder.resolve("calm.yaml"),
                SERVICES.replace("{at: 6h, image: \"web:2\"}", "{at: 6h, desiredCount: 30}"));
        Experiment calm = reader(List.of()).read(file);
        RunResult plain = run(calm, 0);
        RunResult followed = run(calm.withOptions(calm.options().followingServices()), 0);

        assertThat(plain.faults()).isEqualTo(FaultTimeline.NONE);
        assertThat(followed.faults().faults()).isEmpty();
        assertThat(followed.faults().series())
                .extracting(Series::key)
                .containsExactly("healthy", "desired", "registered");
        assertThat(followed.digest()).isEqualTo(plain.digest());
        assertThat(followed.metrics()).isEqualTo(plain.metrics());
    }

    /** M7: an operator answers the impairment of a zone by a zonal shift, until it is over. */
    @Test
    void aZoneIsShiftedAwayFromSoLongAfterItIsStruck() throws IOException {
        DrillOptions after = new DrillOptions(
                OptionalLong.of(5 * HOUR),
                OptionalLong.of(HOUR / 6),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.of(HOUR / 12));
        String requests = "requests: [{service: web, rate: {constant: {perSecond: 9}}, work: {cpu: 20ms}}]\n";
        Path none = written(requests);
        PlannedDrill alone = drill("zone-impaired").plan(scene(none), after);
        assertThat(alone.changes())
                .containsExactly("failures={zones: [{zone: us-east-1a, kind: impaired, at: 5h, for: 10m,"
                        + " latencyFactor: 3, errors: 0.5}], zonalShifts: [{zone: us-east-1a, at: 5h5m, for: 5m}]}");
        assertThat(alone.event())
                .isEqualTo("us-east-1a is impaired from 5h to 5h10m, and its requests are shifted away after 5m");
        assertThat(run(drilled(none, alone), 1).faults().faults())
                .extracting(FaultRecord::kind)
                .startsWith(FaultRecord.Kind.ZONE_IMPAIRED)
                .contains(FaultRecord.Kind.ZONAL_SHIFT);
        Path stated = written(requests + "failures: {zonalShifts: [{zone: us-east-1b, at: 1h, for: 1h}]}\n");
        assertThat(drill("zone-impaired").plan(scene(stated), after).changes())
                .last()
                .isEqualTo("failures.zonalShifts[1]={zone: us-east-1a, at: 5h5m, for: 5m}");

        assertThatThrownBy(() -> drill("bad-deployment").plan(scene(none), after))
                .hasMessage("--shift-after is given, but bad-deployment strikes no zone, expected a drill of zones");
        assertThatThrownBy(() -> drill("zone-loss").plan(scene(written("")), after))
                .hasMessage("--shift-after is given, but the scenario has no requests to shift");
    }

    @Test
    void aBadDeploymentComesBetweenTheUpdatesThatThereAre() throws IOException {
        PlannedDrill bad = drill("bad-deployment").plan(scene(written("")), DrillOptions.NONE);

        assertThat(bad.changes())
                .containsExactly("services[web].updates=[{at: 1h, desiredCount: 24},"
                        + " {at: 4h, behaviour: {startFailure: 1}}, {at: 4h30m, behaviour: {ready: 5s}},"
                        + " {at: 6h, image: web:2}]");
    }

    @Test
    void optionsOutsideTheScenarioAreRefused() throws IOException {
        DrillScene scene = scene(written(""));
        DrillOptions late = new DrillOptions(
                OptionalLong.of(9 * HOUR),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty());
        DrillOptions elsewhere = new DrillOptions(
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of("us-east-1d"),
                Optional.of("wbe"),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty());

        assertThatThrownBy(() -> drill("zone-loss").plan(scene, late))
                .hasMessage("--at is 9h, the run ends at " + Durations.format(8 * HOUR));
        assertThatThrownBy(() -> drill("zone-loss").plan(scene, elsewhere))
                .hasMessage("--zone is \"us-east-1d\", did you mean \"us-east-1a\"? Allowed: us-east-1a, us-east-1b,"
                        + " us-east-1c");
        assertThatThrownBy(() -> drill("bad-deployment").plan(scene, elsewhere))
                .hasMessage("--service is \"wbe\", did you mean \"web\"? Allowed: web, api");
    }

    /** M7: of three zones two hold the peak, so the fleet is at most two thirds full. */
    @Test
    void thePreProvisionedFleetHoldsThePeakWithoutAZone() throws IOException {
        Path tight = Files.writeString(folder.resolve("t.yaml"), SERVICES.replace("count: 9", "count: 6"));
        RunResult calm = run(reader(List.of()).read(tight), 0);
        double peak = PreProvisioned.peak(calm);

        PreProvisioned fleet = PreProvisioned.of(scene(tight), calm).orElseThrow();

        assertThat(peak).isGreaterThan(2.0 / 3);
        assertThat((int) Math.ceil(6 * peak / 2) * 3).isEqualTo(9);
        assertThat(6 * peak / 9).isLessThanOrEqualTo(2.0 / 3);
        assertThat(fleet.changes()).containsExactly("cluster.instances=9");
        Path roomy = Files.writeString(folder.resolve("r.yaml"), SERVICES.replace("count: 9", "count: 30"));
        assertThat(PreProvisioned.of(scene(roomy), run(reader(List.of()).read(roomy), 0)))
                .isEmpty();
    }

    /** M7: the pre-provisioned answer beside the elastic one. */
    @Test
    void aFleetThatScalesIsKeptAsLargeAsThePeakWithoutAZone() throws IOException {
        Path file = Files.writeString(
                folder.resolve("e.yaml"),
                SERVICES.replace("instances: [{count: 9, cpu: 2048, memory: 8GiB, price: 0.1}]\n", """
                                instances: []
                                autoScalingGroups:
                                  - {name: asg, maxSize: 30, desiredCapacity: 9, instances: [{instanceType: m5.large}]}
                                capacityProviders:
                                  - name: od
                                    autoScalingGroupProvider:
                                      autoScalingGroupArn: asg
                                      managedScaling: {status: ENABLED, targetCapacity: 100}
                                defaultCapacityProviderStrategy: [{capacityProvider: od, weight: 1}]
                                """)
                        .replace("  instances: []\n", "")
                        .replace("spread(attribute:ecs.availability-zone)", "binpack(memory)"));
        DrillScene scene = scene(file);
        RunResult calm = run(reader(List.of()).read(file), 0);
        double peak = calm.value(Metric.IN_USE_PEAK);

        PreProvisioned fleet = PreProvisioned.of(scene, calm).orElseThrow();

        int needed = (int) Math.ceil(peak / 2) * 3;
        assertThat(fleet.changes())
                .containsExactly(
                        "autoScalingGroups[asg].maxSize=30",
                        "autoScalingGroups[asg].minSize=" + needed,
                        "autoScalingGroups[asg].desiredCapacity=" + Math.max(needed, 9));
        PlannedDrill loss = drill("zone-loss").plan(scene, DrillOptions.NONE);
        List<String> variants = new ArrayList<>(loss.variants("undisturbed"));
        variants.add("ready=" + String.join(",", fleet.changes()) + "," + String.join(",", loss.changes()));
        Experiment experiment = reader(variants).read(file);
        double elastic = run(experiment, 1).faults().longestRecoverySeconds();
        double ready = run(experiment, 2).faults().longestRecoverySeconds();
        assertThat(ready).isPositive().isLessThan(elastic / 2);
    }

    /** M7, R5.5: tasks wait for their own provider, so each group has to hold its own peak. */
    @Test
    void eachOfSeveralGroupsHoldsItsPeak() throws IOException {
        Path file = grouped("maxSize: 30");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "autoScalingGroups: [",
                                "autoScalingGroups: [{name: other, maxSize: 6, instances: [{instanceType: m5.large}]}, ")
                        .replace(
                                "capacityProviders:\n",
                                "capacityProviders:\n  - {name: second, autoScalingGroupProvider: {autoScalingGroupArn: other}}\n")
                        .replace(
                                "[{capacityProvider: od, weight: 1}]",
                                "[{capacityProvider: od, weight: 1}," + " {capacityProvider: second, weight: 3}]"));
        RunResult calm = run(reader(List.of()).read(file), 0);
        List<String> changes =
                PreProvisioned.of(scene(file), calm).orElseThrow().changes();
        calm.controlPlane()
                .orElseThrow()
                .groups()
                .forEach(group -> assertThat(changes)
                        .contains("autoScalingGroups[" + group.name() + "].minSize="
                                + (int) Math.ceil(group.peakMachines() / 2.0) * 3));
    }

    /** M7: what is pre-provisioned is never less than what is there anyway. */
    @Test
    void aGroupThatIsLargeEnoughIsNotMadeSmaller() throws IOException {
        Path large = grouped("minSize: 30, maxSize: 30");
        Path unscaled = grouped("minSize: 0, maxSize: 40, desiredCapacity: 30");
        Files.writeString(unscaled, Files.readString(unscaled).replace("status: ENABLED", "status: DISABLED"));

        assertThat(PreProvisioned.of(scene(large), run(reader(List.of()).read(large), 0)))
                .isEmpty();
        assertThat(PreProvisioned.of(scene(unscaled), run(reader(List.of()).read(unscaled), 0)))
                .isEmpty();
    }

    /** M7: instances that are there whatever the groups do hold their part of the peak. */
    @Test
    void instancesOutsideGroupsHoldTheirPartOfThePeak() throws IOException {
        Path file = grouped("minSize: 1, maxSize: 30");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "autoScalingGroups:",
                                "  instances: [{count: 100, cpu: 2048, memory: 8GiB, price: 0.1}]\nautoScalingGroups:"));

        assertThat(PreProvisioned.of(scene(file), run(reader(List.of()).read(file), 0)))
                .isEmpty();
    }

    /** M7: tasks that are over before the second sample is taken need a fleet all the same. */
    @Test
    void whatIsOverBeforeItIsSampledHasAPeak() throws IOException {
        Path file = Files.writeString(folder.resolve("short.yaml"), """
                horizon: 1000d
                cluster: {zones: [a, b], instances: [{count: 2, cpu: 1024, memory: 8GiB, price: 0.1}]}
                workload:
                  arrivals: {poisson: {every: 1s}}
                  maxTasks: 2
                  tasks: [{name: job, cpu: 1024, memory: 1GiB, weight: 1, runTime: {constant: 1h}}]
                strategies: ["binpack(memory)"]
                replicate: {regenerate: 1}
                """);

        RunResult calm = run(reader(List.of()).read(file), 0);

        assertThat(PreProvisioned.peak(calm)).isGreaterThan(0.5);
        assertThat(PreProvisioned.of(scene(file), calm).orElseThrow().changes()).containsExactly("cluster.instances=4");
    }

    private Path grouped(String sizes) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "g", ".yaml"),
                SERVICES.replace("  instances: [{count: 9, cpu: 2048, memory: 8GiB, price: 0.1}]\n", """
                                autoScalingGroups: [{name: asg, %s, instances: [{instanceType: m5.large}]}]
                                capacityProviders:
                                  - name: od
                                    autoScalingGroupProvider:
                                      autoScalingGroupArn: asg
                                      managedScaling: {status: ENABLED, targetCapacity: 100}
                                defaultCapacityProviderStrategy: [{capacityProvider: od, weight: 1}]
                                """.formatted(
                                        sizes))
                        .replace("spread(attribute:ecs.availability-zone)", "binpack(memory)"));
    }
}
