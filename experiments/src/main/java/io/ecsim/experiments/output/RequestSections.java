package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.RequestResult;
import io.ecsim.observe.RequestTotals;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What became of the requests on services, in the first replication. */
final class RequestSections {

    private static final double MICROS_PER_HOUR = 3.6e9;
    private static final double BYTES_PER_GB = 1e9;

    /** Most services whose course is drawn, those with the most requests; their numbers are in a table for the rest. */
    private static final int MOST = 3;

    private static final Axis HOURS = Axis.linear("time_h", "Time", "h");
    private static final Axis PER_SECOND = Axis.linear("per_second", "Requests", "requests/s");

    private RequestSections() {}

    /** Returns the section; none where nobody asks for anything. */
    static Optional<Section> of(Findings findings) {
        if (!areThere(findings)) {
            return Optional.empty();
        }
        Part part = Part.text("What clients asked of services and what they got, in replication "
                        + ControlPlaneRuns.replication(findings)
                        + ", from the end of the warm-up. The figures show the services with the most requests; the course of"
                        + " all is in requests-over-time.csv.")
                .with(totals(findings));
        for (Figure figure : figures(findings)) {
            part = part.with(figure);
        }
        return Optional.of(new Section("Requests", part));
    }

    /** Returns the table that stands beside the report; none where nobody asks for anything. */
    static List<Table> tables(Findings findings) {
        return areThere(findings) ? List.of(overTime(findings)) : List.of();
    }

    private static boolean areThere(Findings findings) {
        return findings.standings().stream()
                .anyMatch(standing -> !services(findings, standing).isEmpty());
    }

    private static List<RequestTotals> services(Findings findings, Standing standing) {
        ControlPlaneResult run = ControlPlaneRuns.first(findings, standing);
        return run.requests().map(RequestResult::services).orElse(List.of());
    }

    private static Table totals(Findings findings) {
        Table.Builder table = Table.builder(
                "requests",
                "Requests on services",
                ContenderColumn.of(findings),
                Column.text("service", "Service", "Name of the service."),
                Column.number("offered", "Requests", "", 0, "Requests that clients made."),
                Column.percent("goodput", "Answered", 2, "Of these, answered in time by any try."),
                Column.percent("errors", "Failed", 2, "Of these, given up by their client."),
                Column.number("tries", "Tries", "", 2, "Tries a request."),
                Column.number("timed_out", "Timed out", "", 0, "Tries that were not answered in time."),
                Column.number("rejected", "Rejected", "", 0, "Tries that found the queue of their target full."),
                Column.number("without_target", "No target", "", 0, "Tries that found no target."),
                Column.number("faulty", "Zone errors", "", 0, "Tries that failed because their zone was impaired."),
                Column.duration("latency_mean_s", "Mean latency", "Mean time of an answer."),
                Column.duration("latency_p50_s", "Median latency", "Median time of an answer."),
                Column.duration("latency_p99_s", "99 % latency", "99 % quantile of the time of an answer."),
                Column.percent("cpu", "CPU", 1, "CPU that requests used, of what the tasks reserve (R2.28)."),
                Column.number("per_target_minute", "Per target", "1/min", 0, "Tries a minute and target."),
                Column.number("within_zone_gb", "Within zones", "GB", 2, "Bytes to and from targets in the same zone."),
                Column.number(
                        "across_zones_gb", "Across zones", "GB", 2, "Bytes to and from targets in another zone."));
        for (Standing standing : findings.standings()) {
            for (RequestTotals service : services(findings, standing)) {
                table.row(
                        Cell.text(standing.strategy()),
                        Cell.text(service.service()),
                        Cell.real(service.offered()),
                        known(service.goodput(), "nobody asked for anything"),
                        known(service.errors(), "nobody asked for anything"),
                        known(service.tries() / service.offered(), "nobody asked for anything"),
                        Cell.real(service.timedOut()),
                        Cell.real(service.rejected()),
                        Cell.real(service.withoutTarget()),
                        Cell.real(service.faulty()),
                        known(service.meanSeconds(), "nothing was answered"),
                        known(service.p50Seconds(), "nothing was answered"),
                        known(service.p99Seconds(), "nothing was answered"),
                        known(service.cpuUtilisation(), "its tasks reserve no CPU"),
                        known(service.requestsPerTargetMinute(), "there was no target"),
                        Cell.real(service.bytesWithinZone() / BYTES_PER_GB),
                        Cell.real(service.bytesAcrossZones() / BYTES_PER_GB));
            }
        }
        return table.build();
    }

