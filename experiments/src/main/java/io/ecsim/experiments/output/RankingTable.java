package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.run.Need;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The ranked table that a terminal and the report show. */
final class RankingTable {

    /** After the rank of a strategy that shares it. */
    static final String TIED = "=";

    /** After the rank of a strategy that breaks a condition. */
    static final String INFEASIBLE = " x";

    private static final List<Metric> BEFORE_NEED = List.of(Metric.UNPLACED);

    private RankingTable() {}

    static Table of(Findings findings) {
        Metric metric = findings.experiment().objective().metric();
        List<Standing> standings = findings.standings();
        List<PairedDifference> differences = standings.stream()
                .flatMap(standing -> standing.toFirst().stream())
                .toList();
        Scale scale = Scale.of(metric, differences.stream().mapToDouble(PairedDifference::mean))
                .decimalsFor(differences.stream()
                        .flatMapToDouble(difference -> DoubleStream.of(
                                difference.mean(),
                                difference.interval().lower(),
                                difference.interval().upper())));
        boolean searched = !findings.result().needs().isEmpty();
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("rank", "Rank", "1 is best; = shares its rank, x breaks a condition."),
                ContenderColumn.of(findings),
                MetricColumns.of(metric, "objective", MetricColumns.title(metric), metric.definition()),
                scale.difference()
                        .column(
                                "behind",
                                "Difference to first",
                                "Paired difference to the first with its 95 % interval.")));
        List<Metric> beside = beside(findings);
        beside.stream().filter(BEFORE_NEED::contains).map(MetricColumns::of).forEach(columns::add);
        if (searched) {
            columns.add(Column.integer("need_instances", "Need", "", "Fewest instances that keep the conditions."));
        }
        beside.stream()
                .filter(other -> !BEFORE_NEED.contains(other))
                .map(MetricColumns::of)
                .forEach(columns::add);
        List<List<Cell>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            rows.add(row(standing, scale, searched, beside));
        }
        return new Table("ranking", "Ranking", columns, rows);
    }

    private static List<Cell> row(Standing standing, Scale scale, boolean searched, List<Metric> beside) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(rank(standing)));
        row.add(Cell.text(standing.strategy()));
        row.add(standing.isLowerBound() ? Cell.above(standing.objective()) : known(standing.objective()));
        row.add(standing.toFirst()
                .map(difference -> difference(difference, scale))
                .orElse(Cell.whole(0)));
        beside.stream().filter(BEFORE_NEED::contains).forEach(metric -> row.add(metric(standing, metric)));
        if (searched) {
            row.add(standing.need().map(RankingTable::need).orElse(Cell.unknown("search stopped")));
        }
        beside.stream()
                .filter(metric -> !BEFORE_NEED.contains(metric))
                .forEach(metric -> row.add(metric(standing, metric)));
        return row;
    }

    /** Returns the metrics beside the objective; those of the control plane where it has them, in place of waits. */
    private static List<Metric> beside(Findings findings) {
        Metric objective = findings.experiment().objective().metric();
        boolean plain = !ControlPlaneRuns.areThere(findings);
        List<Metric> all = plain
                ? List.of(Metric.UNPLACED, Metric.EXPOSURE)
                : List.of(
                        Metric.UNPLACED,
                        Metric.DEPLOYMENT_TIME,
                        Metric.TROUGH,
                        Metric.RECOVERY,
                        Metric.START_LATENCY_P95,
                        Metric.PULLED,
                        Metric.EXPOSURE);
        return all.stream()
                .filter(metric -> plain || metric != objective && RunFigures.isTelling(findings, metric))
                .toList();
    }

    /** Returns the rank with its marks. */
    static String rank(Standing standing) {
        return standing.rank() + (standing.tied() ? TIED : "") + (standing.isFeasible() ? "" : INFEASIBLE);
    }

    /** Returns need as a cell: a number, or more than the most that were tried. */
    static Cell need(Need need) {
        return need.isFound() ? Cell.whole(need.instances().getAsInt()) : Cell.above(need.tried());
    }

    private static Cell difference(PairedDifference difference, Scale scale) {
        return Cell.estimate(
                scale.of(difference.mean()),
                scale.of(difference.interval().lower()),
                scale.of(difference.interval().upper()));
    }

    private static Cell metric(Standing standing, Metric metric) {
        return known(standing.mean(metric));
    }

    private static Cell known(double value) {
        return Double.isFinite(value) ? Cell.real(value) : Cell.unknown("no run has such a value");
    }
}
