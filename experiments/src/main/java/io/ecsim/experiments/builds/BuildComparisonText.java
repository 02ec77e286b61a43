package io.ecsim.experiments.builds;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison of two builds as a table and as sentences. */
public final class BuildComparisonText {

    private BuildComparisonText() {}

    /** Returns one row a benchmark, narrow enough for 80 columns. */
    public static Table table(BuildComparison comparison) {
        Table.Builder table = Table.builder(
                "builds",
                "New build against old",
                Column.text("benchmark", "Benchmark", "The benchmark and its parameters."),
                Column.number(
                        "time_ratio",
                        "Time new/old",
                        "",
                        3,
                        "Above 1: the new build is slower. All intervals together hold at 95 %."),
                Column.text("time", "Time", "What follows from the interval and the margin."),
                Column.number("bytes_change", "B/op", "", 0, "Bytes per operation, new minus old, of the medians."),
                Column.text("work", "Results", "Whether both builds computed the same."));
        for (SpeedChange change : comparison.changes()) {
            table.row(
                    Cell.text(change.benchmark()),
                    Cell.estimate(
                            change.ratio(),
                            change.interval().lower(),
                            change.interval().upper()),
                    Cell.text(change.verdict(BuildComparison.MARGIN).word()),
                    allocation(change),
                    Cell.text(work(change)));
        }
        return table.build();
    }

    private static Cell allocation(SpeedChange change) {
        return change.allocation() == SpeedChange.Allocation.UNKNOWN
                ? Cell.unknown("not measured")
                : Cell.real(change.newBytes() - change.oldBytes());
    }

    private static String work(SpeedChange change) {
        return switch (change.work()) {
            case EQUAL -> "equal";
            case CHANGED -> "CHANGED";
            case UNSTABLE -> "UNSTABLE";
            case UNKNOWN -> "-";
        };
    }

    /** Returns what the table means, one paragraph an item, loudest first. */
    public static List<String> sentences(BuildComparison comparison) {
        List<String> said = new ArrayList<>();
        say(
                said,
                comparison.changes().stream()
                        .filter(change -> change.work() == SpeedChange.Work.CHANGED)
                        .toList(),
                "RESULTS CHANGED: the new build does not place as the old one does, so their times are of different"
                        + " work: ");
        say(
                said,
                comparison.changes().stream()
                        .filter(change -> change.work() == SpeedChange.Work.UNSTABLE)
                        .toList(),
                "NOT REPEATABLE: forks of one build differ in what they computed: ");
        say(
                said,
                comparison.with(SpeedChange.Verdict.SLOWER),
                "Slower by more than 5 %, with all intervals together at 95 %: ");
        say(
                said,
                comparison.with(SpeedChange.Verdict.FASTER),
                "Faster by more than 5 %, with all intervals together at 95 %: ");
        for (SpeedChange change : comparison.changes()) {
            if (change.allocation() == SpeedChange.Allocation.MORE
                    || change.allocation() == SpeedChange.Allocation.LESS) {
                said.add(String.format(
                        Locale.ROOT,
                        "Each fork of the new build allocates %s than each of the old: %s, %,.0f bytes an operation"
                                + " instead of %,.0f.",
                        change.allocation() == SpeedChange.Allocation.MORE ? "more" : "less",
                        change.benchmark(),
                        change.newBytes(),
                        change.oldBytes()));
            }
        }
        long endless = comparison.changes().stream()
                .filter(change -> Double.isInfinite(change.interval().upper()))
                .count();
        if (endless > 0) {
            int benchmarks = comparison.changes().size();
            said.add(String.format(
                    Locale.ROOT,
                    "Too few pairs for an interval: %s at least %d pairs of forks%s.",
                    benchmarks == 1 ? "one benchmark needs" : benchmarks + " benchmarks together need",
                    comparison.fewestPairs(),
                    benchmarks == 1 ? "" : " each"));
        } else if (comparison.with(SpeedChange.Verdict.UNDECIDED).size() > 0) {
            said.add("Undecided: the interval crosses a bound of 5 %; more pairs of forks narrow it.");
        }
        if (comparison.with(SpeedChange.Verdict.SAME).size()
                == comparison.changes().size()) {
            said.add("No time differs by more than 5 %, with all intervals together at 95 %.");
        }
        return said;
    }

    private static void say(List<String> said, List<SpeedChange> changes, String words) {
        if (!changes.isEmpty()) {
            said.add(words + changes.stream().map(SpeedChange::benchmark).collect(Collectors.joining("; ")) + ".");
        }
    }
}
