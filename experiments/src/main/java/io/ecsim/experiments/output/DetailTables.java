package io.ecsim.experiments.output;

import io.ecsim.experiments.WorldSource;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.MetricSpread;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.run.Need;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.ComparisonWithBest;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables behind the ranking: every metric over the replications, every pair, and what each strategy needs. */
final class DetailTables {

    private static final double MICRO = 1e6;
    private static final int DECIMALS = 4;

    private DetailTables() {}

    /** Returns {@code summary.csv}: one row a strategy and metric, in the metric's unit. */
    static Table summary(Findings findings) {
        Table.Builder table = Table.builder(
                "summary",
                "Every metric over the replications",
                ContenderColumn.of(findings),
                Column.text("metric", "Metric", "Key of the metric."),
                Column.text("unit", "Unit", "Unit of the values; shares are 0 to 1."),
                Column.integer("replications", "Replications", "", "Replications that have a value."),
                number("mean", "Mean"),
                number("standard_deviation", "Standard deviation"),
                number("least", "Least"),
                number("lower_quartile", "25 % quantile"),
                number("median", "Median"),
                number("upper_quartile", "75 % quantile"),
                number("greatest", "Greatest"));
        for (Standing standing : findings.standings()) {
            standing.spreads().forEach((metric, spread) -> table.row(summaryRow(standing, metric, spread)));
        }
        return table.build();
    }

    private static Cell[] summaryRow(Standing standing, Metric metric, MetricSpread spread) {
        Cell deviation = Double.isFinite(spread.standardDeviation())
                ? Cell.real(spread.standardDeviation())
                : Cell.unknown("one replication");
        return new Cell[] {
            Cell.text(standing.strategy()),
            Cell.text(metric.key()),
            Cell.text(metric.unit()),
            Cell.whole(spread.count()),
            Cell.real(spread.mean()),
            deviation,
            Cell.real(spread.least()),
            Cell.real(spread.lowerQuartile()),
            Cell.real(spread.median()),
            Cell.real(spread.upperQuartile()),
            Cell.real(spread.greatest())
        };
    }

    /** Returns the metrics for reading: one row a metric, one column a strategy, in the order of rank. */
    static Table metrics(Findings findings) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("metric", "Metric", "Name of the metric."));
        for (Standing standing : findings.standings()) {
            columns.add(Column.text(
                    findings.experiment().contenderNoun() + "_" + (standing.order() + 1),
                    standing.strategy(),
                    "Mean over replications, ± their spread."));
        }
        columns.add(Column.text("definition", "Definition", "What the metric is."));
        List<List<Cell>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (findings.standings().stream()
                    .anyMatch(standing -> standing.spreads().containsKey(metric))) {
                rows.add(metricRow(findings, metric));
            }
        }
        return new Table("metrics", "Every metric: mean ± standard deviation over replications", columns, rows);
    }

    private static List<Cell> metricRow(Findings findings, Metric metric) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(MetricColumns.title(metric)));
        for (Standing standing : findings.standings()) {
            MetricSpread spread = standing.spreads().get(metric);
            row.add(spread == null ? Cell.unknown("no run has such a value") : Cell.text(text(metric, spread)));
        }
        row.add(Cell.text(metric.definition()));
        return row;
    }

    private static String text(Metric metric, MetricSpread spread) {
        String mean = MetricColumns.text(metric, spread.mean());
        return Double.isFinite(spread.standardDeviation())
                ? mean + " ± " + MetricColumns.text(metric, spread.standardDeviation())
                : mean;
    }

    /** Returns {@code comparisons.csv}: every pair that was compared, the better mean first. */
    static Table comparisons(Findings findings) {
        Metric metric = findings.experiment().objective().metric();
        Table.Builder table = Table.builder(
                "comparisons",
                "Every pair: " + MetricColumns.title(metric),
                Column.text("first", "First", "The one with the better mean."),
                Column.text("second", "Second", "The other one."),
                Column.integer("pairs", "Pairs", "", "Replications that both finished."),
                MetricColumns.of(metric, "difference", "Second minus first [95 %]", "Mean paired difference."),
                number("p", "p"),
                number("p_holm", "p (Holm)"),
                Column.text("verdict", "Verdict", "What follows for the pair."));
        findings.ranking()
                .ifPresent(
                        ranking -> ranking.comparisons().forEach(comparison -> table.row(comparisonRow(comparison))));
        return table.build();
    }

    private static Cell[] comparisonRow(Comparison comparison) {
        var difference = comparison.difference();
        return new Cell[] {
            Cell.text(comparison.first()),
            Cell.text(comparison.second()),
            Cell.whole(difference.pairs()),
            Cell.estimate(
                    difference.mean(),
                    difference.interval().lower(),
                    difference.interval().upper()),
            probability(difference.pValue()),
            probability(comparison.adjustedPValue()),
            Cell.text(comparison.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        };
    }

    /** Returns {@code best.csv}: how far each is behind the best of the others; absent where nothing was compared. */
    static Optional<Table> withBest(Findings findings) {
        Metric metric = findings.experiment().objective().metric();
        return findings.withBest().map(best -> {
            Table.Builder table = Table.builder(
                    "best",
                    "Compared with the best of the others (Hsu): " + MetricColumns.title(metric),
                    ContenderColumn.of(findings),
                    MetricColumns.of(
                            metric,
                            "behind_best",
                            "Behind the best of the others",
                            "Mean paired difference to the best of the others; below 0 where it is better. The"
                                    + " intervals hold together with 95 % confidence and end at 0 where they would not"
                                    + " reach it."),
                    Column.text("may_be_best", "May be the best", "Whether it is not shown to be worse than another."));
            for (ComparisonWithBest.Row row : best.rows()) {
                table.row(
                        Cell.text(row.name()),
                        Cell.estimate(
                                row.behind(),
                                row.interval().lower(),
                                row.interval().upper()),
                        Cell.text(row.mayBeBest() ? "yes" : "no"));
            }
            return table.build();
        });
    }

    private static Cell probability(double value) {
        return Double.isFinite(value) ? Cell.real(value) : Cell.unknown("one pair or none");
    }

    /** Returns {@code need.csv}: what each strategy needs and what that costs, in the order of rank. */
    static Table need(Findings findings) {
        Table.Builder table = Table.builder(
                "need",
                "Fewest instances that keep the conditions",
                ContenderColumn.of(findings),
                Column.integer("need_instances", "Need", "instances", "Fewest instances that keep the conditions."),
                Column.money("need_usd_per_hour", "Price of it", "USD/h", 2, "Their price an hour."),
                Column.integer(
                        "stated_instances",
                        "Stated",
                        "instances",
                        findings.experiment().hasVariants()
                                ? "Instances of the variant."
                                : "Instances of the scenario."),
                Column.money("stated_usd_per_hour", "Price of these", "USD/h", 2, "Their price an hour."));
        for (Standing standing : findings.standings()) {
            WorldSource worlds = findings.contender(standing).worlds();
            standing.need()
                    .ifPresent(need -> table.row(
                            Cell.text(standing.strategy()),
                            RankingTable.need(need),
                            price(worlds, need),
                            Cell.whole(worlds.instances()),
                            Cell.real(worlds.microUsdPerHour(worlds.instances()) / MICRO)));
        }
        return table.build();
    }

    private static Cell price(WorldSource worlds, Need need) {
        double usd = worlds.microUsdPerHour(need.instances().orElse(need.tried())) / MICRO;
        return need.isFound() ? Cell.real(usd) : Cell.above(usd);
    }

    private static Column number(String key, String title) {
        return Column.number(key, title, "", DECIMALS, title + ".");
    }
}
