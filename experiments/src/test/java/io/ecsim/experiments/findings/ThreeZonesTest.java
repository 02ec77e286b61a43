package io.ecsim.experiments.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.observe.Metric;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The example of mice and elephants, end to end, in the directions and sizes that an independent program found: at 85 %
 * load packing keeps whole instances free for the large tasks, and spreading over instances starves them.
 */
class ThreeZonesTest {

    private static final String BINPACK = "binpack(memory)";
    private static final String ZONES = "spread(attribute:ecs.availability-zone), binpack(memory)";
    private static final String RANDOM = "random";
    private static final String SPREAD = "spread(instanceId)";

    private static final Findings FINDINGS = findings(2);

    private static Findings findings(int replications) {
        Experiment stated = ScenarioReader.read(Path.of("..", "examples", "three-zones.yaml"), Optional.empty())
                .withReplications(replications);
        Experiment experiment = new Experiment(
                stated.name(),
                stated.description(),
                stated.variants(),
                stated.strategies(),
                stated.replicate(),
                stated.objective(),
                stated.seed(),
                stated.options(),
                stated.assumptions(),
                stated.inputs(),
                stated.overrides(),
                Optional.empty());
        ExperimentResult result = new ExperimentRunner(2, RunListener.SILENT, new StopSignal()).run(experiment);
        return Findings.of(result);
    }

    private static double mean(String strategy, Metric metric) {
        return FINDINGS.standings().stream()
                .filter(standing -> standing.strategy().equals(strategy))
                .findFirst()
                .orElseThrow()
                .mean(metric);
    }

    @Test
    void packingLeadsAndSpreadingOverInstancesIsLast() {
        assertThat(FINDINGS.standings()).extracting(Standing::strategy).containsExactly(BINPACK, ZONES, RANDOM, SPREAD);
        assertThat(FINDINGS.standings()).extracting(Standing::isFeasible).containsExactly(true, true, false, false);
    }

    @Test
    void largeTasksWaitFarLongerWhenTasksAreSpread() {
        double packed = mean(BINPACK, Metric.WAIT_MEAN_LARGE);

        assertThat(packed).isBetween(5.0, 90.0);
        assertThat(mean(ZONES, Metric.WAIT_MEAN_LARGE)).isBetween(packed, 4 * packed);
        assertThat(mean(RANDOM, Metric.WAIT_MEAN_LARGE)).isGreaterThan(5 * packed);
        assertThat(mean(SPREAD, Metric.WAIT_MEAN_LARGE)).isGreaterThan(mean(RANDOM, Metric.WAIT_MEAN_LARGE));
        assertThat(mean(SPREAD, Metric.UNPLACED_LARGE)).isGreaterThan(mean(BINPACK, Metric.UNPLACED_LARGE));
    }

    @Test
    void packingLeavesInstancesEmpty() {
        assertThat(mean(BINPACK, Metric.IN_USE)).isBetween(55.0, 58.5).isLessThan(mean(RANDOM, Metric.IN_USE));
        assertThat(mean(ZONES, Metric.IN_USE)).isBetween(mean(BINPACK, Metric.IN_USE), 59.0);
        assertThat(mean(SPREAD, Metric.IN_USE)).isGreaterThan(59.5);
    }

    @Test
    void spreadingOverZonesFirstLowersExposure() {
        assertThat(mean(ZONES, Metric.EXPOSURE)).isBetween(0.34, 0.40);
        assertThat(mean(BINPACK, Metric.EXPOSURE)).isBetween(0.44, 0.52);
    }
}
