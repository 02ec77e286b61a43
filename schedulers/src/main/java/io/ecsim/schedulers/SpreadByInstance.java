package io.ecsim.schedulers;

import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code spread(instanceId)} of ECS, also written {@code spread(host)}: the instance with the fewest tasks of the
 * request's group (R1.20, R1.22).
 *
 * <p>Deviation: none. A task counts from its reservation until it releases its resources.
 */
public final class SpreadByInstance implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo("spread(instanceId)", "Amazon ECS (R1.20, R1.22)", "");
    }

    @Override
    public Stage open(RunContext run) {
        run.trackGroupsByInstance();
        DemandRanking fewestOfGroup = (request, instance) -> instance.tasksOfGroup(request.group());
        return fewestOfGroup;
    }
}
