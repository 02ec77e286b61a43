package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.PriorityWaits;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How long tasks of each priority wait, for a workload with more than one. */
final class PriorityTable {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final int DECIMALS = 3;

    private PriorityTable() {}

    /** Returns {@code wait-by-priority.csv}: one row a strategy and priority; nothing when all tasks have the same. */
    static Optional<Table> of(Findings findings) {
        Table.Builder table = Table.builder(
                "wait-by-priority",
                "Wait by priority: means over replications",
                ContenderColumn.of(findings),
                Column.text("priority", "Priority", "A greater one is served first."),
                Column.number(
                        "requested",
                        "Tasks",
                        "tasks",
                        1,
                        "Tasks requested, in replications with tasks of this priority and of another."),
                Column.number("wait_mean", "Mean wait", "s", DECIMALS, "Mean wait of the tasks placed."),
                Column.number(
                        "wait_p95",
                        "p95 wait",
                        "s",
                        DECIMALS,
                        "95 % quantile of the wait; tasks never placed are censored (Kaplan and Meier 1958)."),
                Column.percent("unplaced", "Unplaced", 2, "Tasks never placed, of those requested."));
        boolean any = false;
        for (Standing standing : findings.standings()) {
            TreeMap<Integer, List<PriorityWaits>> waits = new TreeMap<>(Comparator.reverseOrder());
            for (RunResult run : findings.result().runs().pairedRuns(standing.order())) {
                for (PriorityWaits each : run.waitsByPriority()) {
                    waits.computeIfAbsent(each.priority(), priority -> new ArrayList<>())
                            .add(each);
                }
            }
            waits.forEach((priority, runs) -> table.row(row(standing.strategy(), priority, runs)));
            any |= !waits.isEmpty();
        }
        return any ? Optional.of(table.build()) : Optional.empty();
    }

    private static Cell[] row(String strategy, int priority, List<PriorityWaits> runs) {
        List<Double> means = new ArrayList<>();
        List<Double> quantiles = new ArrayList<>();
        List<Double> unplaced = new ArrayList<>();
        boolean reached = true;
        for (PriorityWaits run : runs) {
            run.meanSeconds().ifPresent(means::add);
            run.unplaced().ifPresent(unplaced::add);
            OptionalLong quantile = run.waits().quantileMicros(0.95);
            reached &= quantile.isPresent();
            quantile.ifPresent(micros -> quantiles.add(micros / MICROS_PER_SECOND));
        }
        return new Cell[] {
            Cell.text(strategy),
            Cell.text(Integer.toString(priority)),
            Cell.real(
                    runs.stream().mapToLong(PriorityWaits::requested).average().orElse(0)),
            mean(means, "no task was placed"),
            reached ? mean(quantiles, "no task was requested") : Cell.unknown("too many were never placed"),
            mean(unplaced, "no task was requested")
        };
    }

    private static Cell mean(List<Double> values, String otherwise) {
        return values.isEmpty()
                ? Cell.unknown(otherwise)
                : Cell.real(values.stream().mapToDouble(Double::doubleValue).sum() / values.size());
    }
}
