package io.ecsim.experiments.output;

import io.ecsim.reports.page.PaperFormats;
import io.ecsim.reports.page.Report;
import io.ecsim.reports.page.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a results folder holds only when asked for.
 *
 * @param paper figures and tables for a paper
 */
public record ResultExtras(PaperFormats paper) {

    /** Nothing beside what every results folder holds. */
    public static final ResultExtras NONE = new ResultExtras(PaperFormats.NONE);

    /** Writes a report and what a paper takes from it. */
    void write(Report report, Path folder) throws IOException {
        ReportWriter.write(report, folder);
        ReportWriter.write(report, paper, folder);
    }
}
