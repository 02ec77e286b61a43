package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.billing.BillItem;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.faults.SpotMarket;
import io.ecsim.model.Launch;
import io.ecsim.model.NetworkMode;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fargate and Spot in scenario documents, read and lived through. */
class FargateScenarioTest {

    private static final RunOptions OPTIONS = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        return ScenarioReader.read(Files.writeString(folder.resolve("scenario.yaml"), text), Optional.empty());
    }

    /** A day of one service on Fargate, without any instance. */
    private static String service(String fields) {
        return """
                horizon: 1d
                cluster: {zones: [us-east-1a, us-east-1b]}
                services:
                  - {name: web, desiredCount: 2, %s}
                strategies: [binpack(memory)]
                """.formatted(fields);
    }

    private static RunResult run(Experiment experiment) {
        return ClusterSimulation.run(
                experiment.worlds().world(0), experiment.strategies().get(0), new Streams(1, 0), OPTIONS);
    }

    private void assertRefused(String fields, String... words) {
        assertThatThrownBy(() -> read(service(fields)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContainingAll(words);
    }

    /** R8.1: in the short form CPU and memory are the size of the task, and the network mode is awsvpc. */
    @Test
    void theShortFormIsTheSizeOfTheTask() throws IOException {
        World world = read(service("cpu: 512, memory: 2GiB, launchType: FARGATE"))
                .worlds()
                .world(0);
        TaskSpec web = world.tasks().get(0);
        assertThat(web.launch()).isEqualTo(Launch.FARGATE);
        assertThat(web.definition().cpuUnits()).isEqualTo(512);
        assertThat(web.definition().memoryMiB()).isEqualTo(2048);
        assertThat(web.definition().networkMode()).isEqualTo(NetworkMode.AWSVPC);
        assertThat(world.instances()).isEmpty();
        assertThat(world.controlPlane().map(ControlPlane::fargate).orElseThrow().zones())
                .containsExactly("us-east-1a", "us-east-1b");
    }

    /** R8.2: other sizes are refused, and nothing is rounded up. */
    @ParameterizedTest
    @CsvSource({"300, 512", "256, 4096", "1024, 1024", "8192, 17408", "32768, 122880"})
    void otherSizesAreRefused(int cpu, int memory) {
        assertRefused(
                "cpu: " + cpu + ", memory: " + memory + ", launchType: FARGATE",
                "scenario.yaml:4:",
                "ClientException: No Fargate configuration exists for given values.");
    }

    /** R1.8, R4.2, R2.30: what does not apply to Fargate is refused. */
    @Test
    void placementIsRefused() {
        String size = "cpu: 256, memory: 512, launchType: FARGATE, ";
        assertRefused(
                size + "placementStrategy: [{type: random}]",
                "InvalidParameterException: Placement strategies are not supported with FARGATE launch type.");
        assertRefused(
                size + "placementConstraints: [{type: distinctInstance}]",
                "InvalidParameterException: Placement constraints are not supported with FARGATE launch type.");
        assertRefused(size + "networkMode: bridge", "ClientException: Fargate only supports network mode 'awsvpc'.");
        assertRefused(size + "stopTimeout: 121s", "expected at most 120 s on Fargate");
    }

    /** R8.9: LATEST is 1.4.0; on instances there is none. */
    @Test
    void platformVersionsAreChecked() throws IOException {
        assertThat(read(service("cpu: 256, memory: 512, launchType: FARGATE, platformVersion: LATEST")))
                .isNotNull();
        assertRefused("cpu: 256, memory: 512, launchType: FARGATE, platformVersion: 1.3.0", "Allowed: LATEST, 1.4.0");
        assertRefused(
                "cpu: 256, memory: 512, launchType: EC2, platformVersion: 1.4.0",
                "The platform version must be null when specifying an EC2 launch type.");
    }

    /** R8.8, R8.3: storage beyond 20 GiB costs, 21 to 200 GiB can be had. */
    @Test
    void ephemeralStorageIsReadAndBilled() throws IOException {
        String definition = """
                {"family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256",
                 "memory": "512", "ephemeralStorage": {"sizeInGiB": %d},
                 "containerDefinitions": [{"name": "web", "image": "web:1", "essential": true}]}
                """;
        Files.writeString(folder.resolve("web.json"), definition.formatted(120));
        RunResult result = run(read(service("definition: web.json, launchType: FARGATE")));
        double hours = result.bill().usd(BillItem.FARGATE_VCPU) / (0.25 * 0.04048);
        assertThat(hours).isCloseTo(48, within(0.02)); // two tasks for a day, but for their start
        assertThat(result.bill().usd(BillItem.FARGATE_STORAGE)).isCloseTo(hours * 100 * 0.000111, within(1e-9));
        Files.writeString(folder.resolve("web.json"), definition.formatted(20));
        assertRefused("definition: web.json, launchType: FARGATE", "found 20, expected an integer from 21 to 200");
    }

    /** R8.6, R8.7, R8.10, R5.45: every field of fargate arrives. */
    @Test
    void settingsAreRead() throws Exception {
        Path file = Path.of(Objects.requireNonNull(
                        FargateScenarioTest.class.getResource("/io/ecsim/experiments/schema/good/fargate.yaml"))
                .toURI());
        Experiment experiment = ScenarioReader.read(file, Optional.empty());
        FargateSettings read =
                experiment.worlds().world(0).controlPlane().orElseThrow().fargate();
        assertThat(List.of(read.launchBurst(), read.launchesPerSecond(), read.vcpuQuota(), read.placesPerZone()))
                .containsExactly(25, 5, 6, 50);
        assertThat(read.provisioningSeconds().mean()).isEqualTo(22.5);
        assertThat(read.pullBytesPerSecond(512)).isEqualTo(20_000_000);
        assertThat(read.pullBytesPerSecond(16_384)).as("as 4 vCPU").isEqualTo(160_000_000);
        assertThat(read.spot().interruptions()).isCloseTo(1 - Math.pow(0.9, 10), within(1e-12));
        assertThat(read.spot().share()).isEqualTo(0.5);
        assertThat(read.hostLifeSeconds().orElseThrow().mean()).isEqualTo(90 * 86_400.0);
        assertThat(experiment.assumptions()).anyMatch(each -> each.contains("fargate.provisioning"));
        run(experiment);
    }

    /** M9: the middle of a band counts; the stress of a peak day multiplies the hazard, not the probability. */
    @Test
    void spotInstancesAreRead() throws IOException {
        Experiment experiment = read("""
                horizon: 1d
                cluster:
                  zones: [us-east-1a]
                  instances:
                    - {name: s, count: 1, cpu: 1024, memory: 2GiB, price: 0.1, spot: {interruptions: {low: 5%, high: 10%}, share: 0.5}}
                    - {name: t, count: 1, cpu: 1024, memory: 2GiB, price: 0.1, spot: {interruptions: 10%, hazardFactor: 10, discount: 80%}}
                controlPlane: {agent: {spotInstanceDraining: true}}
                services: [{name: web, desiredCount: 1, cpu: 256, memory: 512}]
                strategies: [binpack(memory)]
                """);
        World world = experiment.worlds().world(0);
        assertThat(world.instances()).allMatch(instance -> instance.spot());
        assertThat(world.instances().get(0).microUsdPerHour()).isEqualTo(35_000);
        assertThat(world.instances().get(1).microUsdPerHour()).isEqualTo(20_000);
        Map<String, SpotMarket> markets = new TreeMap<>();
        world.faults().spot().forEach(pool -> markets.put(pool.group(), pool.market()));
        assertThat(markets.get("s").interruptions()).isCloseTo(0.075, within(1e-12));
        assertThat(markets.get("t").hazardPerSecond())
                .isCloseTo(
                        10 * new SpotMarket(0.1, 1, markets.get("t").reclaimedSeconds()).hazardPerSecond(),
                        within(1e-15));
        assertThat(experiment.assumptions()).anyMatch(each -> each.contains("spot.share"));
        assertThat(world.controlPlane().orElseThrow().agents().spotInstanceDraining())
                .isTrue();
    }

    /**
     * R8.3, R8.4, R2.41: by hand, from the comment of the example: 23.04, 15.50 and 8.27 US dollars; a task that starts is
     * billed from its pull on, some seconds after it is asked for, and until its interface is gone.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void ec2OrFargate(int replication) {
        Map<String, RunResult> results = variants("ec2-or-fargate.yaml", replication);
        assertThat(results.get("ec2").value(Metric.BILLED)).isCloseTo(23.04, within(1e-9));
        assertThat(results.get("fargate").value(Metric.BILLED)).isCloseTo(288 * 0.053815, within(0.05));
        assertThat(results.get("fargate-spot").value(Metric.BILLED))
                .isCloseTo(96 * 0.053815 + 192 * 0.3 * 0.053815, within(0.1));
        assertThat(results.get("fargate").value(Metric.START_LATENCY_P95))
                .as("18 s to provision, 6 s to pull, 1 s to start, against an image that is there")
                .isGreaterThan(4 * results.get("ec2").value(Metric.START_LATENCY_P95));
    }

    /** Runs the variants of an example, each with its one strategy. */
    private static Map<String, RunResult> variants(String example, int replication) {
        Experiment experiment = ScenarioReader.read(Path.of("..", "examples", example), Optional.empty());
        Map<String, RunResult> results = new TreeMap<>();
        for (Variant variant : experiment.variants()) {
            results.put(
                    variant.name(),
                    ClusterSimulation.run(
                            variant.worlds().world(replication),
                            experiment.strategies().get(0),
                            new Streams(experiment.seed(), replication),
                            experiment.options()));
        }
        return results;
    }

    /**
     * R5.4, R5.20, R5.44: by hand, from the comment of the example: 280.7 US dollars on demand, 118.6 and 56.75 with Spot;
     * machines boot, and a scale-in begins a quarter of an hour late.
     */
    @Test
    void spotWeek() {
        Map<String, RunResult> results = variants("spot-week.yaml", 0);
        assertThat(results.get("on-demand").value(Metric.BILLED)).isBetween(280.7, 290.0);
        RunResult mixed = results.get("mixed");
        assertThat(mixed.bill().usd(BillItem.EC2_ON_DEMAND)).isCloseTo(118.6, within(0.05 * 118.6));
        assertThat(mixed.bill().usd(BillItem.EC2_SPOT)).isCloseTo(56.75, within(0.05 * 56.75));
        assertThat(mixed.value(Metric.BILLED) / results.get("on-demand").value(Metric.BILLED))
                .isBetween(0.59, 0.65);
        double lost = 0;
        for (int replication = 0; replication < 10; replication++) {
            lost += variants("spot-week.yaml", replication).get("peak").value(Metric.LOST);
        }
        assertThat(lost).as("1.2 a week expected, several at a time").isBetween(3.0, 30.0);
    }
}
