package io.ecsim.cli;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.validation.published.PublishedReport;
import io.ecsim.experiments.validation.published.PublishedResults;
import io.ecsim.experiments.validation.published.PublishedValidation;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import io.ecsim.workload.WorkloadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code ecsim validate --published}: runs published results again.
 *
 * @param data the folder with the openb trace
 * @param seed of what belongs to no trace
 * @param threads runs done at a time
 * @param folder where the results are written; absent: nowhere
 */
record PublishedSuite(Path data, long seed, int threads, Optional<Path> folder) {

    /** Runs and prints all; returns the exit code. */
    int run(PrintWriter screen, RunListener listener, boolean json, boolean quiet) throws IOException {
        PublishedResults results;
        try {
            results = PublishedValidation.in(data).run(seed, threads, listener);
        } catch (WorkloadException missing) {
            throw new InputException(String.valueOf(missing.getMessage()));
        }
        if (folder.isPresent()) {
            PublishedReport.write(results, folder.get());
        }
        if (json) {
            screen.print(PublishedReport.json(results));
        } else {
            if (!quiet) {
                for (Table table : PublishedReport.brief(results)) {
                    screen.print(table.title() + "\n\n" + TextTables.text(table, EcsimCommand.WIDTH) + "\n");
                }
            }
            TextWrap.lines(PublishedReport.summary(results), EcsimCommand.WIDTH)
                    .forEach(line -> screen.print(line + "\n"));
            folder.ifPresent(there -> screen.print("Results: " + there + "\n"));
        }
        screen.flush();
        return results.passed() ? 0 : 1;
    }
}
