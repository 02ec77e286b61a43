package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.ScatterPlot;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What moving tasks costs and brings: the frontier of cost against churn, where a competitor repacks. */
final class RepackingSection {

    private static final double CONFIDENCE = 0.95;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Findings findings;

    /** What is to be saved: the price of the instances in use, or their number where they have no price. */
    private final Metric cost;

    private RepackingSection(Findings findings) {
        this.findings = findings;
        boolean priced = findings.standings().stream().anyMatch(standing -> standing.mean(Metric.IN_USE_PRICE) > 0);
        this.cost = priced ? Metric.IN_USE_PRICE : Metric.IN_USE;
    }

    /** Returns the section; nothing where nobody repacks. */
    static Optional<Section> of(Findings findings) {
        boolean repacks =
                findings.standings().stream().anyMatch(standing -> Double.isFinite(standing.mean(Metric.MOVE_RATE)));
        return repacks ? Optional.of(new RepackingSection(findings).section()) : Optional.empty();
    }

    private Section section() {
        return new Section(
                "Cost against churn",
                Part.text(
                                "What emptying instances saves, and the tasks that are stopped and begin anew for it. Who does not"
                                        + " repack moves none.")
                        .with(frontier())
                        .with(table()));
    }

    private ScatterPlot frontier() {
        Axis x = Axis.linear("moves_per_hour", "Tasks moved", "moves/h");
        Axis y = cost == Metric.IN_USE_PRICE
                ? Axis.linear("in_use_usd_per_hour", "Price of the instances in use", "USD/h")
                : Axis.linear("in_use_instances", "Mean instances in use", "instances");
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            Moments moves = Moments.of(moves(standing));
            Moments costs = Moments.of(values(standing, cost));
            points.add(new ScatterPlot.Point(
                    ComparisonFigures.series(standing), moves.mean(), costs.mean(), span(moves), span(costs)));
        }
        String bars = findings.pairs() > 1 ? " Bars are 95 % intervals of each mean." : "";
        return new ScatterPlot(
                "cost-against-churn",
                "What repacking saves, and how many tasks it moves",
                "Across: tasks stopped and started elsewhere, an hour. Up: "
                        + (cost == Metric.IN_USE_PRICE ? "mean price of" : "mean number of")
                        + " the instances in use. Lower left is better; the line joins what nothing beats on both."
                        + bars,
                x,
                y,
                points);
    }

    private static ScatterPlot.Span span(Moments moments) {
        Interval interval = moments.meanInterval(CONFIDENCE);
        boolean known = moments.count() > 1 && interval.lower() < interval.upper();
        return known ? new ScatterPlot.Span(interval.lower(), interval.upper()) : ScatterPlot.Span.NONE;
    }

    /** Returns the table in order of moves, the fewest first: savings are against that one. */
    private Table table() {
        boolean priced = cost == Metric.IN_USE_PRICE;
        String unit = priced ? "USD/h" : "instances";
        List<Standing> byMoves = new ArrayList<>(findings.standings());
        byMoves.sort(Comparator.comparingDouble(
                        (Standing standing) -> Moments.of(moves(standing)).mean())
                .thenComparingInt(Standing::order));
        Standing least = byMoves.get(0);
        Table.Builder table = Table.builder(
                "cost-against-churn-table",
                "Cost against churn: means over replications, with 95 % intervals",
                ContenderColumn.of(findings),
                Column.number("moves_per_hour", "Moves", "moves/h", 1, Metric.MOVE_RATE.definition()),
                Column.number("in_use_instances", "In use", "instances", 2, Metric.IN_USE.definition()),
                Column.number(priced ? "cost_usd_per_hour" : "cost_instances", "Cost", unit, 2, cost.definition()),
                Column.number(
                        priced ? "saved_usd_per_hour" : "saved_instances",
                        "Saved",
                        unit,
                        2,
                        "Cost of " + least.strategy() + ", which moves least, less this one's, in pairs."),
                Column.number(
                        "lost_work_vcpu",
                        "Lost work",
                        "vCPU",
                        2,
                        "Work thrown away by moves and failures, per time: so many vCPUs work for nothing."),
                Column.text("on_frontier", "On the frontier", "Whether no other is better on both cost and moves."));
        List<ScatterPlot.Point> best = frontier().frontier();
        for (Standing standing : byMoves) {
            boolean onFrontier = best.stream().anyMatch(point -> point.series().order() == standing.order());
            table.row(
                    Cell.text(standing.strategy()),
                    estimate(moves(standing)),
                    estimate(values(standing, Metric.IN_USE)),
                    estimate(values(standing, cost)),
                    standing.order() == least.order() ? Cell.real(0) : saved(least, standing),
                    estimate(lostVcpus(standing)),
                    Cell.text(onFrontier ? "yes" : "no"));
        }
        return table.build();
    }

    private Cell saved(Standing least, Standing standing) {
        PairedDifference saved = PairedDifference.of(values(standing, cost), values(least, cost), CONFIDENCE);
        Interval interval = saved.interval();
        return Double.isFinite(interval.upper() - interval.lower())
                ? Cell.estimate(saved.mean(), interval.lower(), interval.upper())
                : Cell.real(saved.mean());
    }

    private static Cell estimate(double[] values) {
        Moments moments = Moments.of(values);
        Interval interval = moments.meanInterval(CONFIDENCE);
        return moments.count() > 1
                ? Cell.estimate(moments.mean(), interval.lower(), interval.upper())
                : Cell.real(moments.mean());
    }

    private double[] moves(Standing standing) {
        return values(standing, Metric.MOVE_RATE); // absent where nobody repacks, which is none
    }

    private double[] values(Standing standing, Metric metric) {
        return findings.result().runs().pairedRuns(standing.order()).stream()
                .mapToDouble(run -> run.metrics().getOrDefault(metric, 0.0))
                .toArray();
    }

    private double[] lostVcpus(Standing standing) {
        return findings.result().runs().pairedRuns(standing.order()).stream()
                .mapToDouble(RepackingSection::lostVcpus)
                .toArray();
    }

    private static double lostVcpus(RunResult run) {
        double seconds = run.bill().measuredMicros() / MICROS_PER_SECOND;
        return seconds > 0 ? run.metrics().getOrDefault(Metric.LOST_WORK, 0.0) / seconds : 0;
    }
}
