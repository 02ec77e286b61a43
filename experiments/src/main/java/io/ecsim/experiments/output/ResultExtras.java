package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.reports.page.PaperFormats;
import io.ecsim.reports.page.Report;
import io.ecsim.reports.page.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a results folder holds only when asked for.
 *
 * @param paper figures and tables for a paper
 * @param sqlite whether a comparison is also written as a database
 */
public record ResultExtras(PaperFormats paper, boolean sqlite) {

    /** Nothing beside what every results folder holds. */
    public static final ResultExtras NONE = new ResultExtras(PaperFormats.NONE, false);

    /** Writes a comparison as a database, where that is asked for. */
    void write(Findings findings, Repetition repetition, Path folder) throws IOException {
        if (sqlite) {
            ResultsDatabase.write(findings, repetition, folder.resolve(ResultsDatabase.NAME));
        }
    }

    /** Writes a report and what a paper takes from it. */
    void write(Report report, Path folder) throws IOException {
        ReportWriter.write(report, folder);
        ReportWriter.write(report, paper, folder);
    }
}
