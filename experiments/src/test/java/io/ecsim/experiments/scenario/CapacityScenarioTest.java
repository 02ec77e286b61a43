package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.LaunchOption;
import io.ecsim.capacity.CapacityPlan;
import io.ecsim.capacity.CapacityProvider;
import io.ecsim.capacity.ManagedScaling;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Auto Scaling groups and capacity providers as scenarios state them. */
class CapacityScenarioTest {

    private static final String GROUPS = """
            horizon: 2h
            cluster: {zones: [us-east-1a, us-east-1b]}
            autoScalingGroups:
              - {name: web, maxSize: 10, desiredCapacity: 2, instances: [{instanceType: m5.large}]}
              - {name: cheap, maxSize: 4, onDemandPercentageAboveBaseCapacity: 0, instances: [{instanceType: m5.large}]}
            capacityProviders:
              - {name: od, autoScalingGroupProvider: {autoScalingGroupArn: "arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:a:autoScalingGroupName/web"}}
              - {name: spot, autoScalingGroupProvider: {autoScalingGroupArn: cheap}}
            """;

    @TempDir
    Path folder;

    private Experiment read(String text) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, text + "strategies: [binpack(memory)]\n");
        return ScenarioReader.read(file, Optional.empty());
    }

    private World world(String text) throws IOException {
        return read(text).worlds().world(0);
    }

    /** R5.17. */
    @Test
    void whatAProviderDoesNotState() throws IOException {
        CapacityPlan plan = world(GROUPS + "services: [{name: a, desiredCount: 1, cpu: 128, memory: 128}]\n")
                .controlPlane()
                .orElseThrow()
                .capacity();
        assertThat(plan.providers().get(0))
                .isEqualTo(
                        new CapacityProvider("od", "default", "web", Optional.of(ManagedScaling.DEFAULT), false, true));
        assertThat(ManagedScaling.DEFAULT).isEqualTo(new ManagedScaling(100, 1, 10_000, 300_000_000));
    }

    /** R5.3: launch type, else the strategy, else that of the cluster, else EC2. */
    @Test
    void theDefaultStrategyCountsWhereNothingIsStated() throws IOException {
        String services = """
                services:
                  - {name: a, desiredCount: 1, cpu: 128, memory: 128}
                  - {name: b, desiredCount: 1, cpu: 128, memory: 128, launchType: EC2}
                  - {name: c, desiredCount: 1, cpu: 128, memory: 128, capacityProviderStrategy: [{capacityProvider: od, weight: 1}]}
                  - {name: d, schedulingStrategy: DAEMON, cpu: 128, memory: 128}
                """;
        String fallback = "defaultCapacityProviderStrategy: [{capacityProvider: spot, weight: 1}]\n";
        assertThat(world(GROUPS + services + fallback).tasks().stream().map(spec -> spec.launch()))
                .containsExactly(by("spot"), Launch.EC2, by("od"), Launch.EC2);
        assertThat(world(GROUPS + services).tasks().get(0).launch()).isEqualTo(Launch.EC2);
    }

    private static Launch by(String provider) {
        return new Launch.ByProviders(java.util.List.of(new CapacityProviderStrategyItem(provider, 0, 1)));
    }

    /** R5.2. */
    @Test
    void aStrategyHasAtMostTwentyProviders() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            many.append("{capacityProvider: FARGATE, weight: 1}, ");
        }
        assertThatThrownBy(() -> read(GROUPS + "services: [{name: a, desiredCount: 1, cpu: 256, memory: 512,"
                        + " capacityProviderStrategy: [" + many + "]}]\n"))
                .hasMessageContaining("found 21 capacity providers, expected at most 20");
    }

    /** Groups have places in every zone, those of Spot at the price of Spot. */
    @Test
    void groupsBringTheirPlaces() throws IOException {
        World world = world(GROUPS + "services: [{name: a, desiredCount: 1, cpu: 128, memory: 128}]\n");
        assertThat(world.instances().stream().map(place -> place.pool()).distinct())
                .containsExactly("web", "cheap/spot");
        assertThat(world.instances().stream()
                        .filter(place -> place.pool().equals("web"))
                        .map(place -> place.zone().name())
                        .distinct())
                .containsExactly("us-east-1a", "us-east-1b");
        assertThat(world.instances().stream()
                        .filter(place -> place.pool().equals("web"))
                        .mapToLong(place -> place.microUsdPerHour())
                        .distinct())
                .containsExactly(96_000L);
        assertThat(world.instances().stream()
                        .filter(place -> place.pool().equals("cheap/spot"))
                        .mapToLong(place -> place.microUsdPerHour())
                        .max()
                        .orElse(0))
                .isLessThan(96_000);
        assertThat(world.faults().spot().get(0).group()).isEqualTo("cheap/spot");
    }

    private static final String THREE_TYPES = """
            horizon: 2h
            cluster: {zones: [us-east-1a]}
            services: [{name: a, desiredCount: 1, cpu: 128, memory: 128}]
            autoScalingGroups:
              - name: g
                maxSize: 4
                onDemandPercentageAboveBaseCapacity: 50
                instances: [{instanceType: m5.xlarge}, {instanceType: m5.2xlarge}, {instanceType: m5.large}]
            """;

    private AutoScalingGroup group(String text) throws IOException {
        return world(text).controlPlane().orElseThrow().capacity().groups().get(0);
    }

    private List<String> options(String more) throws IOException {
        return group(THREE_TYPES + "    " + more + "\n").options().stream()
                .map(option -> option.pool().substring("g/".length()))
                .toList();
    }

    /** M9: by preference unless stated; by price; On-Demand by price where that is stated. */
    @Test
    void theCheapestPoolsComeFirstWhereThatIsStated() throws IOException {
        assertThat(options(""))
                .containsExactly(
                        "1-m5.xlarge",
                        "2-m5.2xlarge",
                        "3-m5.large",
                        "1-m5.xlarge/spot",
                        "2-m5.2xlarge/spot",
                        "3-m5.large/spot");
        assertThat(options("spotAllocationStrategy: lowest-price"))
                .containsExactly(
                        "1-m5.xlarge",
                        "2-m5.2xlarge",
                        "3-m5.large",
                        "3-m5.large/spot",
                        "1-m5.xlarge/spot",
                        "2-m5.2xlarge/spot");
        assertThat(options("onDemandAllocationStrategy: lowest-price"))
                .startsWith("3-m5.large", "1-m5.xlarge", "2-m5.2xlarge", "1-m5.xlarge/spot");
    }

    /** M9: the fewest interruptions stand for the deepest pool; then as stated, or by price. */
    @Test
    void thePoolWithFewestInterruptionsComesFirst() throws IOException {
        World world = world(THREE_TYPES);
        List<String> byHazard = world.faults().spot().stream()
                .sorted(Comparator.comparingDouble(pool -> pool.market().interruptions()))
                .map(pool -> pool.group().substring("g/".length()))
                .toList();
        assertThat(world.faults().spot().stream()
                        .map(pool -> pool.market().interruptions())
                        .distinct())
                .as("the catalogue tells the types apart")
                .hasSizeGreaterThan(1);
        for (String name : List.of("capacity-optimized", "capacity-optimized-prioritized")) {
            assertThat(options("spotAllocationStrategy: " + name)).endsWith(byHazard.toArray(String[]::new));
        }
        assertThat(options("spot: {interruptions: 5%}\n    spotAllocationStrategy: capacity-optimized"))
                .endsWith("1-m5.xlarge/spot", "2-m5.2xlarge/spot", "3-m5.large/spot");
        assertThat(options("spot: {interruptions: 5%}\n    spotAllocationStrategy: price-capacity-optimized"))
                .endsWith("3-m5.large/spot", "1-m5.xlarge/spot", "2-m5.2xlarge/spot");
    }

    /** M9: one pool, the cheapest two unless stated otherwise, or all. */
    @Test
    void overHowManyPoolsSpotMachinesAreSpread() throws IOException {
        assertThat(group(THREE_TYPES).spotPools()).isEqualTo(1);
        assertThat(group(THREE_TYPES + "    spotAllocationStrategy: lowest-price\n")
                        .spotPools())
                .isEqualTo(2);
        assertThat(group(THREE_TYPES + "    spotAllocationStrategy: lowest-price\n    spotInstancePools: 3\n")
                        .spotPools())
                .isEqualTo(3);
        assertThat(group(THREE_TYPES + "    spotAllocationStrategy: diversified\n")
                        .spotPools())
                .isGreaterThanOrEqualTo(3);
    }

    /** The API knows neither of the two that it does not have, and takes the cheapest two pools unless told otherwise. */
    @Test
    void aDocumentSaysHowSpotPoolsAreChosen() throws IOException {
        assertThat(distributed("").options().stream().map(LaunchOption::pool))
                .containsExactly("mixed/2-m5.large/spot", "mixed/1-m5.xlarge/spot");
        assertThat(distributed("").spotPools()).isEqualTo(2);
        assertThat(distributed(", SpotAllocationStrategy: lowest-price, SpotInstancePools: 1")
                        .spotPools())
                .isEqualTo(1);
        AutoScalingGroup fixed =
                distributed(", SpotAllocationStrategy: capacity-optimized-prioritized, SpotInstancePools: 0");
        assertThat(fixed.spotPools()).isEqualTo(1);
        assertThatThrownBy(() -> distributed(", SpotAllocationStrategy: diversified"))
                .hasMessageContaining("SpotAllocationStrategy: found \"diversified\"");
    }

    private AutoScalingGroup distributed(String more) throws IOException {
        return group("""
                horizon: 2h
                cluster: {zones: [us-east-1a]}
                services: [{name: a, desiredCount: 1, cpu: 128, memory: 128}]
                autoScalingGroups:
                  - autoScalingGroup:
                      AutoScalingGroupName: mixed
                      MinSize: 0
                      MaxSize: 2
                      MixedInstancesPolicy:
                        LaunchTemplate: {Overrides: [{InstanceType: m5.xlarge}, {InstanceType: m5.large}]}
                        InstancesDistribution: {OnDemandPercentageAboveBaseCapacity: 0%s}
                """.formatted(more));
    }
}
