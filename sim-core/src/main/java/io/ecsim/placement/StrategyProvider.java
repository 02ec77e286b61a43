package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.random.Streams;
import java.util.List;

/** Makes one strategy; the chain of a competitor names up to five (R1.7). */
public interface StrategyProvider {

    /** Returns name, source and needs. */
    StrategyInfo info();

    /** Opens the strategy for one run. */
    Stage open(RunContext run);

    /** Returns whether the strategy is a whole chain by itself, as one that plans rounds is. */
    default boolean standsAlone() {
        return false;
    }

    /** Returns whether the strategy moves tasks that run, which only worlds without a control plane allow. */
    default boolean movesTasks() {
        return false;
    }

    /** Returns whether the strategy is a ranking, as one over an empty cluster shows. */
    default boolean ranks() {
        return open(new RunContext(new ClusterState(List.of()), new Streams(0, 0), info().name())) instanceof Ranking;
    }

    /** Returns a provider of a stateless ranking: a custom strategy in one lambda. */
    static StrategyProvider ranking(String name, String reference, Ranking ranking) {
        return new StrategyProvider() {
            @Override
            public StrategyInfo info() {
                return new StrategyInfo(name, reference, "");
            }

            @Override
            public Stage open(RunContext run) {
                return ranking;
            }
        };
    }
}
