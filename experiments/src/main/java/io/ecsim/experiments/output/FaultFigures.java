package io.ecsim.experiments.output;

import io.ecsim.controlplane.World;
import io.ecsim.experiments.findings.DrillFindings;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.random.Streams;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.Mark;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.traffic.RequestRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/** The course of services and instances around the planned faults, with the faults marked, deployments among them. */
final class FaultFigures {

    private static final double MICROS_PER_MINUTE = 6e7;

    private static final double MICROS_PER_SECOND = 1e6;
    private static final int REQUEST_STEPS = 300;
    private static final Axis TIME = Axis.linear("since_fault_min", "Time since the first fault began", "min");

    /** Least time shown before and after what happened. */
    private static final long MARGIN_MICROS = 600_000_000L;

    private static final String BACKDROP = " The thin grey line is the undisturbed run.";

    /** Most events that are marked; more would hide the lines. */
    private static final int MOST_MARKS = 12;

    private final Findings findings;

    /** The same without the faults, which the others are seen against. */
    private final Optional<RunResult> undisturbed;

    private final long zeroMicros;
    private final long fromMicros;
    private final long untilMicros;
    private final List<Mark> marks;

    private FaultFigures(
            Findings findings, Optional<RunResult> undisturbed, long zeroMicros, long fromMicros, long untilMicros) {
        this.findings = findings;
        this.undisturbed = undisturbed;
        this.zeroMicros = zeroMicros;
        this.fromMicros = fromMicros;
        this.untilMicros = untilMicros;
        this.marks = marks();
    }

    /** Returns the figures; none where no fault is planned, or nothing was followed. */
    static List<Figure> of(Findings findings) {
        return of(findings, Optional.empty());
    }

    /** Returns the figures of those that a drill struck, with the best of them as it goes undisturbed. */
    static List<Figure> of(DrillFindings drill) {
        Standing best = drill.struck().standings().get(0);
        return of(drill.struck(), drill.undisturbed(best).map(standing -> first(drill.all(), standing)));
    }

    private static List<Figure> of(Findings findings, Optional<RunResult> undisturbed) {
        List<FaultRecord> faults = findings.standings().stream()
                .flatMap(standing -> first(findings, standing).faults().faults().stream())
                .toList();
        if (faults.isEmpty()) {
            return List.of();
        }
        long first = faults.stream().mapToLong(FaultRecord::fromMicros).min().orElseThrow();
        long last = faults.stream()
                .flatMap(fault -> Stream.of(fault.fromMicros(), fault.untilMicros(), fault.recoveredMicros()))
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        boolean open = faults.stream().anyMatch(fault -> fault.concernsServices() && !fault.recovered());
        long margin = Math.max(MARGIN_MICROS, (last - first) / 2);
        FaultFigures figures = new FaultFigures(
                findings, undisturbed, first, Math.max(0, first - margin), open ? Long.MAX_VALUE : last + margin);
        return Stream.of(figures.healthy(), figures.desired(), figures.requests(), figures.instances())
                .flatMap(Optional::stream)
                .map(figure -> (Figure) figure)
                .toList();
    }

    private Optional<TimeSeriesPlot> healthy() {
        return figure(
                "timeline-healthy",
                "Healthy tasks around the fault",
                "Healthy tasks of all services, as a share of the desired ones (at most all of them)",
                Axis.percent("healthy_share", "Healthy of desired tasks"),
                "healthy",
                "desired",
                (healthy, desired) -> desired > 0 ? Math.min(1, healthy / desired) : Double.NaN);
    }

    /** Returns nothing where desired counts stay as they are. */
    private Optional<TimeSeriesPlot> desired() {
        boolean scales = findings.standings().stream()
                .flatMap(standing -> series(standing, "desired").stream())
                .anyMatch(series -> points(series, series, (desired, same) -> desired).stream()
                                .mapToDouble(Curve.Point::y)
                                .distinct()
                                .count()
                        > 1);
        return scales
                ? figure(
                        "timeline-desired",
                        "Desired tasks around the fault",
                        "What the services want, all together",
                        Axis.linear("desired_tasks", "Desired tasks", "tasks"),
                        "desired",
                        "desired",
                        (desired, same) -> desired)
                : Optional.empty();
    }

    private Optional<TimeSeriesPlot> instances() {
        return figure(
                "timeline-instances",
                "Instances around the fault",
                "Registered container instances",
                Axis.linear("registered_instances", "Registered instances", "instances"),
                "registered",
                "registered",
                (registered, same) -> registered);
    }

