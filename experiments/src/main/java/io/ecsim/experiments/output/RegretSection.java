package io.ecsim.experiments.output;

import io.ecsim.experiments.bounds.Bounds;
import io.ecsim.experiments.bounds.RegretTables;
import io.ecsim.experiments.bounds.Regrets;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Section;
import java.util.Locale;
import java.util.Optional;

/** What a page says of how few instances could have done. */
final class RegretSection {

    private static final long MOST_TASKS = 1_000_000;

    private RegretSection() {}

    /**
     * Returns the section; nothing where there are no bounds, or more tasks than a report should read again.
     *
     * @param threads bounds reckoned at a time; changes no result
     */
    static Optional<Section> of(Findings findings, int threads) {
        long tasks = findings.result().runs().pairedRuns(0).stream()
                .mapToLong(run -> run.counts().requested())
                .sum();
        if (tasks == 0 || tasks * findings.experiment().variants().size() > MOST_TASKS) {
            return Optional.empty();
        }
        Regrets regrets = Regrets.of(findings.result(), Bounds.Effort.QUICK, threads, new StopSignal());
        if (regrets.rows().isEmpty()) {
            return Optional.empty();
        }
        String noun = findings.experiment().contenderNoun();
        String title = noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
        Part part = Part.text("How few instances could hold what is asked for if nobody waited. Regret is what a "
                        + noun + " has in use beyond the bound of the same replication; ecsim bounds reckons harder.")
                .with(RegretTables.regrets(title, regrets))
                .with(RegretTables.bounds(regrets));
        return Optional.of(new Section(
                "Distance to the best possible",
                RegretTables.prices(title, regrets).map(part::with).orElse(part)));
    }
}
