package io.ecsim.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.observe.RunResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AntitheticRunsTest {

    private static Experiment mirrored(int count, String... strategies) {
        return InventedRuns.experiment(2, strategies)
                .with(new Replicate.Regenerate(count, Optional.empty(), true, false));
    }

    private static ExperimentResult run(Experiment experiment) {
        return new ExperimentRunner(2, RunListener.SILENT, new StopSignal(), InventedRuns::run).run(experiment);
    }

    /** The wait of one alone is a uniform draw: a mirrored pair always has the same mean. */
    @Test
    void mirroredReplicationsAreKeptWhereTheyGain() {
        ExperimentResult result = run(mirrored(40, "tight"));

        assertThat(result.antithetic().orElseThrow().used()).isTrue();
        assertThat(result.antithetic().orElseThrow().varianceRatio()).isGreaterThan(1e6);
        assertThat(result.antithetic().orElseThrow().pairs()).isEqualTo(20);
        assertThat(result.runs().replications()).isEqualTo(40);
        // Half as many observations as replications.
        assertThat(Findings.of(result)
                        .ranking()
                        .orElseThrow()
                        .rows()
                        .get(0)
                        .competitor()
                        .values())
                .hasSize(20);
    }

    /** The noise of each strategy by itself is |u - 1/2|, the same in both of a pair: mirroring loses. */
    @Test
    void theyAreSwitchedOffWhereTheyDoNot() {
        Experiment experiment = mirrored(40, "tight");
        ExperimentResult result = new ExperimentRunner(
                        2,
                        RunListener.SILENT,
                        new StopSignal(),
                        (contender, world, streams, options) -> InventedRuns.withWait(
                                InventedRuns.run(contender, world, streams, options),
                                10 + Math.abs(streams.sequential("noise").nextDouble() - 0.5)))
                .run(experiment);

        assertThat(result.antithetic().orElseThrow().used()).isFalse();
        assertThat(result.antithetic().orElseThrow().varianceRatio()).isLessThan(0.6);
        assertThat(result.experiment().replicate()).isEqualTo(new Replicate.Regenerate(40));
        assertThat(Findings.of(result)
                        .ranking()
                        .orElseThrow()
                        .rows()
                        .get(0)
                        .competitor()
                        .values())
                .hasSize(40);
    }

    /** Switched off, the results are those of a scenario that never asked. */
    @Test
    void everySecondReplicationIsTheOneOfThePlainScenario() {
        List<Long> mirrored = digests(run(mirrored(40, "tight")));
        List<Long> plain = digests(run(InventedRuns.experiment(40, "tight")));
        for (int i = 0; i < 40; i++) {
            assertThat(mirrored.get(i).equals(plain.get(i)))
                    .as("replication " + i)
                    .isEqualTo(i % 2 == 0);
        }
    }

    private static List<Long> digests(ExperimentResult result) {
        return result.runs().finished(0).stream().map(RunResult::digest).toList();
    }
}
