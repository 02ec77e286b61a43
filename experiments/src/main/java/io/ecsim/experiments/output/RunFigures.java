package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.placement.Refusal;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.DistributionPlot;
import io.ecsim.reports.figure.TimeSeriesPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** The figures that look into runs: distributions, courses over time, zones, refusals. */
final class RunFigures {

    private static final double MICROS = 1e6;
    private static final double MICROS_PER_HOUR = 3.6e9;
    private static final String ZONE_SERIES = "tasks:";

    /** Shares of tasks that wait longer, close enough together for a smooth line, down to one in ten thousand. */
    private static final double[] EXCEEDING = exceeding();

    private RunFigures() {}

    private static double[] exceeding() {
        double[] digits = {
            1, 0.9, 0.8, 0.7, 0.6, 0.55, 0.5, 0.45, 0.4, 0.36, 0.33, 0.3, 0.27, 0.24, 0.22, 0.2, 0.18, 0.16, 0.14, 0.12,
            0.11
        };
        double[] shares = new double[4 * digits.length];
        double decade = 1;
        for (int i = 0; i < shares.length; i++) {
            if (i > 0 && i % digits.length == 0) {
                decade /= 10;
            }
            shares[i] = digits[i % digits.length] * decade;
        }
        return shares;
    }

    /** The share of tasks that wait longer than a time: quantiles of each replication, then averaged (M4). */
    static DistributionPlot waits(Findings findings) {
        List<Curve> curves = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            List<RunResult> runs = findings.result().runs().pairedRuns(standing.order());
            List<Curve.Point> points = new ArrayList<>();
            for (double share : EXCEEDING) {
                OptionalDouble seconds = meanQuantile(runs, 1 - share);
                if (seconds.isEmpty()) {
                    break;
                }
                points.add(new Curve.Point(seconds.getAsDouble(), share));
            }
            curves.add(new Curve(ComparisonFigures.series(standing), points));
        }
        return new DistributionPlot(
                "wait-distribution",
                "How many tasks wait longer",
                "The share of tasks that wait longer than a time. Tasks still waiting at the end are censored"
                        + " (Kaplan-Meier); a line ends where they hide the rest. Tasks that start at once lie at the"
                        + " left end.",
                Axis.logarithmic("wait_s", "Wait", "s"),
                Axis.logarithmicPercent("share_longer", "Tasks that wait longer"),
                curves);
    }

    private static OptionalDouble meanQuantile(List<RunResult> runs, double probability) {
        double sum = 0;
        for (RunResult run : runs) {
            boolean empty = run.waits().placed() + run.waits().censored() == 0;
            OptionalLong micros = empty ? OptionalLong.empty() : run.waits().quantileMicros(probability);
            if (micros.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += micros.getAsLong() / MICROS;
        }
        return runs.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / runs.size());
    }

    /** A sampled quantity over the time of the first replication; absent when it was not sampled. */
    static Optional<TimeSeriesPlot> course(Findings findings, String key, String name, String title, Axis axis) {
        List<Curve> curves = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            series(first(findings, standing), key)
                    .ifPresent(series -> curves.add(new Curve(ComparisonFigures.series(standing), points(series))));
        }
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        int replication = findings.result().runs().paired()[0];
        return Optional.of(new TimeSeriesPlot(
                name,
                title,
                "Sampled in replication " + replication + ", from the start, warm-up included.",
                Axis.linear("time_h", "Simulated time", "h"),
                axis,
                curves));
    }

    private static List<Curve.Point> points(Series series) {
        long[] times = series.timeMicros();
        double[] values = series.values();
        List<Curve.Point> points = new ArrayList<>(times.length);
        for (int i = 0; i < times.length; i++) {
            points.add(new Curve.Point(times[i] / MICROS_PER_HOUR, values[i]));
        }
        return points;
    }

    private static RunResult first(Findings findings, Standing standing) {
        return findings.result().runs().pairedRuns(standing.order()).get(0);
    }

    private static Optional<Series> series(RunResult run, String key) {
        return run.series().stream().filter(series -> series.key().equals(key)).findFirst();
    }

    /** Returns the key of the resource of which most is reserved. */
    static String tightestResource(Findings findings) {
        return List.of(Metric.ALLOCATED_CPU, Metric.ALLOCATED_MEMORY).stream()
                .max((a, b) -> Double.compare(largest(findings, a), largest(findings, b)))
                .orElse(Metric.ALLOCATED_CPU)
                .key();
    }

    /** Returns whether any strategy has a value of a metric. */
    static boolean isKnown(Findings findings, Metric metric) {
        return findings.standings().stream().anyMatch(standing -> Double.isFinite(standing.mean(metric)));
    }

    /** Returns whether a metric has a value, and one other than 0 where that would say nothing. */
    static boolean isTelling(Findings findings, Metric metric) {
        return isKnown(findings, metric) && (metric != Metric.PULLED || largest(findings, metric) > 0);
    }

    /** Returns whether any task was requested that would have waited for room. */
    static boolean hasRequests(Findings findings) {
        return findings.standings().stream()
                .flatMap(standing -> findings.result().runs().pairedRuns(standing.order()).stream())
                .anyMatch(run -> run.counts().requested() > 0);
    }

    private static double largest(Findings findings, Metric metric) {
        return findings.standings().stream()
                .mapToDouble(standing -> standing.mean(metric))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    /** The share of running tasks in each zone, mean over the samples of all replications; absent with one zone. */
    static Optional<BarPlot> zones(Findings findings) {
        TreeSet<String> zones = new TreeSet<>();
        for (Standing standing : findings.standings()) {
            first(findings, standing).series().stream()
                    .map(Series::key)
                    .filter(key -> key.startsWith(ZONE_SERIES))
                    .forEach(zones::add);
        }
        if (zones.size() < 2) {
            return Optional.empty();
        }
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            List<RunResult> runs = findings.result().runs().pairedRuns(standing.order());
            double[] sums = zones.stream().mapToDouble(zone -> sum(runs, zone)).toArray();
            double total = Arrays.stream(sums).sum();
            bars.add(new BarPlot.Bar(
                    ComparisonFigures.series(standing),
                    Arrays.stream(sums)
                            .mapToObj(sum -> total == 0 ? 0 : sum / total)
                            .toList()));
        }
        return Optional.of(new BarPlot(
                "zone-balance",
                "Tasks by Availability Zone",
                "The mean share of running tasks in each zone. Exposure in the table of metrics is the largest share of"
                        + " one group in one zone, which this mean over groups and time can hide.",
                Axis.percent("share_of_tasks", "Share of running tasks"),
                zones.stream().map(zone -> zone.substring(ZONE_SERIES.length())).toList(),
                false,
                bars));
    }

    private static double sum(List<RunResult> runs, String key) {
        return runs.stream()
                .flatMap(run -> series(run, key).stream())
                .mapToDouble(series -> Arrays.stream(series.values()).sum())
                .sum();
    }

    /** Returns the reasons for which any instance refused any task. */
    static List<Refusal> reasons(Findings findings) {
        return Arrays.stream(Refusal.values())
                .filter(reason ->
                        findings.standings().stream().anyMatch(standing -> count(findings, standing, reason) > 0))
                .toList();
    }

    /** Why instances refused tasks, as shares of sampled refusals; absent with fewer than two reasons. */
    static Optional<BarPlot> refusals(Findings findings) {
        List<Refusal> reasons = reasons(findings);
        if (reasons.size() < 2) {
            return Optional.empty();
        }
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            long[] counts = reasons.stream()
                    .mapToLong(reason -> count(findings, standing, reason))
                    .toArray();
            long total = LongStream.of(counts).sum();
            bars.add(new BarPlot.Bar(
                    ComparisonFigures.series(standing),
                    Arrays.stream(counts)
                            .mapToObj(count -> total == 0 ? 0 : (double) count / total)
                            .toList()));
        }
        return Optional.of(new BarPlot(
                "why-not-placed",
                "Why instances refused tasks",
                "Shares of sampled refusals, each counted by the first condition that failed, in the order of ECS.",
                Axis.percent("share_of_refusals", "Share of refusals"),
                reasons.stream().map(Refusal::text).toList(),
                true,
                bars));
    }

    private static long count(Findings findings, Standing standing, Refusal reason) {
        return findings.result().runs().pairedRuns(standing.order()).stream()
                .mapToLong(run -> run.refusals().getOrDefault(reason, 0L))
                .sum();
    }

    /** Returns the axis of a share of a resource. */
    static Axis allocationAxis(String key) {
        String title = Metric.ofKey(key).map(MetricColumns::title).orElse(key);
        return Axis.percent("allocated_share", title);
    }
}
