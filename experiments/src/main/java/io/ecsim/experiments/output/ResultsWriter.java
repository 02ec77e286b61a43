package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.LatencyRecord;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes everything that a comparison leaves behind into one folder, or nothing. All files but {@code timing.json} and
 * the pictures are the same bytes for the same scenario, seed and version.
 */
public final class ResultsWriter {

    private ResultsWriter() {}

    /** Returns {@code results.json}. */
    public static String json(Findings findings, Repetition repetition) {
        return ResultsJson.text(findings, repetition.version());
    }

    /** Writes the folder with nothing that is only there when asked for. */
    public static Path write(Findings findings, Repetition repetition, Path folder) throws IOException {
        return write(findings, repetition, ResultExtras.NONE, folder);
    }

    /**
     * Writes the folder.
     *
     * @param extras what it holds beside the usual
     * @return the report to open
     * @throws IOException if the folder cannot be written; nothing is left behind then
     */
    public static Path write(Findings findings, Repetition repetition, ResultExtras extras, Path folder)
            throws IOException {
        try (ResultFiles files = new ResultFiles(folder)) {
            files.write("results.json", json(findings, repetition));
            files.write("timing.json", TimingJson.text(findings.result(), repetition.threads()));
            Optional<String> latency = LatencyRecord.text(findings.result().runs());
            if (latency.isPresent()) {
                files.write("latency.csv", latency.get());
            }
            for (Table table : tables(findings)) {
                files.write(table.name() + ".csv", CsvTables.text(table));
            }
            extras.write(findings, repetition, files.draft());
            extras.write(ReportPage.of(findings, repetition), files.draft());
            files.finish();
        }
        return folder.resolve("report.html");
    }

    /** Returns the tables that stand beside the report; those that it shows it writes itself. */
    static List<Table> tables(Findings findings) {
        List<Table> tables = new ArrayList<>();
        tables.add(RunsTable.of(findings));
        tables.add(DetailTables.summary(findings));
        tables.addAll(ControlPlaneSections.tables(findings));
        return tables;
    }
}
