package io.ecsim.experiments.validation;

import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How often intervals held known answers, as a table, as a sentence and as files. */
public final class CoverageReport {

    private CoverageReport() {}

    /** Returns one row a kind of interval and model. */
    public static Table table(List<Coverage> coverages) {
        Table.Builder table = Table.builder(
                "coverage",
                "How often nominal 95 % intervals hold the known answer",
                Column.text("interval", "Interval", "The kind of interval; planted faults are wrong on purpose."),
                Column.text("model", "Model", "What it is an interval of, with a known answer."),
                Column.integer("repeats", "Repeats", "", "How often the interval was made anew."),
                Column.percent("covered", "Covered", 1, "Share that held the answer, with its 95 % interval."),
                Column.text("verdict", "Verdict", "Within 93 % to 97 % or not."));
        for (Coverage coverage : coverages) {
            table.row(
                    Cell.text((coverage.plantedFault() ? "fault: " : "") + coverage.method()),
                    Cell.text(coverage.model()),
                    Cell.whole(coverage.repeats()),
                    Cell.estimate(
                            coverage.share(),
                            coverage.interval().lower(),
                            coverage.interval().upper()),
                    Cell.text(coverage.words()));
        }
        return table.build();
    }

    /** Returns what a terminal of 80 columns has room for. */
    public static Table brief(List<Coverage> coverages) {
        Table.Builder table = Table.builder(
                "coverage-brief",
                "How often nominal 95 % intervals hold the known answer",
                Column.text("interval", "Interval and model", "What was made again and again, and of what."),
                Column.percent("covered", "Covered", 1, "Share that held the answer."),
                Column.text("verdict", "Verdict", "Within 93 % to 97 % or not."));
        for (Coverage coverage : coverages) {
            table.row(
                    Cell.text((coverage.plantedFault() ? "fault: " : "") + coverage.method() + ": " + coverage.model()),
                    Cell.real(coverage.share()),
                    Cell.text(coverage.words()));
        }
        return table.build();
    }

    /** Returns the outcome as one sentence. */
    public static String summary(List<Coverage> coverages) {
        long sound = coverages.stream().filter(each -> !each.plantedFault()).count();
        long asTheySay = coverages.stream()
                .filter(each -> !each.plantedFault() && each.passed())
                .count();
        long detected = coverages.stream()
                .filter(each -> each.plantedFault() && each.passed())
                .count();
        return String.format(
                Locale.ROOT,
                "%d of %d kinds of 95 %% intervals hold the known answer 93 to 97 times in 100; %d of %d that are wrong on"
                        + " purpose do not.",
                asTheySay,
                sound,
                detected,
                coverages.size() - sound);
    }

    /** Returns whether every kind of interval covers as it says, and every planted fault was found out. */
    public static boolean passed(List<Coverage> coverages) {
        return coverages.stream().allMatch(Coverage::passed);
    }

    /**
     * Writes {@code coverage.csv} and {@code coverage.json} into a folder of results.
     *
     * @throws IOException if the folder holds something that ecsim did not write, or cannot be written
     */
    public static void write(List<Coverage> coverages, Path folder) throws IOException {
        Table table = table(coverages);
        try (ResultFiles files = new ResultFiles(folder)) {
            files.write("coverage.csv", CsvTables.text(table));
            files.write("coverage.json", JsonTables.text(table));
            files.finish();
        }
    }
}
