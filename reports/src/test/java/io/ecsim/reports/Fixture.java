package io.ecsim.reports;

import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.DistributionPlot;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.IntervalPlot;
import io.ecsim.reports.figure.ScatterPlot;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TimeSeriesPlot;
import java.util.ArrayList;
import java.util.List;

/** Plausible, invented results of five strategies, to test with and to look at. */
public final class Fixture {
    public static final List<String> STRATEGIES = List.of(
            "binpack(memory)",
            "spread(attribute:ecs.availability-zone), binpack(memory)",
            "spread(instanceId)",
            "random",
            "powerOfTwoChoices(leastAllocated)");

    private static final double[] BEHIND = {0, 1.42, 11.8, 7.3, 9.05};
    private static final double[] NEED = {58, 60, 71, 66, 68};
    private static final double[] WAIT = {2.31, 3.73, 14.11, 9.6, 11.4};

    private Fixture() {}

    public static List<Figure> figures() {
        return List.of(behind(), needAgainstWait(), waits(), allocation(), zones(), fragmentation(), reasons());
    }

    static SeriesName series(int order) {
        return new SeriesName(STRATEGIES.get(order), order);
    }

    public static IntervalPlot behind() {
        List<IntervalPlot.Row> rows = new ArrayList<>();
        for (int order : new int[] {0, 1, 3, 4, 2}) {
            double half = order == 0 ? 0 : 0.6 + order * 0.3;
            rows.add(new IntervalPlot.Row(series(order), BEHIND[order], BEHIND[order] - half, BEHIND[order] + half));
        }
        return new IntervalPlot(
                "behind-the-best",
                "How far each strategy is behind the best",
                "Paired differences of the mean wait to the best strategy, with simultaneous 95 % intervals.",
                Axis.linear("behind_s", "Mean wait behind the best", "s"),
                0.5,
                "500 ms",
                rows);
    }

    public static ScatterPlot needAgainstWait() {
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (int order = 0; order < STRATEGIES.size(); order++) {
            points.add(new ScatterPlot.Point(series(order), NEED[order], WAIT[order]));
        }
        return new ScatterPlot(
                "need-against-wait",
                "Instances needed against mean wait",
                "Left is cheaper, down is faster.",
                Axis.linear("need_instances", "Need", "instances"),
                Axis.linear("wait_mean_s", "Mean wait", "s"),
                points);
    }

    public static DistributionPlot waits() {
        List<Curve> curves = new ArrayList<>();
        for (int order = 0; order < STRATEGIES.size(); order++) {
            List<Curve.Point> points = new ArrayList<>();
            points.add(new Curve.Point(0, 0.4));
            for (int step = 0; step < 400; step++) {
                double x = Math.pow(10, -2 + step * 5.5 / 400);
                double y = 0.4 * Math.exp(-Math.pow(x / (WAIT[order] * 2), 0.45));
                points.add(new Curve.Point(x, y < 1e-5 ? 0 : y));
            }
            curves.add(new Curve(series(order), points));
        }
        return new DistributionPlot(
                "wait-distribution",
                "Share of tasks that wait longer",
                "The height at a time is the share of tasks that waited longer than it.",
                Axis.logarithmic("wait_s", "Wait", "s"),
                Axis.logarithmicPercent("share_waiting_longer", "Share of tasks waiting longer"),
                curves);
    }

    public static TimeSeriesPlot allocation() {
        List<Curve> curves = new ArrayList<>();
        for (int order = 0; order < STRATEGIES.size(); order++) {
            List<Curve.Point> points = new ArrayList<>();
            for (int minute = 0; minute <= 1440; minute += 5) {
                double load = 0.72 + 0.12 * Math.sin(minute / 229.0) + 0.03 * Math.sin(minute * (order + 3) / 17.0);
                points.add(new Curve.Point(minute / 60.0, Math.min(1, load - order * 0.03)));
            }
            curves.add(new Curve(series(order), points));
        }
        return new TimeSeriesPlot(
                "allocation",
                "Memory allocated over time",
                "Reserved memory as a share of registered memory.",
                Axis.linear("time_h", "Time since start", "h"),
                Axis.percent("memory_allocated", "Memory allocated"),
                curves);
    }

    public static BarPlot zones() {
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (int order = 0; order < STRATEGIES.size(); order++) {
            bars.add(new BarPlot.Bar(series(order), List.of(0.45 - order * 0.02, 0.3, 0.25 + order * 0.02)));
        }
        return new BarPlot(
                "zone-balance",
                "Where the tasks ran",
                "Share of task time by Availability Zone.",
                Axis.percent("task_time_share", "Share of task time"),
                List.of("us-east-1a", "us-east-1b", "us-east-1c"),
                true,
                bars);
    }

    public static BarPlot fragmentation() {
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (int order = 0; order < STRATEGIES.size(); order++) {
            bars.add(new BarPlot.Bar(series(order), List.of(0.08 + 0.06 * order)));
        }
        return new BarPlot(
                "fragmentation",
                "Free memory that the next task cannot use",
                "Expected over the scenario's task mix.",
                Axis.percent("memory_fragmentation", "Fragmentation of free memory"),
                List.of("memory"),
                true,
                bars);
    }

    public static BarPlot reasons() {
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (int order = 0; order < 3; order++) {
            bars.add(new BarPlot.Bar(
                    series(order), List.of(1200.0 + 300 * order, 340.0, order == 2 ? Double.NaN : 5.0)));
        }
        return new BarPlot(
                "not-placed",
                "Why tasks could not be placed",
                "First refusal of each task shape, at most one count per shape and simulated minute.",
                Axis.linear("refusals", "Refusals", ""),
                List.of("RESOURCE:MEMORY", "RESOURCE:CPU", "memberOf constraint unsatisfied"),
                false,
                bars);
    }
}
