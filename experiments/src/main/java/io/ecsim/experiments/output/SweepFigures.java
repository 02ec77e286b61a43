package io.ecsim.experiments.output;

import io.ecsim.experiments.designs.Point;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.experiments.sweep.AxisGroups;
import io.ecsim.experiments.sweep.Judgement;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.experiments.sweep.SweepFindings;
import io.ecsim.observe.Metric;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.CrossoverMap;
import io.ecsim.reports.figure.MarkedScale;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TrendPlot;
import io.ecsim.reports.table.ColumnKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures of a sweep: a metric along each axis, and who wins where on two axes. */
final class SweepFigures {

    private static final double WIDE_RATIO = 30;

    private final SweepFindings findings;
    private final Sweep sweep;

    SweepFigures(SweepFindings findings) {
        this.findings = findings;
        this.sweep = findings.sweep();
    }

    /** A metric along an axis, a line for each contender. */
    TrendPlot trend(Metric metric, int axis) {
        AxisGroups groups = AxisGroups.of(sweep, axis);
        List<Judgement> judged = judged(metric, groups);
        int contenders = sweep.contenders().size();
        List<Double> all = new ArrayList<>();
        List<List<TrendPlot.Point>> raw = new ArrayList<>();
        for (int contender = 0; contender < contenders; contender++) {
            List<TrendPlot.Point> points = new ArrayList<>();
            for (int i = 0; i < judged.size(); i++) {
                Moments moments = judged.get(i).competitor(contender).moments();
                points.add(point(
                        groups.scale().marks().get(i).position(),
                        moments.mean(),
                        moments.meanInterval(Findings.CONFIDENCE)));
                all.add(moments.mean());
            }
            raw.add(points);
        }
        Scale scale = Scale.of(metric, all.stream().mapToDouble(value -> value));
        double[] means = all.stream()
                .mapToDouble(value -> value)
                .filter(Double::isFinite)
                .toArray();
        boolean wide = means.length > 0
                && Arrays.stream(means).min().orElse(0) > 0
                && Arrays.stream(means).max().orElse(0)
                                / Arrays.stream(means).min().orElse(1)
                        > WIDE_RATIO;
        String title = MetricColumns.title(metric);
        Axis y = wide
                ? Axis.logarithmic("value_" + scale.key(), title, scale.unit())
                : Axis.linear("value_" + scale.key(), title, scale.unit());
        return new TrendPlot(
                name(metric, axis),
                title + " along " + sweep.axes().get(axis).path(),
                "Points are means" + over(groups) + intervals(),
                groups.scale(),
                y,
                lines(raw, scale, 0));
    }

