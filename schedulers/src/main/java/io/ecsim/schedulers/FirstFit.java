package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StateRanking;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * First fit: the instance that registered first and can take the task (Johnson et al., "Worst-case performance bounds
 * for simple one-dimensional packing algorithms", SIAM J. Comput. 1974).
 *
 * <p>Deviation: bins are the registered instances in their order; none is opened. The cost is the registration rank
 * itself rather than a constant, since the tie-break of service tasks looks at their count first (R1.30).
 */
public final class FirstFit implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "first-fit", "First fit, Johnson et al., SIAM J. Comput. 1974", "instances are given, none is opened");
    }

    @Override
    public Stage open(RunContext run) {
        StateRanking earliest = InstanceView::rank;
        return earliest;
    }
}
