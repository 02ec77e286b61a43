package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.Metric;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TimeSeriesPlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** How deployments went on, and how long tasks take to start. */
final class DeploymentFigures {

    private static final double MICROS_PER_MINUTE = 6e7;

    /** Most figures of single deployments on a page; their numbers are in a table for the rest. */
    private static final int MOST = 8;

    private static final Axis MINUTES = Axis.linear("since_start_min", "Time since the deployment began", "min");
    private static final Axis TASKS = Axis.linear("tasks", "Tasks", "tasks");

    private DeploymentFigures() {}

    /** Of each update: all strategies on one clock, then each with its limits. */
    static List<Figure> of(Findings findings) {
        List<Figure> together = new ArrayList<>();
        List<Figure> single = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<Course>> update : updates(findings).entrySet()) {
            number++;
            String name = "deployment-" + number;
            List<Course> courses = update.getValue();
            together.add(together(name, update.getKey(), courses));
            courses.forEach(course ->
                    single.add(single(name + "-strategy-" + (course.series.order() + 1), update.getKey(), course)));
        }
        return Stream.concat(together.stream().limit(MOST / 2), single.stream().limit(MOST))
                .toList();
    }

    private static Map<String, List<Course>> updates(Findings findings) {
        Map<String, List<Course>> courses = new LinkedHashMap<>();
        for (Standing standing : findings.standings()) {
            Map<String, Integer> seen = new TreeMap<>();
            for (DeploymentRecord deployment :
                    ControlPlaneRuns.first(findings, standing).deployments()) {
                if (deployment.replaces()) {
                    int number = seen.merge(deployment.service(), 1, Integer::sum);
                    String update = deployment.service() + (number == 1 ? "" : ", update " + number);
                    courses.computeIfAbsent(update, key -> new ArrayList<>())
                            .add(new Course(ComparisonFigures.series(standing), deployment));
                }
            }
        }
        return courses;
    }

    private static Figure together(String name, String update, List<Course> courses) {
        return new TimeSeriesPlot(
                name,
                "Deployment of " + update + ": new tasks running",
                "Tasks of the new revision that run, all strategies on one clock. A flat stretch is time in which the"
                        + " deployment waits, for health or for room.",
                MINUTES,
                Axis.linear("new_running_tasks", "New tasks running", "tasks"),
                courses.stream()
                        .map(course -> new Curve(course.series, course.points(DeploymentRecord.Point::newRunning)))
                        .toList());
    }

    private static Figure single(String name, String update, Course course) {
        DeploymentRecord.Limits limits = course.deployment.limits();
        return new TimeSeriesPlot(
                name,
                update + " under " + course.series.name(),
                "Desired " + limits.desired() + "; healthy tasks stay at or above " + limits.lower()
                        + ", all tasks at or below " + limits.upper() + ". Most at a time: "
                        + course.deployment.peakTasks() + ".",
                MINUTES,
                TASKS,
                List.of(
                        new Curve(new SeriesName("old running", 0), course.points(DeploymentRecord.Point::oldRunning)),
                        new Curve(new SeriesName("new running", 1), course.points(DeploymentRecord.Point::newRunning)),
                        new Curve(new SeriesName("healthy", 2), course.points(DeploymentRecord.Point::healthy)),
                        new Curve(new SeriesName("total", 3), course.points(DeploymentRecord.Point::total)),
                        new Curve(new SeriesName("lower limit", 4), course.level(limits.lower())),
                        new Curve(new SeriesName("upper limit", 5), course.level(limits.upper()))));
    }

    /** Quantiles of the time from creation to RUNNING; absent where no task came to run. */
    static Optional<BarPlot> startLatency(Findings findings) {
        List<Metric> quantiles = List.of(Metric.START_LATENCY_P50, Metric.START_LATENCY_P95, Metric.START_LATENCY_P99);
        double largest = findings.standings().stream()
                .flatMapToDouble(standing -> quantiles.stream().mapToDouble(standing::mean))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        if (largest == 0) {
            return Optional.empty();
        }
        Scale scale = Scale.time(largest);
        List<BarPlot.Bar> bars = findings.standings().stream()
                .map(standing -> new BarPlot.Bar(
                        ComparisonFigures.series(standing),
                        quantiles.stream()
                                .map(metric -> scale.of(standing.mean(metric)))
                                .toList()))
                .toList();
        return Optional.of(new BarPlot(
                "start-latency",
                "How long tasks take to start",
                "From creation to RUNNING, of all tasks of services and calls that came to run; quantiles of each"
                        + " replication, then averaged. Less is better.",
                Axis.linear("start_latency_" + scale.key(), "Start latency", scale.unit()),
                quantiles.stream()
                        .map(metric -> MetricColumns.title(metric)
                                .replace(" start latency", "")
                                .toLowerCase(Locale.ROOT))
                        .toList(),
                false,
                bars));
    }

    /** One deployment under one strategy. */
    private record Course(SeriesName series, DeploymentRecord deployment) {

        /** Returns steps: a count holds until it changes. */
        List<Curve.Point> points(ToIntFunction<DeploymentRecord.Point> count) {
            List<Curve.Point> points = new ArrayList<>();
            double before = Double.NaN;
            for (DeploymentRecord.Point point : deployment.history()) {
                double value = count.applyAsInt(point);
                if (points.size() > 0 && value != before) {
                    points.add(new Curve.Point(minutes(point), before));
                }
                points.add(new Curve.Point(minutes(point), value));
                before = value;
            }
            return points;
        }

        List<Curve.Point> level(int tasks) {
            List<DeploymentRecord.Point> history = deployment.history();
            return history.isEmpty()
                    ? List.of()
                    : List.of(
                            new Curve.Point(minutes(history.get(0)), tasks),
                            new Curve.Point(minutes(history.get(history.size() - 1)), tasks));
        }

        private double minutes(DeploymentRecord.Point point) {
            return (point.atMicros() - deployment.startedMicros()) / MICROS_PER_MINUTE;
        }
    }
}
