package io.ecsim.experiments.run;

import io.ecsim.experiments.Experiment;
import java.util.List;

/**
 * What an experiment found.
 *
 * @param experiment what was asked
 * @param runs the results by contender and replication
 * @param needs one a contender, in the scenario's order; empty when none was asked for or the search was stopped
 * @param times how long each finished run of the comparison took, in the order of contenders, then replications
 * @param stopped whether it was ended early
 */
public record ExperimentResult(
        Experiment experiment, RunMatrix runs, List<Need> needs, List<RunTime> times, boolean stopped) {

    public ExperimentResult {
        needs = List.copyOf(needs);
        times = List.copyOf(times);
    }
}
