package io.ecsim.schedulers;

import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code random} of ECS: uniform over the instances that can take the task (R1.27); also what ECS does with a
 * standalone task without a strategy (R1.31).
 *
 * <p>Deviation: none. AWS does not publish the law; that it is uniform is inferred.
 */
public final class UniformRandom implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo("random", "Amazon ECS (R1.27, R1.31)", "that the law is uniform is inferred");
    }

    @Override
    public Stage open(RunContext run) {
        return new Draw(new UniformDraw(run.random("random")));
    }

    private record Draw(UniformDraw uniform) implements Chooser {
        @Override
        public int choose(Request request, Candidates candidates) {
            return uniform.draw(candidates);
        }
    }
}
