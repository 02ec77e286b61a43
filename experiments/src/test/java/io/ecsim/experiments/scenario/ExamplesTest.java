package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.experiments.Experiment;
import io.ecsim.observe.Metric;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The examples tell strategies apart in the direction and about the size that an independent program found. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String ZONE_BINPACK = "spread(attribute:ecs.availability-zone), binpack(memory)";

    private static Experiment onTrace(String name, String folder) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data").resolve(folder);
            if (Files.isDirectory(data)) {
                return ScenarioReader.read(EXAMPLES.resolve(name), Optional.of(data));
            }
        }
        return Assumptions.abort("skipped: no directory shared/data/" + folder + " above the working directory");
    }

    private static double mean(Experiment experiment, String strategy, Metric metric, int replications) {
        StrategyChain chain = experiment.strategies().stream()
                .filter(each -> each.name().equals(strategy))
                .findFirst()
                .orElseThrow();
        double sum = 0;
        for (int replication = 0; replication < replications; replication++) {
            sum += ClusterSimulation.run(
                            experiment.worlds().world(replication),
                            chain,
                            new Streams(experiment.seed(), replication),
                            experiment.options())
                    .value(metric);
        }
        return sum / replications;
    }

    @Test
    void packingKeepsInstancesFreeForElephants() {
        Experiment experiment = ScenarioReader.read(EXAMPLES.resolve("three-zones.yaml"), Optional.empty());

        double packed = mean(experiment, "binpack(memory)", Metric.WAIT_MEAN_LARGE, 4);
        double packedInZones = mean(experiment, ZONE_BINPACK, Metric.WAIT_MEAN_LARGE, 4);
        double random = mean(experiment, "random", Metric.WAIT_MEAN_LARGE, 4);
        double spread = mean(experiment, "spread(instanceId)", Metric.WAIT_MEAN_LARGE, 4);

        assertThat(packed).isBetween(25.0, 60.0);
        assertThat(packedInZones).isBetween(packed * 1.1, packed * 1.9);
        assertThat(random).isGreaterThan(15 * packed);
        assertThat(spread).isGreaterThan(2 * random);
        assertThat(mean(experiment, ZONE_BINPACK, Metric.EXPOSURE, 1)).isBetween(0.34, 0.40);
        assertThat(mean(experiment, "binpack(memory)", Metric.EXPOSURE, 1)).isBetween(0.44, 0.52);
    }

    @Test
    void theSaleOfTheRetailWeekDecides() {
        Experiment experiment = ScenarioReader.read(EXAMPLES.resolve("retail-week.yaml"), Optional.empty());

        double packed = mean(experiment, "binpack(memory)", Metric.WAIT_P99, 5);
        double spread = mean(experiment, "spread(instanceId)", Metric.WAIT_P99, 5);

        assertThat(mean(experiment, "binpack(memory)", Metric.ALLOCATED_CPU, 1)).isBetween(0.34, 0.42);
        assertThat(packed).isBetween(5.0, 50.0);
        assertThat(spread).isGreaterThan(1.5 * packed);
        double large = mean(experiment, "binpack(memory)", Metric.WAIT_MEAN_LARGE, 5);
        assertThat(mean(experiment, "spread(instanceId)", Metric.WAIT_MEAN_LARGE, 5))
                .isGreaterThan(1.5 * large);
    }

    @Test
    void spreadingOverZonesSoftensTheHardestBlow() {
        Experiment experiment = ScenarioReader.read(EXAMPLES.resolve("shocks.yaml"), Optional.empty());

        double packed = mean(experiment, "binpack(memory)", Metric.LOST_AT_ONCE, 2);
        double packedInZones = mean(experiment, ZONE_BINPACK, Metric.LOST_AT_ONCE, 2);
        assertThat(packed).isBetween(0.65, 0.95);
        assertThat(packedInZones).isBetween(0.28, 0.42);
        assertThat(mean(experiment, ZONE_BINPACK, Metric.IN_USE, 1))
                .as("and hardly costs an instance")
                .isLessThan(1.15 * mean(experiment, "binpack(memory)", Metric.IN_USE, 1));
        assertThat(mean(experiment, "spread(instanceId)", Metric.IN_USE, 1)).isGreaterThan(55);
    }

    @Test
    void spreadingServicesOverZonesCostsLittle() {
        Experiment experiment = onTrace("alibaba-2025.yaml", "alibaba");
        String zones = "spread(attribute:ecs.availability-zone), binpack(cpu)";

        double packed = mean(experiment, "binpack(cpu)", Metric.IN_USE_PRICE, 1);

        assertThat(mean(experiment, zones, Metric.IN_USE_PRICE, 1)).isBetween(packed * 0.99, packed * 1.01);
        assertThat(mean(experiment, "random", Metric.IN_USE_PRICE, 1)).isBetween(packed * 1.15, packed * 1.35);
        assertThat(mean(experiment, "binpack(cpu)", Metric.EXPOSURE, 1)).isGreaterThan(0.95);
        assertThat(mean(experiment, zones, Metric.EXPOSURE, 1)).isBetween(0.6, 0.75);
        assertThat(mean(experiment, zones, Metric.UNPLACED, 1)).isZero();
    }

    @Test
    void packingHalvesTheInstancesInUse() {
        Experiment experiment = onTrace("alibaba-2017.yaml", "alibaba");

        double packed = mean(experiment, "binpack(memory)", Metric.IN_USE, 1);
        double random = mean(experiment, "random", Metric.IN_USE, 1);

        assertThat(packed).isBetween(135.0, 170.0);
        assertThat(random).isBetween(250.0, 285.0);
        assertThat(mean(experiment, "spread(instanceId)", Metric.IN_USE, 1)).isGreaterThan(random);
        double waits = mean(experiment, "binpack(memory)", Metric.WAIT_P95, 1);
        assertThat(waits).isBetween(5.0, 25.0);
    }

    @Test
    void wholeGpusAreNotFilledByPackingProcessors() {
        Experiment experiment = onTrace("openb.yaml", "openb");

        assertThat(experiment.worlds().instances()).isEqualTo(1213);
        assertThat(experiment.assumptions()).anyMatch(each -> each.contains("3078 (asks for a part of a GPU)"));
        double packed = mean(experiment, "binpack(cpu)", Metric.FINAL_ALLOCATED_GPU, 2);
        double random = mean(experiment, "random", Metric.FINAL_ALLOCATED_GPU, 2);
        double dot = mean(experiment, "dot-product", Metric.FINAL_ALLOCATED_GPU, 2);
        assertThat(packed).isBetween(0.78, 0.84);
        assertThat(random).isBetween(packed + 0.04, dot - 0.03);
        assertThat(dot).isBetween(0.92, 0.97);
    }

    @Test
    void equalJobsNeverWait() {
        Experiment experiment = onTrace("lcg-2005.yaml", "swf");

        for (StrategyChain strategy : experiment.strategies()) {
            assertThat(mean(experiment, strategy.name(), Metric.WAIT_MAX, 1)).isZero();
            assertThat(mean(experiment, strategy.name(), Metric.COMPLETED, 1)).isEqualTo(187_520);
        }
    }
}
