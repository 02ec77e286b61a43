package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.ScaledService;
import io.ecsim.observe.ScalingActivity;
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

/** What Service Auto Scaling did, in the first replication. */
final class ScalingSections {

    private static final double MICROS = 1e6;
    private static final double MICROS_PER_HOUR = 3.6e9;

    /** Most services whose course is drawn; their numbers are in a table for the rest. */
    private static final int MOST = 4;

    private static final Axis HOURS = Axis.linear("time_h", "Time", "h");

    private ScalingSections() {}

    /** Returns the section; none where no service scales. */
    static Optional<Section> of(Findings findings) {
        if (!isThere(findings)) {
            return Optional.empty();
        }
        Part part = Part.text("Desired counts that followed metrics and schedules, in replication "
                        + ControlPlaneRuns.replication(findings)
                        + ". The figures show the first services under the first of the ranking; all changes are in"
                        + " scaling-activities.csv, each with its cause.")
                .with(services(findings));
        for (Figure figure : figures(findings)) {
            part = part.with(figure);
        }
        return Optional.of(new Section("Service Auto Scaling", part));
    }

    /** Returns the table that stands beside the report; none where no service scales. */
    static List<Table> tables(Findings findings) {
        return isThere(findings) ? List.of(activities(findings)) : List.of();
    }

    private static boolean isThere(Findings findings) {
        return findings.standings().stream()
                .anyMatch(standing -> !scaled(findings, standing).isEmpty());
    }

    private static List<ScaledService> scaled(Findings findings, Standing standing) {
        return ControlPlaneRuns.first(findings, standing).scaled();
    }

    private static Table services(Findings findings) {
        Table.Builder table = Table.builder(
                "scaling",
                "Services that scaled",
                ContenderColumn.of(findings),
                Column.text("service", "Service", "Name of the service."),
                Column.integer("scale_outs", "Out", "", "How often its desired count rose."),
                Column.integer("scale_ins", "In", "", "How often its desired count fell."),
                Column.integer("least_desired", "Least desired", "", "Least desired count at the end of a minute."),
                Column.integer("most_desired", "Most desired", "", "Greatest desired count at the end of a minute."),
                Column.number(
                        "desired_mean", "Mean desired", "tasks", 2, "Mean over the minutes of the desired count."),
                Column.number("running_mean", "Mean running", "tasks", 2, "Mean over the minutes of RUNNING tasks."));
        for (Standing standing : findings.standings()) {
            for (ScaledService service : scaled(findings, standing)) {
                table.row(
                        Cell.text(standing.strategy()),
                        Cell.text(service.service()),
                        Cell.whole(service.scaleOuts()),
                        Cell.whole(service.scaleIns()),
                        Cell.whole(service.leastDesired()),
                        Cell.whole(service.mostDesired()),
                        Cell.real(service.desiredMean()),
                        Cell.real(service.runningMean()));
            }
        }
        return table.build();
    }

    private static Table activities(Findings findings) {
        Table.Builder table = Table.builder(
                "scaling-activities",
                "Scaling activities, at most " + ScaledService.MOST_ACTIVITIES + " of a service",
                ContenderColumn.of(findings),
                Column.text("service", "Service", "Name of the service."),
                Column.duration("at_s", "At", "When, from the start of the run."),
                Column.integer("from", "From", "", "Desired count before."),
                Column.integer("to", "To", "", "Desired count after."),
                Column.text("cause", "Cause", "In the words of Application Auto Scaling."));
        for (Standing standing : findings.standings()) {
            for (ScaledService service : scaled(findings, standing)) {
                for (ScalingActivity activity : service.activities()) {
                    table.row(
                            Cell.text(standing.strategy()),
                            Cell.text(service.service()),
                            Cell.real(activity.atMicros() / MICROS),
                            Cell.whole(activity.from()),
                            Cell.whole(activity.to()),
                            Cell.text(activity.cause()));
                }
            }
        }
        return table.build();
    }

    private static List<Figure> figures(Findings findings) {
        Standing first = findings.standings().get(0);
        List<Figure> figures = new ArrayList<>();
        int drawn = 0;
        for (ScaledService service : scaled(findings, first)) {
            if (service.course().isEmpty() || drawn == MOST) {
                continue;
            }
            String name = "scaling-" + ++drawn;
            figures.add(new TimeSeriesPlot(
                    name,
                    service.service() + " under " + first.strategy() + ": tasks",
                    "What the service was to have, and what ran. The way between the two is the time that tasks take to"
                            + " start, and to stop.",
                    HOURS,
                    Axis.linear("tasks", "Tasks", "tasks"),
                    List.of(
                            curve("desired", 0, service, ScaledService.Point::desired),
                            curve("running", 1, service, ScaledService.Point::running))));
            if (service.course().stream().anyMatch(point -> Double.isFinite(point.metric()))) {
                figures.add(new TimeSeriesPlot(
                        name + "-metric",
                        service.service() + " under " + first.strategy() + ": " + service.metric(),
                        "What the first policy of the service watches, in the minute that ends at each point, and the value at"
                                + " which it aims or from which it acts.",
                        HOURS,
                        Axis.linear("metric", service.metric(), ""),
                        List.of(
                                curve(service.metric(), 0, service, ScaledService.Point::metric),
                                curve("target", 1, service, point -> service.target()))));
            }
        }
        return figures;
    }

    private static Curve curve(
            String name, int order, ScaledService service, ToDoubleFunction<ScaledService.Point> value) {
        List<Curve.Point> points = new ArrayList<>();
        for (ScaledService.Point point : service.course()) {
            points.add(new Curve.Point(point.atMicros() / MICROS_PER_HOUR, value.applyAsDouble(point)));
        }
        return new Curve(new SeriesName(name, order), points);
    }
}
