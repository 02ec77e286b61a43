package io.ecsim.schedulers;

import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.UniformChooser;
import io.ecsim.placement.WithoutCosts;

/**
 * {@code random} of ECS: uniform over the instances that can take the task (R1.27); also what ECS does with a
 * standalone task without a strategy (R1.31).
 *
 * <p>Deviation: none. AWS does not publish the law; that it is uniform is inferred.
 */
public final class UniformRandom implements WithoutCosts {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo("random", "Amazon ECS (R1.27, R1.31)", "that the law is uniform is inferred");
    }

    @Override
    public Stage open(RunContext run) {
        return new UniformChooser(run.random("random"));
    }
}
