package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.PriorityWaits;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.WaitDistribution;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Table;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PriorityTableTest {

    private static final long SECOND = 1_000_000;

    private static Findings findings(IntFunction<List<PriorityWaits>> ofReplication) {
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
                            ofReplication.apply(run.replication()),
                            run.series(),
                            run.refusals(),
                            run.calls(),
                            run.controlPlane(),
                            run.clusters(),
                            run.events(),
                            run.digest());
                });
        return Findings.of(runner.run(InventedRuns.experiment(2, "tight")));
    }

    /** As many tasks waited 2 s and 4 s; some were never placed. */
    private static PriorityWaits waits(int priority, long each, long unplaced) {
        WaitDistribution waits = new WaitDistribution(
                new long[] {2 * SECOND, 4 * SECOND},
                new long[] {each, each},
                unplaced == 0 ? new long[0] : new long[] {5 * SECOND},
                unplaced == 0 ? new long[0] : new long[] {unplaced});
        return new PriorityWaits(priority, 2 * each + unplaced, 6 * SECOND * each, waits);
    }

    @Test
    void onePriorityNeedsNoTable() {
        assertThat(PriorityTable.of(findings(replication -> List.of()))).isEmpty();
    }

    @Test
    void theGreatestIsFirstAndValuesAreMeansOfReplications() {
        Table table = PriorityTable.of(findings(
                        replication -> List.of(waits(9, 10, 0), waits(0, replication == 0 ? 10 : 20, 10))))
                .orElseThrow();

        assertThat(table.rows())
                .containsExactly(
                        List.of(
                                Cell.text("tight"),
                                Cell.text("9"),
                                Cell.real(20),
                                Cell.real(3),
                                Cell.real(4),
                                Cell.real(0)),
                        List.of(
                                Cell.text("tight"),
                                Cell.text("0"),
                                Cell.real(40),
                                Cell.real(3),
                                Cell.unknown("too many were never placed"),
                                Cell.real((10 / 30.0 + 10 / 50.0) / 2)));
    }

    @Test
    void aReplicationWithoutTasksOfAPriorityIsLeftOutOfItsRow() {
        Table table = PriorityTable.of(findings(replication -> replication == 0
                        ? List.of(waits(9, 10, 0), waits(0, 10, 0))
                        : List.of(waits(9, 30, 0), waits(5, 1, 0))))
                .orElseThrow();

        assertThat(table.rows())
                .extracting(row -> row.get(1), row -> row.get(2))
                .containsExactly(
                        tuple(Cell.text("9"), Cell.real(40)),
                        tuple(Cell.text("5"), Cell.real(2)),
                        tuple(Cell.text("0"), Cell.real(20)));
    }
}
