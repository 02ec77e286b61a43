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

/** The checks of a suite as tables, as a sentence and as files. */
public final class ValidationReport {

    private static final int DECIMALS = 6;
    private static final String SHORTHAND =
            " M, LN and D are exponential, lognormal and constant service; waits are in mean service times.";

    private ValidationReport() {}

    /** Returns all that is known of the checks, for files. */
    public static Table full(List<Check> checks) {
        Table.Builder table = Table.builder(
                "validation",
                "Simulator against theory",
                Column.text(
                        "system", "System", "The system that theory knows; after a colon, the fault planted in it."),
                Column.text("quantity", "Quantity", "What is measured; waits are in mean service times."),
                Column.number("exact", "Exact", "", DECIMALS, "The value by theory, without the fault."),
                Column.number(
                        "measured",
                        "Measured",
                        "",
                        DECIMALS,
                        "Mean over the replications; all intervals together hold with 99 % confidence (Bonferroni)."),
                Column.percent("half_width", "Half-width", 2, "Half-width of the interval over the exact value."),
                Column.percent(
                        "rule", "Rule", 0, "Largest half-width that proves anything: 1 % means, 3 % probabilities."),
                Column.integer("replications", "Replications", "", "Independent runs."),
                Column.text("verdict", "Verdict", "What follows."));
        for (Check check : checks) {
            table.row(
                    Cell.text(check.oracle()),
                    Cell.text(check.quantity()),
                    Cell.real(check.exact()),
                    Cell.estimate(
                            check.measured(),
                            check.interval().lower(),
                            check.interval().upper()),
                    Cell.real(check.relativeHalfWidth()),
                    Cell.real(check.rule()),
                    Cell.whole(check.replications()),
                    Cell.text(check.verdict().words()));
        }
        return table.build();
    }

    /** Returns what a terminal of 80 columns has room for. */
    public static Table brief(List<Check> checks) {
        Table.Builder table = Table.builder(
                "validation-brief",
                "Simulator against theory",
                Column.text("check", "Check", "The system, the fault planted in it if any, and what is measured."),
                Column.number("exact", "Exact", "", DECIMALS, "The value by theory, without the fault."),
                Column.number("measured", "Measured", "", DECIMALS, "Mean over the replications."),
                Column.percent("half_width", "+-", 2, "Half-width of the interval over the exact value."),
                Column.text("verdict", "Verdict", "What follows."));
        for (Check check : checks) {
            table.row(
                    Cell.text(check.oracle() + ": " + check.quantity()),
                    Cell.real(check.exact()),
                    Cell.real(check.measured()),
                    Cell.real(check.relativeHalfWidth()),
                    Cell.text(check.verdict().words()));
        }
        return table.build();
    }

    /**
     * Writes {@code validation.csv} and {@code validation.json} into a folder of results.
     *
     * @throws IOException if the folder holds something that ecsim did not write, or cannot be written
     */
    public static void write(List<Check> checks, Path folder) throws IOException {
        Table table = full(checks);
        try (ResultFiles files = new ResultFiles(folder)) {
            files.write("validation.csv", CsvTables.text(table));
            files.write("validation.json", JsonTables.text(table));
            files.finish();
        }
    }

    /** Returns the outcome as one sentence or two. */
    public static String summary(List<Check> checks) {
        long wide = count(checks, Check.Verdict.AGREES_WIDE);
        long agreeing = count(checks, Check.Verdict.AGREES) + wide;
        long detected = count(checks, Check.Verdict.FAULT_DETECTED);
        long faults = detected + count(checks, Check.Verdict.FAULT_MISSED);
        String text = String.format(
                Locale.ROOT,
                "%d of %d checks agree with theory, at 99 %% confidence for all together; %d of %d checks of planted"
                        + " faults noticed them.",
                agreeing,
                checks.size() - faults,
                detected,
                faults);
        if (wide == 0) {
            return text + SHORTHAND;
        }
        return text
                + SHORTHAND
                + String.format(
                        Locale.ROOT,
                        " %d of those that agree have intervals wider than the rule (1 %% of a mean, 3 %% of a"
                                + " probability): --effort full narrows them.",
                        wide);
    }

    /** Returns whether every check passed and every planted fault was noticed. */
    public static boolean passed(List<Check> checks) {
        return checks.stream().allMatch(check -> check.verdict().passed());
    }

    private static long count(List<Check> checks, Check.Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
