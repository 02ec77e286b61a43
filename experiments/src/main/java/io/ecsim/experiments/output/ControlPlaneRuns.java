package io.ecsim.experiments.output;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.RunResult;
import java.util.List;

/** The runs of an experiment whose worlds have a control plane. */
final class ControlPlaneRuns {

    private ControlPlaneRuns() {}

    /** Returns whether the worlds have one. */
    static boolean areThere(Findings findings) {
        return findings.standings().stream()
                .allMatch(standing -> runs(findings, standing).stream()
                        .allMatch(run -> run.controlPlane().isPresent()));
    }

    /** Returns the replication whose course is shown: the first that every strategy finished. */
    static int replication(Findings findings) {
        return findings.result().runs().paired()[0];
    }

    /** Returns what the control plane did in that replication. */
    static ControlPlaneResult first(Findings findings, Standing standing) {
        return all(findings, standing).get(0);
    }

    /** Returns what the control plane did in each replication. */
    static List<ControlPlaneResult> all(Findings findings, Standing standing) {
        return runs(findings, standing).stream()
                .flatMap(run -> run.controlPlane().stream())
                .toList();
    }

    /** Returns what the tasks of that replication run, by index. */
    static List<TaskSpec> specs(Findings findings, Standing standing) {
        return findings.contender(standing)
                .worlds()
                .world(replication(findings))
                .tasks();
    }

    private static List<RunResult> runs(Findings findings, Standing standing) {
        return findings.result().runs().pairedRuns(standing.order());
    }
}
