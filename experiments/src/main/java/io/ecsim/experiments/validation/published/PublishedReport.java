package io.ecsim.experiments.validation.published;

import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.MarkdownTables;
import io.ecsim.reports.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Published results beside ecsim's as tables, as a few sentences and as files. */
public final class PublishedReport {

    private static final String PASS = "pass";
    private static final String FAIL = "FAIL";

    private PublishedReport() {}

    /**
     * Returns the tables for a terminal of 80 columns: the published table, its details, and the other known results.
     */
    public static List<Table> brief(PublishedResults results) {
        return List.of(
                cells("published-table", "GPUs allocated, % of all, at requests of 130 %", results.table()),
                details(results),
                known(results));
    }

    private static Table cells(String name, String title, List<FgdCell> cells) {
        Table.Builder table = Table.builder(name, title, cellColumns());
        cells.forEach(cell -> table.row(row(cell)));
        return table.build();
    }

    private static Column[] cellColumns() {
        return new Column[] {
            Column.text("workload", "Workload", "The pod list of the openb trace."),
            Column.text("policy", "Policy", "The published policy."),
            Column.number("published", "Published", "", 2, "Mean of the ten published runs."),
            Column.number("sd", "SD", "", 2, "Standard deviation of the published runs."),
            Column.number("ecsim", "ecsim", "", 2, "Mean of ecsim's runs with the same seeds."),
            Column.text("same", "Same runs", "Runs that show the published value itself, but for its last digit."),
            Column.text("verdict", "Verdict", "Whether the mean is within 2 SD of the published mean.")
        };
    }

    private static Cell[] row(FgdCell cell) {
        return new Cell[] {
            Cell.text(cell.workload()),
            Cell.text(cell.policy().words()),
            Cell.real(cell.published().mean()),
            Cell.real(cell.published().standardDeviation()),
            Cell.real(cell.measured().mean()),
            Cell.text(same(cell)),
            Cell.text(cell.passes() ? PASS : FAIL)
        };
    }

    private static String same(FgdCell cell) {
        return cell.policy().draws()
                ? "draws"
                : cell.same() + " of " + cell.measured().count();
    }

    private static Table details(PublishedResults results) {
        Table.Builder table = Table.builder(
                "published-levels",
                "Workload " + FgdTable.DETAILED + " by level of requests, %",
                Column.text("measure", "Measure", "What is measured; amounts in % of all GPUs."),
                Column.integer("level", "Level", "", "GPUs asked for in percent of the capacity."),
                Column.text("policy", "Policy", "The published policy."),
                Column.number("published", "Published", "", 2, "Mean of the ten published runs."),
                Column.number("sd", "SD", "", 2, "Standard deviation of the published runs."),
                Column.number("ecsim", "ecsim", "", 2, "Mean of ecsim's runs with the same seeds."),
                Column.text("same", "Same runs", "Runs that show the published value itself, but for its last digit."),
                Column.text("verdict", "Verdict", "Whether the mean is within 2 SD of the published mean."));
        for (FgdCell cell : results.details()) {
            table.row(
                    Cell.text(cell.measure().words()),
                    Cell.whole(cell.level()),
                    Cell.text(cell.policy().words()),
                    Cell.real(cell.published().mean()),
                    Cell.real(cell.published().standardDeviation()),
                    Cell.real(cell.measured().mean()),
                    Cell.text(same(cell)),
                    Cell.text(cell.passes() ? PASS : FAIL));
        }
        return table.build();
    }

    private static Table known(PublishedResults results) {
        Table.Builder table = Table.builder(
                "published-known",
                "Orders of the policies, bin packing, aws/containers-roadmap issue 105",
                Column.text("result", "Result", "What was run."),
                Column.text("known", "Known", "What is known of it."),
                Column.text("ecsim", "ecsim", "What came out."),
                Column.text("verdict", "Verdict", "Whether it agrees."));
        for (KnownResult result : results.known()) {
            table.row(
                    Cell.text(result.name()),
                    Cell.text(result.expected()),
                    Cell.text(result.measured()),
                    Cell.text(result.passed() ? PASS : FAIL));
        }
        return table.build();
    }

    /** Returns the outcome as a few sentences. */
    public static String summary(PublishedResults results) {
        List<FgdCell> fixed =
                results.cells().stream().filter(cell -> !cell.policy().draws()).toList();
        long same = fixed.stream().mapToLong(FgdCell::same).sum();
        long runs = fixed.stream().mapToLong(cell -> cell.measured().count()).sum();
        return String.format(
                Locale.ROOT,
                "%s cells within 2 published standard deviations; %s other results as known. %d of %d values of policies"
                        + " that draw nothing are the published ones, run by run: ecsim draws the order of pods and nodes"
                        + " as the authors did. The others are of FGD: where fragmentation does not grow, the authors'"
                        + " floating-point sums may say that it does, by 10^-16; ecsim's are integers. Random cannot be"
                        + " the same, for its draws depend on the threads of the authors' scheduler.",
                ratio(results.cells(), FgdCell::passes),
                ratio(results.known(), KnownResult::passed),
                same,
                runs);
    }

    private static <T> String ratio(List<T> all, Predicate<T> good) {
        return all.stream().filter(good).count() + " of " + all.size();
    }

    /** Returns the tables as one JSON document. */
    public static String json(PublishedResults results) {
        StringBuilder all = new StringBuilder("[");
        String separator = "";
        for (Table table : brief(results)) {
            all.append(separator).append(JsonTables.text(table).strip());
            separator = ",\n";
        }
        return all.append("]\n").toString();
    }

    /** Returns the tables and the summary as Markdown. */
    static String markdown(PublishedResults results) {
        StringBuilder all = new StringBuilder("# Published results and ecsim's\n\n")
                .append(MarkdownTables.escape(summary(results)))
                .append('\n');
        for (Table table : brief(results)) {
            all.append("\n## ")
                    .append(MarkdownTables.escape(table.title()))
                    .append("\n\n")
                    .append(MarkdownTables.text(table));
        }
        return all.toString();
    }

    /**
     * Writes a CSV of each table, {@code published.json} and {@code published.md} into a folder of results.
     *
     * @throws IOException if the folder holds something that ecsim did not write, or cannot be written
     */
    public static void write(PublishedResults results, Path folder) throws IOException {
        try (ResultFiles files = new ResultFiles(folder)) {
            for (Table table : brief(results)) {
                files.write(table.name() + ".csv", CsvTables.text(table));
            }
            files.write("published.json", json(results));
            files.write("published.md", markdown(results));
            files.finish();
        }
    }
}
