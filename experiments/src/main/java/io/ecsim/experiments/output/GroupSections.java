package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.GroupTotals;
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

/** What Auto Scaling groups did, in the first replication. */
final class GroupSections {

    private static final double MICROS = 1e6;
    private static final double MICROS_PER_HOUR = 3.6e9;

    /** Most groups whose course is drawn; their numbers are in a table for the rest. */
    private static final int MOST = 4;

    private static final Axis HOURS = Axis.linear("time_h", "Time", "h");
    private static final Axis MACHINES = Axis.linear("instances", "Instances", "instances");

    private GroupSections() {}

    /** Returns the section; none where there are no groups. */
    static Optional<Section> of(Findings findings) {
        if (!isThere(findings)) {
            return Optional.empty();
        }
        Part part = Part.text("Instances that Auto Scaling groups launched and terminated, in replication "
                        + ControlPlaneRuns.replication(findings)
                        + ". The figures show the first groups under the first of the ranking.")
                .with(table(findings));
        for (Figure figure : figures(findings)) {
            part = part.with(figure);
        }
        return Optional.of(new Section("Auto Scaling groups", part));
    }

    /** Returns the tables that stand beside the report; none where there are no groups. */
    static List<Table> tables(Findings findings) {
        return isThere(findings) ? List.of(table(findings)) : List.of();
    }

    private static boolean isThere(Findings findings) {
        return findings.standings().stream()
                .anyMatch(standing -> !groups(findings, standing).isEmpty());
    }

    private static List<GroupTotals> groups(Findings findings, Standing standing) {
        return ControlPlaneRuns.first(findings, standing).groups();
    }

    private static Table table(Findings findings) {
        Table.Builder table = Table.builder(
                "auto-scaling-groups",
                "Auto Scaling groups",
                ContenderColumn.of(findings),
                Column.text("group", "Group", "Name of the group."),
                Column.integer("launched", "Launched", "", "Instances launched, those of time 0 included."),
                Column.integer("terminated", "Terminated", "", "Instances that the group terminated itself."),
                Column.integer("lost", "Lost", "", "Instances that failed or were interrupted."),
                Column.integer("scale_outs", "Out", "", "How often its desired capacity rose."),
                Column.integer("scale_ins", "In", "", "How often its desired capacity fell."),
                Column.duration("short_s", "Short", "Time in which it wanted instances that no pool had capacity for."),
                Column.number("mean", "Mean", "instances", 2, "Instances from launch to termination: mean of the run."),
                Column.integer("peak", "Peak", "", "Most instances at once."));
        for (Standing standing : findings.standings()) {
            for (GroupTotals group : groups(findings, standing)) {
                table.row(
                        Cell.text(standing.strategy()),
                        Cell.text(group.name()),
                        Cell.whole(group.launched()),
                        Cell.whole(group.terminated()),
                        Cell.whole(group.lost()),
                        Cell.whole(group.scaleOuts()),
                        Cell.whole(group.scaleIns()),
                        Cell.real(group.insufficientMicros() / MICROS),
                        Cell.real(group.meanMachines()),
                        Cell.whole(group.peakMachines()));
            }
        }
        return table.build();
    }

    private static List<Figure> figures(Findings findings) {
        Standing first = findings.standings().get(0);
        List<Figure> figures = new ArrayList<>();
        for (GroupTotals group : groups(findings, first)) {
            if (group.course().isEmpty() || figures.size() == MOST) {
                continue;
            }
            figures.add(new TimeSeriesPlot(
                    "group-" + (figures.size() + 1),
                    group.name() + " under " + first.strategy() + ": instances",
                    "The desired capacity of the group, and its instances in service. The way between the two is the time"
                            + " that instances take to boot, or the capacity that pools lack.",
                    HOURS,
                    MACHINES,
                    List.of(
                            curve("desired", 0, group, GroupTotals.Point::desired),
                            curve("in service", 1, group, GroupTotals.Point::inService))));
        }
        return figures;
    }

    /** The size stays until it changes. */
    private static Curve curve(String name, int order, GroupTotals group, ToDoubleFunction<GroupTotals.Point> value) {
        List<Curve.Point> points = new ArrayList<>();
        double before = Double.NaN;
        for (GroupTotals.Point point : group.course()) {
            double hours = point.atMicros() / MICROS_PER_HOUR;
            if (!points.isEmpty()) {
                points.add(new Curve.Point(hours, before));
            }
            before = value.applyAsDouble(point);
            points.add(new Curve.Point(hours, before));
        }
        return new Curve(new SeriesName(name, order), points);
    }
}
