package io.ecsim.experiments.output;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.findings.DrillFindings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** {@code drill.csv}: each variant and strategy through the drill, the undisturbed first. */
final class DrillTable {

    private static final List<Metric> METRICS = List.of(Metric.REQUEST_ERRORS, Metric.BILLED, Metric.LOST_WORK);

    private DrillTable() {}

    static Table of(DrillFindings drill) {
        boolean services = drill.rows().stream()
                .anyMatch(standing -> drill.recoverySeconds(standing).isPresent());
        List<Column> columns = new ArrayList<>();
        boolean strategies = drill.all().experiment().strategies().size() > 1;
        columns.add(Column.text("variant", "Variant", "Without the drill, with it, or with it on a fleet made ready."));
        if (strategies) {
            columns.add(Column.text("strategy", "Strategy", "Name of the strategy."));
        }
        if (services) {
            columns.add(Column.percent(
                    "trough", "Least healthy", 1, "Least share of healthy among desired tasks of a service."));
            if (!drill.drill().beside().isEmpty()) {
                columns.add(Column.duration(
                        "deployment_s", "Deployment", "What the deployment takes that goes with the drill."));
            }
            columns.add(Column.duration(
                    "recovery_s", "Recovery", "Until every service was whole again for 60 s; mean over replications."));
        }
        METRICS.stream()
                .filter(metric -> RunFigures.isKnown(drill.all(), metric))
                .map(MetricColumns::of)
                .forEach(columns::add);
        columns.add(Column.number(
                "lost_tasks", "Tasks lost", "", 1, "Tasks on what the drill took: instances, places of Fargate."));
        List<List<Cell>> rows = new ArrayList<>();
        for (Standing standing : drill.rows()) {
            rows.add(row(drill, standing, strategies, services));
        }
        return new Table("drill", "Through the drill: means over replications", columns, rows);
    }

    private static List<Cell> row(DrillFindings drill, Standing standing, boolean strategies, boolean services) {
        Contender contender = drill.all().contender(standing);
        boolean calm = DrillFindings.isUndisturbed(contender);
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(contender.variant().name()));
        if (strategies) {
            row.add(Cell.text(contender.strategy().name()));
        }
        if (services) {
            boolean felt = drill.trough(standing).isPresent();
            row.add(known(felt || !calm ? drill.trough(standing) : OptionalDouble.of(standing.mean(Metric.TROUGH))));
            if (!drill.drill().beside().isEmpty()) {
                row.add(known(drill.deploymentSeconds(standing)));
            }
            row.add(calm && drill.drill().beside().isEmpty() ? Cell.real(0) : recovery(drill, standing));
        }
        METRICS.stream()
                .filter(metric -> RunFigures.isKnown(drill.all(), metric))
                .forEach(metric -> row.add(known(OptionalDouble.of(standing.mean(metric)))));
        row.add(Cell.real(drill.tasksLost(standing)));
        return row;
    }

    private static Cell recovery(DrillFindings drill, Standing standing) {
        OptionalDouble seconds = drill.recoverySeconds(standing);
        return seconds.isPresent() && !drill.recovered(standing) ? Cell.above(seconds.getAsDouble()) : known(seconds);
    }

    private static Cell known(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble())
                ? Cell.real(value.getAsDouble())
                : Cell.unknown("no run has such a value");
    }
}