    /** How each contender differs from the first along an axis: where a line crosses zero, the two change places. */
    TrendPlot difference(Metric metric, int axis) {
        AxisGroups groups = AxisGroups.of(sweep, axis);
        List<Judgement> judged = judged(metric, groups);
        List<List<TrendPlot.Point>> raw = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int contender = 1; contender < sweep.contenders().size(); contender++) {
            List<TrendPlot.Point> points = new ArrayList<>();
            for (int i = 0; i < judged.size(); i++) {
                Judgement judgement = judged.get(i);
                PairedDifference difference = PairedDifference.of(
                        judgement.competitor(0).values(),
                        judgement.competitor(contender).values(),
                        Findings.CONFIDENCE);
                all.add(difference.mean());
                points.add(point(groups.scale().marks().get(i).position(), difference.mean(), difference.interval()));
            }
            raw.add(points);
        }
        Scale scale = Scale.of(metric, all.stream().mapToDouble(value -> value)).difference();
        String first = sweep.contenders().get(0);
        return new TrendPlot(
                name(metric, axis) + "-difference",
                "Difference to " + first,
                "Paired differences" + over(groups) + intervals()
                        + " Where a line crosses zero, the two change places; " + (higher(metric) ? "above" : "below")
                        + " zero is better than " + first + ".",
                groups.scale(),
                new Axis(
                        "difference_" + scale.key(),
                        "Difference in " + MetricColumns.phrase(metric),
                        scale.unit(),
                        ColumnKind.NUMBER,
                        false),
                lines(raw, scale, 1));
    }

    private boolean higher(Metric metric) {
        return metric == sweep.first().objective().metric()
                ? sweep.first().objective().higherIsBetter()
                : metric.higherIsBetter();
    }

    private List<Judgement> judged(Metric metric, AxisGroups groups) {
        return groups.points().stream()
                .map(points -> findings.judge(metric, points))
                .toList();
    }

    private static TrendPlot.Point point(double position, double mean, Interval interval) {
        boolean finite = Double.isFinite(interval.lower()) && Double.isFinite(interval.upper());
        return new TrendPlot.Point(
                position, mean, finite ? interval.lower() : Double.NaN, finite ? interval.upper() : Double.NaN);
    }

    private List<TrendPlot.Line> lines(List<List<TrendPlot.Point>> raw, Scale scale, int firstOrder) {
        List<TrendPlot.Line> lines = new ArrayList<>();
        for (List<TrendPlot.Point> points : raw) {
            int order = firstOrder + lines.size();
            lines.add(new TrendPlot.Line(
                    new SeriesName(sweep.contenders().get(order), order),
                    points.stream()
                            .map(point -> new TrendPlot.Point(
                                    point.position(),
                                    scale.of(point.value()),
                                    scale.of(point.low()),
                                    scale.of(point.high())))
                            .toList()));
        }
        return lines;
    }

    private static String over(AxisGroups groups) {
        boolean several = groups.points().stream().anyMatch(points -> points.size() > 1);
        return several ? " over all points that share the value" : "";
    }

    private String intervals() {
        return findings.result().pairs() > 1 ? ", bars 95 % intervals." : "; one replication, so no intervals.";
    }

    /** Who wins where on two axes; over all other axes, and where points lie anywhere, point by point. */
    CrossoverMap map(Metric metric, int across, int up) {
        boolean grid = findings.isFull();
        List<CrossoverMap.Place> places = new ArrayList<>();
        List<SeriesName> names = new ArrayList<>();
        for (String name : sweep.contenders()) {
            names.add(new SeriesName(name, names.size()));
        }
        AxisGroups x = AxisGroups.of(sweep, across);
        AxisGroups y = AxisGroups.of(sweep, up);
        if (grid) {
            for (List<Integer> column : x.points()) {
                for (List<Integer> row : y.points()) {
                    places.add(place(
                            metric,
                            across,
                            up,
                            column.stream().filter(row::contains).toList()));
                }
            }
        } else {
            sweep.points().forEach(point -> places.add(place(metric, across, up, List.of(point.index()))));
        }
        boolean pooled = grid && sweep.axes().size() > 2;
        return new CrossoverMap(
                "map-" + key(metric) + "-" + (across + 1) + "-" + (up + 1),
                "Who wins on " + MetricColumns.phrase(metric),
                (grid ? "The colour and the mark are the best" : "The colour is the best")
                        + (pooled ? ", by the mean over all other axes" : "")
                        + ". Hatched: not separable from the next, after Holm over all pairs at that "
                        + (grid ? "cell." : "point."),
                scale(x, across, grid),
                scale(y, up, grid),
                grid,
                names,
                places);
    }

    private MarkedScale scale(AxisGroups groups, int axis, boolean grid) {
        if (grid) {
            return groups.scale();
        }
        io.ecsim.experiments.designs.Axis along = sweep.axes().get(axis);
        if (along.range().isEmpty()) {
            return groups.scale();
        }
        List<MarkedScale.Mark> ends = new ArrayList<>();
        ends.add(new MarkedScale.Mark(along.at(0).position(), along.at(0).text()));
        ends.add(new MarkedScale.Mark(along.at(0.5).position(), along.at(0.5).text()));
        ends.add(new MarkedScale.Mark(along.at(1).position(), along.at(1).text()));
        return new MarkedScale(groups.scale().key(), along.path(), ends);
    }

    private CrossoverMap.Place place(Metric metric, int across, int up, List<Integer> points) {
        Judgement judgement = findings.judge(metric, points);
        Point first = sweep.points().get(points.get(0));
        List<String> values = new ArrayList<>();
        for (int contender = 0; contender < sweep.contenders().size(); contender++) {
            values.add(MetricColumns.text(
                    metric, judgement.competitor(contender).moments().mean()));
        }
        return new CrossoverMap.Place(
                first.values().get(across).position(),
                first.values().get(up).position(),
                first.values().get(across).text(),
                first.values().get(up).text(),
                judgement.best(),
                judgement.separable(),
                values);
    }

    private static String name(Metric metric, int axis) {
        return "trend-" + key(metric) + "-" + (axis + 1);
    }

    static String key(Metric metric) {
        return metric.key().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
