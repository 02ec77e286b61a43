package io.ecsim.reports.page;

import io.ecsim.reports.Fixture;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;

/** An invented report, to test with and to look at. */
final class ReportFixture {
    private ReportFixture() {}

    static Report report() {
        return report("three-zones");
    }

    static Report report(String title) {
        return new Report(
                title,
                "binpack(memory) wins: tasks wait 2.31 s on average, 1.42 s less than with"
                        + " spread(attribute:ecs.availability-zone), binpack(memory), and it needs 2 instances fewer.",
                List.of(
                        new KeyNumber("Mean wait", "2.31", "s", "binpack(memory); next best 3.73 s"),
                        new KeyNumber("Need", "58", "instances", "fewest that keep the 99 % wait under 60 s"),
                        new KeyNumber("Price of the need", "11.14", "USD/h", "on demand, us-east-1, 1 Nov 2026"),
                        new KeyNumber("Unplaced", "0.02", "%", "of 240,000 requested tasks")),
                Part.text(
                                "Very sure: over 30 replications with the same random numbers, the interval of every difference"
                                        + " lies outside the margin of 0.5 s, except the first, which touches it.")
                        .with(differences()),
                List.of(Fixture.behind(), Fixture.needAgainstWait()),
                List.of(
                        "3.1 % of the waits are censored: the tasks were still waiting when the run ended.",
                        "Prices are of 1 November 2026.", "Network transfer between zones is not modelled."),
                Part.text("Counted at the first refusal of each task shape.").with(Fixture.reasons()),
                new Repeat(
                        "./ecsim compare examples/three-zones.yaml --seed 42 --replications 30",
                        List.of(
                                new Repeat.Fact("Seed", "42"),
                                new Repeat.Fact("Version", "0.1.0"),
                                new Repeat.Fact(
                                        "three-zones.yaml",
                                        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))),
                List.of(
                        new Section(
                                "How long tasks wait",
                                Part.text("Seen over all replications.").with(Fixture.waits())),
                        new Section(
                                "Use of the cluster",
                                Part.text("Memory.").with(Fixture.allocation()).with(Fixture.fragmentation())),
                        new Section("Balance", Part.text("Zones.").with(Fixture.zones())),
                        new Section("Failures", Part.absent("The scenario has no failures."))));
    }

    private static Table differences() {
        Table.Builder table = Table.builder(
                "paired-differences",
                "Paired differences to the best",
                Column.integer("rank", "Rank", "", "Place by mean wait; ties share it."),
                Column.text("strategy", "Strategy", "The chain."),
                Column.number(
                        "behind_s", "Behind the best", "s", 2, "Mean wait minus that of the best, 95 % interval."),
                Column.number("p_value", "p", "", 4, "Holm-adjusted."),
                Column.percent("unplaced", "Unplaced", 2, "Share of requested tasks never placed."),
                Column.duration("wait_p99_s", "99 % wait", "The 99 % quantile."));
        table.row(
                Cell.whole(1),
                Cell.text(Fixture.STRATEGIES.get(0)),
                Cell.real(0),
                Cell.unknown("the best"),
                Cell.real(0.0002),
                Cell.real(31.5));
        table.row(
                Cell.whole(2),
                Cell.text(Fixture.STRATEGIES.get(1)),
                Cell.estimate(1.42, 0.52, 2.32),
                Cell.real(0.0121),
                Cell.real(0.0002),
                Cell.real(48.9));
        table.row(
                Cell.whole(3),
                Cell.text(Fixture.STRATEGIES.get(3)),
                Cell.estimate(7.3, 5.8, 8.8),
                Cell.below(0.0001),
                Cell.real(0.011),
                Cell.above(600));
        table.row(
                Cell.whole(3),
                Cell.text(Fixture.STRATEGIES.get(4)),
                Cell.estimate(9.05, 7.25, 10.9),
                Cell.below(0.0001),
                Cell.real(0.013),
                Cell.above(600));
        table.row(
                Cell.whole(5),
                Cell.text(Fixture.STRATEGIES.get(2)),
                Cell.estimate(11.8, 10.6, 13),
                Cell.below(0.0001),
                Cell.real(0.02),
                Cell.above(600));
        return table.build();
    }
}
