package io.ecsim.experiments.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.schedulers.BuiltInStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegretsTest {

    private static final String SCENARIO = """
            name: regrets
            horizon: 1h
            cluster:
              zones: [us-east-1a]
              instances:
                - {count: 3, cpu: 4096, memory: 16GiB}
            workload:
              arrivals: {poisson: {load: 40%}}
              runTime: {exponential: {mean: 5m}}
              tasks:
                - {name: small, cpu: 512, memory: 1024}
            strategies: [binpack(memory), spread(instanceId)]
            replicate: {regenerate: 6}
            """;

    @TempDir
    private Path folder;

    /** The two of a mirrored pair depend on each other, so their mean is one observation. */
    @Test
    void mirroredPairsCountOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("regrets.yaml"), SCENARIO);
        Experiment plain = new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false).read(file);
        ExperimentResult drawn = new ExperimentRunner(1, RunListener.SILENT, new StopSignal()).run(plain);
        ExperimentResult mirrored = new ExperimentResult(
                plain.with(new Replicate.Regenerate(6, Optional.empty(), true, false)),
                drawn.runs(),
                drawn.needs(),
                drawn.times(),
                false,
                Optional.empty(),
                Optional.empty());

        assertThat(regret(drawn).pairs()).isEqualTo(6);
        assertThat(regret(mirrored).pairs()).isEqualTo(3);
    }

    private static PairedDifference regret(ExperimentResult result) {
        return Regrets.of(result, Bounds.Effort.FULL, 1, new StopSignal())
                .rows()
                .get(0)
                .regret();
    }
}
