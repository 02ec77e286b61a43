package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;

/** Judged results of invented runs. */
final class InventedFindings {

    private InventedFindings() {}

    static Findings of(int replications, int threads, String... strategies) {
        return Findings.of(new ExperimentRunner(threads, RunListener.SILENT, new StopSignal(), InventedRuns::run)
                .run(InventedRuns.experiment(replications, strategies)));
    }

    static Findings stoppedAtOnce() {
        StopSignal stop = new StopSignal();
        stop.raise();
        return Findings.of(new ExperimentRunner(1, RunListener.SILENT, stop, InventedRuns::run)
                .run(InventedRuns.experiment(6, "tight", "loose")));
    }
}
