package io.ecsim.experiments.output;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.experiments.statistics.Ranking;
import io.ecsim.experiments.sweep.AxisGroups;
import io.ecsim.experiments.sweep.Judgement;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.experiments.sweep.SweepFindings;
import io.ecsim.experiments.sweep.SweptRun;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of a sweep: every point, every axis, every run. */
final class SweepTables {

    /** Most rows of a table on the page; its CSV has all. */
    static final int MOST_ROWS = 500;

    private final SweepFindings findings;
    private final Sweep sweep;

    SweepTables(SweepFindings findings) {
        this.findings = findings;
        this.sweep = findings.sweep();
    }

    /** Who is best at each point, by how much, and whether that can be told. */
    Table points(Metric metric) {
        List<Column> columns = new ArrayList<>(axisColumns());
        columns.addAll(verdictColumns(metric));
        List<List<Cell>> rows = new ArrayList<>();
        sweep.points().forEach(point -> {
            List<Cell> row = new ArrayList<>();
            point.values().forEach(value -> row.add(Cell.text(value.text())));
            row.addAll(verdict(findings.atPoints(metric).get(point.index())));
            rows.add(row);
        });
        return new Table(
                "points-" + SweepFigures.key(metric), MetricColumns.title(metric) + " at every point", columns, rows);
    }

    /** Every contender's mean at every point, one row each. */
    Table means(Metric metric) {
        List<Column> columns = new ArrayList<>(axisColumns());
        columns.add(ContenderColumn.of(sweep.first()));
        columns.add(MetricColumns.of(metric));
        columns.add(Column.text("feasible", "Keeps the conditions", "Whether it keeps objective.subjectTo there."));
        List<List<Cell>> rows = new ArrayList<>();
        sweep.points().forEach(point -> {
            Judgement judgement = findings.atPoints(metric).get(point.index());
            for (int contender = 0; contender < sweep.contenders().size(); contender++) {
                List<Cell> row = new ArrayList<>();
                point.values().forEach(value -> row.add(Cell.text(value.text())));
                row.add(Cell.text(sweep.contenders().get(contender)));
                row.add(estimate(judgement.competitor(contender).moments()));
                row.add(Cell.text(judgement.competitor(contender).feasible() ? "yes" : "no"));
                rows.add(row);
            }
        });
        return new Table(
                "means-" + SweepFigures.key(metric), MetricColumns.title(metric) + " of everyone", columns, rows);
    }

    /** Who is best along one axis, by the mean over all points that share a value. */
    Table along(Metric metric, int axis) {
        AxisGroups groups = AxisGroups.of(sweep, axis);
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(
                groups.scale().key(),
                sweep.axes().get(axis).name(),
                groups.scale().title()));
        columns.add(Column.integer("points", "Points", "", "How many points share it."));
        columns.addAll(verdictColumns(metric));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < groups.points().size(); i++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.text(groups.scale().marks().get(i).label()));
            row.add(Cell.whole(groups.points().get(i).size()));
            row.addAll(verdict(findings.judge(metric, groups.points().get(i))));
            rows.add(row);
        }
        return new Table(
                "along-" + SweepFigures.key(metric) + "-" + (axis + 1),
                MetricColumns.title(metric) + " along " + sweep.axes().get(axis).path(),
                columns,
                rows);
    }

    private List<Column> axisColumns() {
        List<Column> columns = new ArrayList<>();
        List<String> keys = AxisGroups.keys(sweep.axes());
        for (Axis axis : sweep.axes()) {
            columns.add(Column.text(keys.get(columns.size()), axis.name(), "The value of " + axis.path() + "."));
        }
        return columns;
    }

    private static List<Column> verdictColumns(Metric metric) {
        return List.of(
                Column.text("best", "Best", "The best value; = where it cannot be told from the next."),
                MetricColumns.of(metric),
                MetricColumns.of(metric, "behind", "Behind", "How far the next is behind, with its 95 % interval."),
                Column.text("next", "Next", "The second in rank."));
    }

    private List<Cell> verdict(Judgement judgement) {
        List<Ranking.Row> rows = judgement.ranking().rows();
        if (judgement.best() < 0) {
            Cell unknown = Cell.unknown("nobody has a value");
            return List.of(unknown, unknown, unknown, unknown);
        }
        Ranking.Row first = rows.get(0);
        String mark = (judgement.separable() ? "" : "=") + (judgement.feasible() ? "" : "x");
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(mark + first.competitor().name()));
        cells.add(Cell.real(first.mean()));
        Optional<Ranking.Row> next = judgement.next();
        cells.add(next.flatMap(Ranking.Row::toFirst)
                .map(difference -> behind(judgement, difference))
                .orElse(Cell.unknown("there is nothing to compare")));
        cells.add(next.map(row -> Cell.text(row.competitor().name())).orElse(Cell.unknown("there is one competitor")));
        return cells;
    }

    private Cell behind(Judgement judgement, PairedDifference difference) {
        boolean higher = judgement
                .first()
                .map(Comparison::difference)
                .map(each -> each.mean() < 0)
                .orElse(false);
        PairedDifference shown = higher ? difference.reversed() : difference;
        Interval interval = shown.interval();
        return Cell.estimate(shown.mean(), interval.lower(), interval.upper());
    }

    private static Cell estimate(Moments moments) {
        Interval interval = moments.meanInterval(Findings.CONFIDENCE);
        return Cell.estimate(moments.mean(), interval.lower(), interval.upper());
    }

    /** {@code results.csv}: one row a finished run. */
    Table runs() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.integer("point", "Point", "", "Index of the point, from 0."));
        columns.addAll(axisColumns());
        columns.add(ContenderColumn.of(sweep.first()));
        columns.add(Column.integer("replication", "Replication", "", "Index of the replication, from 0."));
        for (Metric metric : Metric.values()) {
            columns.add(MetricColumns.of(metric));
        }
        columns.add(Column.integer("events", "Events", "", "Engine events handled."));
        columns.add(Column.text("digest", "Digest", "Checksum of every placement and end, in order."));
        List<List<Cell>> rows = new ArrayList<>();
        for (int point = 0; point < sweep.points().size(); point++) {
            for (int contender = 0; contender < sweep.contenders().size(); contender++) {
                for (int r = 0; r < sweep.first().replicate().count(); r++) {
                    int at = point;
                    String name = sweep.contenders(point).get(contender).name();
                    findings.result().run(point, contender, r).ifPresent(run -> rows.add(row(at, name, run)));
                }
            }
        }
        return new Table("results", "Every run", columns, rows);
    }

    private List<Cell> row(int point, String contender, SweptRun run) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.whole(point));
        sweep.points().get(point).values().forEach(value -> row.add(Cell.text(value.text())));
        row.add(Cell.text(contender));
        row.add(Cell.whole(run.replication()));
        for (Metric metric : Metric.values()) {
            double value = run.value(metric);
            row.add(Double.isNaN(value) ? Cell.unknown("this run has no such value") : Cell.real(value));
        }
        row.add(Cell.whole(run.events()));
        row.add(Cell.text(String.format(Locale.ROOT, "%016x", run.digest())));
        return row;
    }
}
