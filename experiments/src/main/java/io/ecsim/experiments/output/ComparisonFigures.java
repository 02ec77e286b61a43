package io.ecsim.experiments.output;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.IntervalPlot;
import io.ecsim.reports.figure.ScatterPlot;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.table.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The figures that compare strategies by one value each. */
final class ComparisonFigures {

    private static final double MICRO = 1e6;
    private static final double WIDE_RATIO = 20;
    private static final String WAITS = "what tasks wait";

    private ComparisonFigures() {}

    /** How far each strategy is behind the first, with intervals and the margin as a band. */
    static IntervalPlot behind(Findings findings) {
        Metric metric = findings.experiment().objective().metric();
        boolean higherIsBetter = findings.experiment().objective().higherIsBetter();
        Scale scale = Scale.of(
                        metric,
                        findings.standings().stream()
                                .flatMap(standing -> standing.toFirst().stream())
                                .mapToDouble(PairedDifference::mean))
                .difference();
        List<IntervalPlot.Row> rows = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            rows.add(standing.toFirst()
                    .map(difference -> row(standing, higherIsBetter ? difference.reversed() : difference, scale))
                    .orElse(new IntervalPlot.Row(series(standing), 0, Double.NaN, Double.NaN)));
        }
        String interval = findings.pairs() > 1
                ? "Points are mean paired differences to the first, bars their 95 % intervals. "
                : "One replication: differences without intervals. ";
        String margin = MetricColumns.difference(metric, findings.margin());
        return new IntervalPlot(
                "behind-the-best",
                "How far behind the best",
                interval + "Inside the grey band (" + margin + ") a difference does not matter.",
                new Axis(
                        "behind_" + scale.key(),
                        "Behind in " + MetricColumns.phrase(metric),
                        scale.unit(),
                        ColumnKind.NUMBER,
                        false),
                scale.of(findings.margin()),
                margin,
                rows);
    }

    private static IntervalPlot.Row row(Standing standing, PairedDifference difference, Scale scale) {
        return new IntervalPlot.Row(
                series(standing),
                scale.of(difference.mean()),
                finite(scale.of(difference.interval().lower())),
                finite(scale.of(difference.interval().upper())));
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** What each strategy needs, or uses where nothing was searched, against what its tasks wait. */
    static ScatterPlot needAgainstWait(Findings findings) {
        Metric burden = burden(findings);
        boolean searched = !findings.result().needs().isEmpty();
        double[] waits = findings.standings().stream()
                .mapToDouble(standing -> standing.mean(burden))
                .toArray();
        Scale scale = Scale.of(burden, DoubleStream.of(waits));
        String key = "burden_" + scale.key();
        String title = MetricColumns.title(burden);
        Axis y = isWide(waits) ? Axis.logarithmic(key, title, scale.unit()) : Axis.linear(key, title, scale.unit());
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            double x = searched ? needed(findings, standing) : standing.mean(Metric.IN_USE);
            points.add(new ScatterPlot.Point(series(standing), x, scale.of(standing.mean(burden))));
        }
        return new ScatterPlot(
                "need-against-wait",
                (searched ? "What it needs, and " : "What it uses, and ") + burdenWords(burden),
                (searched
                                ? "Across: the fewest instances that keep " + conditions(findings)
                                : "Across: mean instances in use; no need was searched")
                        + ". Up: " + MetricColumns.phrase(burden) + " on "
                        + instances(findings.experiment())
                        + " instances. Lower left is better; the line joins what nothing beats on both.",
                searched ? needAxis(findings) : Axis.linear("in_use_instances", "Mean instances in use", "instances"),
                y,
                points);
    }

    private static String instances(Experiment experiment) {
        return experiment.hasVariants()
                ? "each variant's own"
                : "the scenario's " + experiment.worlds().instances();
    }

    /** Returns what tasks suffer: the wait; where only services start tasks, deployments or starts that take long. */
    private static Metric burden(Findings findings) {
        Metric objective = findings.experiment().objective().metric();
        boolean isWait = objective.unit().equals("s")
                && !findings.experiment().objective().higherIsBetter();
        if (isWait || RunFigures.isKnown(findings, Metric.WAIT_MEAN)) {
            return isWait ? objective : Metric.WAIT_MEAN;
        }
        return RunFigures.isKnown(findings, Metric.DEPLOYMENT_TIME) ? Metric.DEPLOYMENT_TIME : Metric.START_LATENCY_P95;
    }

    private static String burdenWords(Metric burden) {
        return switch (burden) {
            case WAIT_MEAN, WAIT_P50, WAIT_P95, WAIT_P99, WAIT_MAX -> WAITS;
            case WAIT_MEAN_SMALL, WAIT_MEAN_MEDIUM, WAIT_MEAN_LARGE -> WAITS;
            default -> MetricColumns.phrase(burden);
        };
    }

    private static boolean isWide(double[] waits) {
        double least = DoubleStream.of(waits).filter(Double::isFinite).min().orElse(0);
        double most = DoubleStream.of(waits).filter(Double::isFinite).max().orElse(0);
        return least > 0 && most / least > WIDE_RATIO;
    }

    private static String conditions(Findings findings) {
        return Phrases.list(findings.experiment().objective().subjectTo().stream()
                .map(Phrases::condition)
                .toList());
    }

    private static boolean isPriced(Findings findings) {
        return findings.experiment().variants().stream()
                .map(Variant::worlds)
                .allMatch(worlds -> worlds.microUsdPerHour(worlds.instances()) > 0);
    }

    private static Axis needAxis(Findings findings) {
        return isPriced(findings)
                ? Axis.linear("need_usd_per_hour", "Price of the need", "USD/h")
                : Axis.linear("need_instances", "Need", "instances");
    }

    private static double needed(Findings findings, Standing standing) {
        int instances = standing.need().map(need -> need.instances().orElse(0)).orElse(0);
        if (instances == 0) {
            return Double.NaN;
        }
        return isPriced(findings)
                ? findings.contender(standing).worlds().microUsdPerHour(instances) / MICRO
                : instances;
    }

    /** Free capacity that the mix cannot use. */
    static BarPlot fragmentation(Findings findings) {
        List<BarPlot.Bar> bars = findings.standings().stream()
                .map(standing -> new BarPlot.Bar(
                        series(standing),
                        List.of(standing.mean(Metric.FRAGMENTATION_CPU), standing.mean(Metric.FRAGMENTATION_MEMORY))))
                .toList();
        return new BarPlot(
                "fragmentation",
                "Free, but out of reach",
                "Of what is free, the mean share on instances that cannot hold a task drawn from the mix."
                        + " Less is better.",
                Axis.percent("fragmentation_share", "Share of free capacity"),
                List.of("CPU", "memory"),
                false,
                bars);
    }

    /** Returns the series of a strategy: its name, and its place in the scenario for the colour. */
    static SeriesName series(Standing standing) {
        return new SeriesName(standing.strategy(), standing.order());
    }
}
