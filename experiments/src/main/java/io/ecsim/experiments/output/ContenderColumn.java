package io.ecsim.experiments.output;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.reports.table.Column;
import java.util.Locale;

/** The column that names those that are compared: strategies, variants of the scenario, or both together. */
final class ContenderColumn {

    private ContenderColumn() {}

    static Column of(Findings findings) {
        return of(findings.experiment());
    }

    static Column of(Experiment experiment) {
        String key = experiment.contenderNoun();
        String title = key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
        String meaning = key.equals("competitor") ? "The variant, and the strategy in it." : "Name of the " + key + ".";
        return Column.text(key, title, meaning);
    }
}
