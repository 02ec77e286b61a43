package io.ecsim.experiments.output;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code results.csv}: one row a finished run, with every metric. */
final class RunsTable {

    private RunsTable() {}

    static Table of(Findings findings) {
        boolean varied = findings.experiment().hasVariants();
        List<Column> columns = new ArrayList<>();
        if (varied) {
            columns.add(Column.text("variant", "Variant", "Name of the variant of the scenario."));
        }
        columns.addAll(List.of(
                Column.text("strategy", "Strategy", "Name of the strategy."),
                Column.integer("replication", "Replication", "", "Index of the replication, from 0."),
                count("requested", "Requested", "Tasks that arrived after the warm-up."),
                count("placed", "Placed", "Of these, tasks placed at least once."),
                count("completed", "Completed", "Of these, tasks that ran to their end."),
                count("failed", "Failed", "Of these, tasks given up."),
                count("waiting", "Waiting", "Of these, tasks waiting at the end."),
                count("running", "Running", "Of these, tasks running at the end.")));
        for (Metric metric : Metric.values()) {
            if (metric != Metric.COMPLETED) {
                columns.add(MetricColumns.of(metric));
            }
        }
        columns.add(Column.integer("events", "Events", "", "Engine events handled."));
        columns.add(Column.text("digest", "Digest", "Checksum of every placement and end, in order."));
        List<List<Cell>> rows = new ArrayList<>();
        List<Contender> contenders = findings.experiment().contenders();
        for (int i = 0; i < contenders.size(); i++) {
            for (RunResult run : findings.result().runs().finished(i)) {
                rows.add(row(contenders.get(i), varied, run));
            }
        }
        return new Table("results", "Every run", columns, rows);
    }

    private static Column count(String key, String title, String description) {
        return Column.integer(key + "_tasks", title, "tasks", description);
    }

    private static List<Cell> row(Contender contender, boolean varied, RunResult run) {
        TaskCounts counts = run.counts();
        List<Cell> row = new ArrayList<>();
        if (varied) {
            row.add(Cell.text(contender.variant().name()));
        }
        row.addAll(List.of(
                Cell.text(contender.strategy().name()),
                Cell.whole(run.replication()),
                Cell.whole(counts.requested()),
                Cell.whole(counts.placed()),
                Cell.whole(counts.completed()),
                Cell.whole(counts.failed()),
                Cell.whole(counts.waiting()),
                Cell.whole(counts.running())));
        for (Metric metric : Metric.values()) {
            if (metric != Metric.COMPLETED) {
                double value = run.value(metric);
                row.add(Double.isNaN(value) ? Cell.unknown("this run has no such value") : Cell.real(value));
            }
        }
        row.add(Cell.whole(run.events()));
        row.add(Cell.text(digest(run)));
        return row;
    }

    /** Returns the digest of a run as 16 hexadecimal digits. */
    static String digest(RunResult run) {
        return String.format(Locale.ROOT, "%016x", run.digest());
    }
}
