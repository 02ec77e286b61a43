package io.ecsim.schedulers;

import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.WithoutCosts;

/**
 * Next fit: the instance chosen last as long as it can take the task, then the next, in order of registration, that can
 * (Johnson, "Fast algorithms for bin packing", J. Comput. Syst. Sci. 1974).
 *
 * <p>Deviation: bins are the registered instances; none is opened, and none is closed for good: after the last comes the
 * first again. One cursor serves all tasks of a run.
 */
public final class NextFit implements WithoutCosts {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "next-fit",
                "Next fit, Johnson, J. Comput. Syst. Sci. 1974",
                "instances are given; after the last comes the first again");
    }

    @Override
    public Stage open(RunContext run) {
        return new RegistrationCycle(true);
    }
}
