package io.ecsim.schedulers;

import io.ecsim.placement.RunContext;
import io.ecsim.placement.SharedState;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.WholeChain;
import io.ecsim.placement.WithoutCosts;
import java.util.List;

/**
 * Several schedulers over one shared state, with optimistic concurrency (Omega, Schwarzkopf et al., EuroSys 2013): each
 * takes the next waiting task, looks at the cluster, and commits when its decision time is over, on a view that is as old
 * by then. What no longer fits is a conflict and costs another decision.
 *
 * <p>Deviation: one task is one transaction, checked by what the task asks for and its constraints (Omega's fine-grained
 * conflict detection; a job of many tasks is not placed all or nothing). All schedulers have the same chain and serve one
 * queue; decision times are constant.
 *
 * @param chain one to five strategies, none of which is a whole chain
 * @param schedulers how many, 1 to {@value #MOST_SCHEDULERS}
 * @param decisionMicros time of a decision
 */
public record SharedStateSchedulers(List<StrategyProvider> chain, int schedulers, long decisionMicros)
        implements StrategyProvider, WithoutCosts {

    /** {@code shared-state(CHAIN, SCHEDULERS, DECISION)}. */
    static final StrategyFamily FAMILY = new Family();

    private static final int MOST_SCHEDULERS = 1000;

    public SharedStateSchedulers {
        chain = List.copyOf(chain);
        if (schedulers < 1 || schedulers > MOST_SCHEDULERS) {
            throw new IllegalArgumentException(Family.FORM + ": SCHEDULERS is a whole number from 1 to "
                    + MOST_SCHEDULERS + ", found " + schedulers);
        }
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "shared-state(" + ChainArguments.names(chain) + ", " + schedulers + ", "
                        + ChainArguments.time(decisionMicros) + ")",
                "Omega, Schwarzkopf et al., EuroSys 2013",
                "one task a transaction; one queue and one chain for all schedulers; constant decision times");
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public Stage open(RunContext run) {
        List<WholeChain.Single> single = chain.stream()
                .map(each -> new WholeChain.Single(each.info().name(), each.open(run)))
                .toList();
        return new SharedState(schedulers, decisionMicros, single);
    }

    private static final class Family implements StrategyFamily {

        static final String FORM = "shared-state(CHAIN, SCHEDULERS, DECISION)";

        @Override
        public String form() {
            return FORM;
        }

        @Override
        public String parameter() {
            return "CHAIN: strategies of the chain that places each task; SCHEDULERS: how many, 1 to " + MOST_SCHEDULERS
                    + "; DECISION: " + ChainArguments.TIME_FORM;
        }

        @Override
        public String pattern() {
            return ".+,\\s*\\d{1,4}\\s*,\\s*" + ChainArguments.TIME_PATTERN;
        }

        @Override
        public boolean holds(StrategyProvider strategy) {
            return strategy instanceof SharedStateSchedulers;
        }

        @Override
        public StrategyProvider member(String argument, Names names) {
            if (!argument.matches("(?s)" + pattern())) {
                throw new IllegalArgumentException(FORM + ": " + parameter() + "; found \"" + argument + "\"");
            }
            int last = argument.lastIndexOf(',');
            int before = argument.lastIndexOf(',', last - 1);
            long decision = ChainArguments.micros(argument.substring(last + 1).strip());
            if (decision < 0) {
                throw new IllegalArgumentException(FORM + ": DECISION: " + ChainArguments.TIME_FORM + "; found \""
                        + argument.substring(last + 1).strip() + "\"");
            }
            int schedulers =
                    Integer.parseInt(argument.substring(before + 1, last).strip());
            return new SharedStateSchedulers(
                    ChainArguments.strategies(argument, before, names, FORM), schedulers, decision);
        }
    }
}