    /** Returns what clients ask for, which is the same for all; nothing where they ask for nothing. */
    private Optional<TimeSeriesPlot> requests() {
        int replication = ControlPlaneRuns.replication(findings);
        World world = findings.experiment().worlds().world(replication);
        Streams streams = findings.experiment().streams(replication);
        List<RequestRate.Flow> flows = world.controlPlane().stream()
                .flatMap(plan -> plan.requests().services().stream())
                .map(each -> each.rate().open(streams, "requests/" + each.service(), world.horizonMicros()))
                .toList();
        long end = Math.min(untilMicros, world.horizonMicros());
        long step = Math.max(1, (end - fromMicros) / REQUEST_STEPS);
        if (flows.isEmpty()) {
            return Optional.empty();
        }
        flows.forEach(flow -> flow.until(fromMicros));
        List<Curve.Point> points = new ArrayList<>();
        for (long at = fromMicros; at + step <= end; at += step) {
            double requests = 0;
            for (RequestRate.Flow flow : flows) {
                requests += flow.until(at + step);
            }
            points.add(new Curve.Point(minutes(at + step / 2), requests / (step / MICROS_PER_SECOND)));
        }
        return Optional.of(new TimeSeriesPlot(
                "timeline-requests",
                "Requests around the fault",
                "What clients ask of all services before any of them tries again, in replication " + replication + ".",
                TIME,
                Axis.linear("requests_per_s", "Requests", "/s"),
                List.of(new Curve(new SeriesName("requests", 0), points)),
                marks));
    }

    private Optional<TimeSeriesPlot> figure(
            String name,
            String title,
            String caption,
            Axis axis,
            String key,
            String other,
            DoubleBinaryOperator value) {
        List<Curve> curves = new ArrayList<>();
        undisturbed.ifPresent(run -> {
            Optional<Series> one = series(run, key);
            Optional<Series> two = series(run, other);
            if (one.isPresent() && two.isPresent()) {
                curves.add(
                        new Curve(SeriesName.backdrop(DrillFindings.UNDISTURBED), points(one.get(), two.get(), value)));
            }
        });
        for (Standing standing : findings.standings()) {
            Optional<Series> one = series(standing, key);
            Optional<Series> two = series(standing, other);
            if (one.isPresent() && two.isPresent()) {
                curves.add(new Curve(ComparisonFigures.series(standing), points(one.get(), two.get(), value)));
            }
        }
        if (curves.stream().allMatch(curve -> curve.points().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new TimeSeriesPlot(
                name,
                title,
                caption + ", in replication " + ControlPlaneRuns.replication(findings)
                        + ". Shaded is how long a fault lasted; its recovery is in the table."
                        + (curves.size() > findings.standings().size() ? BACKDROP : ""),
                TIME,
                axis,
                curves,
                marks));
    }

    /** Returns steps inside the span that is shown: a value holds until it changes. */
    private List<Curve.Point> points(Series one, Series two, DoubleBinaryOperator value) {
        long[] times = one.timeMicros();
        double[] ones = one.values();
        double[] twos = two.values();
        List<Curve.Point> points = new ArrayList<>();
        double before = Double.NaN;
        for (int i = 0; i < times.length && times[i] <= untilMicros; i++) {
            double now = value.applyAsDouble(ones[i], twos[i]);
            if (times[i] >= fromMicros) {
                if (points.isEmpty() && Double.isFinite(before)) {
                    points.add(new Curve.Point(minutes(fromMicros), before));
                }
                if (!points.isEmpty() && now != before) {
                    points.add(new Curve.Point(minutes(times[i]), before));
                }
                points.add(new Curve.Point(minutes(times[i]), now));
            }
            before = now;
        }
        long end = Math.min(untilMicros, lastMicros());
        if (Double.isFinite(before) && end > fromMicros) {
            if (points.isEmpty()) {
                points.add(new Curve.Point(minutes(fromMicros), before));
            }
            if (points.get(points.size() - 1).x() < minutes(end)) {
                points.add(new Curve.Point(minutes(end), before));
            }
        }
        return points;
    }

    /** Returns when the runs end at the latest. */
    private long lastMicros() {
        return findings.experiment()
                .worlds()
                .world(ControlPlaneRuns.replication(findings))
                .horizonMicros();
    }

    private List<Mark> marks() {
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (Standing standing : findings.standings()) {
            RunResult run = first(findings, standing);
            for (FaultRecord fault : run.faults().faults()) {
                long until = fault.untilMicros() == FaultRecord.OPEN ? lastMicros() : fault.untilMicros();
                String words = FaultTable.words(fault);
                marks.merge(
                        words + fault.fromMicros(),
                        mark(fault.fromMicros(), Math.min(until, untilMicros), words),
                        (one, other) -> one.until() >= other.until() ? one : other);
            }
        }
        return marks.values().stream()
                .sorted(Comparator.comparingDouble(Mark::from))
                .limit(MOST_MARKS)
                .toList();
    }

    private double minutes(long micros) {
        return (micros - zeroMicros) / MICROS_PER_MINUTE;
    }

    private Mark mark(long fromMicros, long untilMicros, String label) {
        return new Mark(minutes(fromMicros), minutes(untilMicros), label);
    }

    private Optional<Series> series(Standing standing, String key) {
        return series(first(findings, standing), key);
    }

    private static Optional<Series> series(RunResult run, String key) {
        return Stream.concat(run.faults().series().stream(), run.series().stream())
                .filter(series -> series.key().equals(key))
                .findFirst();
    }

    private static RunResult first(Findings findings, Standing standing) {
        return findings.result().runs().pairedRuns(standing.order()).get(0);
    }
}
