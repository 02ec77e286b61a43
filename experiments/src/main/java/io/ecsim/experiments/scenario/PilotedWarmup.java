package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Experiment;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;

/** {@code warmup: auto} where no pilots are run: what seeks its warm-up would be measured from the empty start on. */
final class PilotedWarmup {

    private PilotedWarmup() {}

    /**
     * Reports a warm-up that pilots are to find.
     *
     * @param what runs no pilots, such as {@code a sweep}
     */
    static void refuse(Node scenario, Experiment experiment, String what, Faults faults) {
        if (experiment.seeksWarmup()) {
            scenario.member("warmup")
                    .orElse(scenario)
                    .fault(
                            faults,
                            what
                                    + " runs no pilots to find the warm-up: expected a length of time, such as the one that"
                                    + " ecsim compare finds");
        }
    }
}
