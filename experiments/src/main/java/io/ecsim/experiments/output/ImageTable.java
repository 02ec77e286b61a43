package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.ImageTotals;
import io.ecsim.observe.PullFailure;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What image pulls did. */
final class ImageTable {

    private static final double MICROS = 1e6;
    private static final double BYTES_PER_GB = 1e9;

    private ImageTable() {}

    /** Returns whether a registry sent anything or should have. */
    static boolean hasPulls(Findings findings) {
        return findings.standings().stream()
                .flatMap(standing -> ControlPlaneRuns.all(findings, standing).stream())
                .anyMatch(run -> run.images().bytes() > 0 || run.images().failed() > 0);
    }

    /** Returns {@code images.csv}: one row a strategy. */
    static Table of(Findings findings) {
        Table.Builder table = Table.builder(
                "images",
                "Image pulls from the start, warm-up included: means over replications",
                ContenderColumn.of(findings),
                Column.number("pulled_gb", "Pulled", "GB", 2, "Bytes that registries sent, in units of 10^9."),
                Column.number("pulls", "Pulls", "", 0, "Pulls that agents asked for."),
                Column.percent("cached", "Cached", 1, "Pulls that ended without a byte sent for them."),
                Column.percent(
                        "shared",
                        "Shared",
                        1,
                        "Pulls that waited for a layer that another pull was receiving on the same instance."),
                Column.duration("wait_mean_s", "Mean wait", "From asking for an image to having it."),
                Column.duration("wait_longest_s", "Longest wait", "The longest of these, in any replication."),
                Column.text("failures", "Failed pulls", "Pulls without the image in all replications, by reason."));
        for (Standing standing : findings.standings()) {
            table.row(row(standing.strategy(), ControlPlaneRuns.all(findings, standing)));
        }
        return table.build();
    }

    private static Cell[] row(String strategy, List<ControlPlaneResult> runs) {
        double pulls = sum(runs, ImageTotals::pulls);
        double pulled = sum(runs, ImageTotals::pulled);
        return new Cell[] {
            Cell.text(strategy),
            Cell.real(sum(runs, ImageTotals::bytes) / BYTES_PER_GB / runs.size()),
            Cell.real(pulls / runs.size()),
            share(sum(runs, ImageTotals::cached), pulled),
            share(sum(runs, ImageTotals::shared), pulled),
            pulled == 0
                    ? Cell.unknown("no pull ended with the image there")
                    : Cell.real(sum(runs, ImageTotals::waitMicros) / pulled / MICROS),
            pulled == 0
                    ? Cell.unknown("no pull ended with the image there")
                    : Cell.real(runs.stream()
                                    .mapToLong(run -> run.images().longestWaitMicros())
                                    .max()
                                    .orElse(0)
                            / MICROS),
            Cell.text(failures(runs))
        };
    }

    private static double sum(List<ControlPlaneResult> runs, ToLongFunction<ImageTotals> figure) {
        return runs.stream().map(ControlPlaneResult::images).mapToLong(figure).sum();
    }

    private static Cell share(double part, double whole) {
        return whole == 0 ? Cell.unknown("no pull ended with the image there") : Cell.real(part / whole);
    }

    private static String failures(List<ControlPlaneResult> runs) {
        Map<PullFailure, Long> all = new EnumMap<>(PullFailure.class);
        runs.forEach(run -> run.images().failures().forEach((reason, count) -> all.merge(reason, count, Long::sum)));
        return all.isEmpty()
                ? "none"
                : all.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + words(entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String words(PullFailure failure) {
        return switch (failure) {
            case RATE_LIMITED -> "rate-limited";
            case NO_ANSWER -> "without an answer for a minute";
            case INACTIVE -> "with nothing sent for a minute";
            case NOT_BEGUN -> "not begun after five minutes";
            case TIMED_OUT -> "not there after two hours";
        };
    }
}
