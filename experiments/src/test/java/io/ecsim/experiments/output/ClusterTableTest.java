package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.ClusterUse;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.table.Cell;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ClusterTableTest {

    private static final long SECOND = 1_000_000;

    private static Findings findings(IntFunction<List<ClusterUse>> ofReplication) {
        ExperimentRunner runner =
                new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), (world, strategy, streams, options) -> {
                    RunResult run = InventedRuns.run(world, strategy, streams, options);
                    return new RunResult(
                            run.strategy(),
                            run.seed(),
                            run.replication(),
                            run.counts(),
                            run.metrics(),
                            run.waits(),
                            run.waitsByPriority(),
                            run.series(),
                            run.refusals(),
                            run.calls(),
                            run.controlPlane(),
                            ofReplication.apply(run.replication()),
                            run.events(),
                            run.digest());
                });
        return Findings.of(runner.run(InventedRuns.experiment(2, "tight")));
    }

    @Test
    void oneClusterNeedsNoTable() {
        assertThat(ClusterTable.of(findings(replication -> List.of()))).isEmpty();
    }

    @Test
    void valuesAreMeansOfReplications() {
        Findings findings = findings(replication -> List.of(
                new ClusterUse("web", 4, 100, 90 + 4 * replication, (90 + 4 * replication) * SECOND, 2 + replication),
                new ClusterUse("jobs", 2, 10, 0, 0, 0.25)));

        assertThat(ClusterTable.of(findings).orElseThrow().rows())
                .containsExactly(
                        List.of(
                                Cell.text("tight"),
                                Cell.text("web"),
                                Cell.whole(4),
                                Cell.real(100),
                                Cell.real(92),
                                Cell.real(8),
                                Cell.real(1),
                                Cell.real(2.5)),
                        List.of(
                                Cell.text("tight"),
                                Cell.text("jobs"),
                                Cell.whole(2),
                                Cell.real(10),
                                Cell.real(0),
                                Cell.real(10),
                                Cell.unknown("no task was placed"),
                                Cell.real(0.25)));
    }
}
