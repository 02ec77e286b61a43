package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