    private static Cell known(double value, String otherwise) {
        return Double.isFinite(value) ? Cell.real(value) : Cell.unknown(otherwise);
    }

    private static Table overTime(Findings findings) {
        Table.Builder table = Table.builder(
                "requests-over-time",
                "Requests over time",
                ContenderColumn.of(findings),
                Column.text("service", "Service", "Name of the service."),
                Column.number("time_h", "From", "h", 3, "Start of the stretch, from the start of the run."),
                Column.number("offered_per_second", "Requests", "1/s", 2, "Requests that clients made."),
                Column.number("tries_per_second", "Tries", "1/s", 2, "Tries, retries included."),
                Column.number("answered_per_second", "Answered", "1/s", 2, "Requests answered in time."),
                Column.duration("latency_p99_s", "99 % latency", "99 % quantile of the time of an answer."),
                Column.number("targets", "Targets", "tasks", 2, "Tasks that got requests, on average."));
        for (Standing standing : findings.standings()) {
            for (RequestTotals service : services(findings, standing)) {
                for (RequestTotals.Stretch stretch : service.stretches()) {
                    table.row(
                            Cell.text(standing.strategy()),
                            Cell.text(service.service()),
                            Cell.real(stretch.fromMicros() / MICROS_PER_HOUR),
                            Cell.real(stretch.offeredPerSecond()),
                            Cell.real(stretch.triesPerSecond()),
                            Cell.real(stretch.answeredPerSecond()),
                            known(stretch.p99Seconds(), "nothing was answered"),
                            Cell.real(stretch.targets()));
                }
            }
        }
        return table.build();
    }

    private static List<Figure> figures(Findings findings) {
        List<RequestTotals> largest = services(findings, findings.standings().get(0)).stream()
                .sorted((a, b) -> Double.compare(b.offered(), a.offered()))
                .limit(MOST)
                .toList();
        List<Figure> figures = new ArrayList<>();
        int drawn = 0;
        for (RequestTotals service : largest) {
            String name = "requests-" + ++drawn;
            figures.add(new TimeSeriesPlot(
                    name,
                    service.service() + ": requests answered",
                    "What clients asked for, and what was answered in time under each of the competitors.",
                    HOURS,
                    PER_SECOND,
                    curves(findings, service, true, RequestTotals.Stretch::answeredPerSecond)));
            figures.add(new TimeSeriesPlot(
                    name + "-latency",
                    service.service() + ": 99 % latency",
                    "The time that one answer in a hundred takes longer than.",
                    HOURS,
                    Axis.linear("latency_s", "99 % latency", "s"),
                    curves(findings, service, false, RequestTotals.Stretch::p99Seconds)));
            figures.add(new TimeSeriesPlot(
                    name + "-targets",
                    service.service() + ": targets",
                    "The tasks that got requests.",
                    HOURS,
                    Axis.linear("tasks", "Targets", "tasks"),
                    curves(findings, service, false, RequestTotals.Stretch::targets)));
        }
        return figures;
    }

    private static List<Curve> curves(
            Findings findings, RequestTotals of, boolean offered, ToDoubleFunction<RequestTotals.Stretch> value) {
        List<Curve> curves = new ArrayList<>();
        if (offered) {
            curves.add(curve("asked for", 0, of, RequestTotals.Stretch::offeredPerSecond));
        }
        for (Standing standing : findings.standings()) {
            services(findings, standing).stream()
                    .filter(service -> service.service().equals(of.service())
                            && service.cluster().equals(of.cluster()))
                    .forEach(service -> curves.add(curve(standing.strategy(), curves.size(), service, value)));
        }
        return curves;
    }

    private static Curve curve(
            String name, int order, RequestTotals service, ToDoubleFunction<RequestTotals.Stretch> value) {
        List<Curve.Point> points = new ArrayList<>();
        for (RequestTotals.Stretch stretch : service.stretches()) {
            double at = value.applyAsDouble(stretch);
            if (Double.isFinite(at)) {
                points.add(new Curve.Point(stretch.fromMicros() / MICROS_PER_HOUR, at));
            }
        }
        return new Curve(new SeriesName(name, order), points);
    }
}
