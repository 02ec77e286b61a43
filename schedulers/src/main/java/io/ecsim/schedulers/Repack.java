package io.ecsim.schedulers;

import io.ecsim.placement.Packing;
import io.ecsim.placement.Repacker;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.WholeChain;
import io.ecsim.placement.WithoutCosts;
import java.math.BigDecimal;
import java.util.List;

/**
 * Repacking under a disruption budget: tasks are placed by the chain, and every interval the emptiest instances whose tasks
 * all fit on others in use are emptied, as far as the budget goes: Sercon (Murtazaev and Oh, IETE Technical Review 2011),
 * which empties the least loaded node or leaves it, its largest machine first, each to the most loaded node that takes it.
 *
 * <p>Deviation: ECS has no live migration, so that moved tasks begin anew; the budget bounds a round; load is the dominant
 * share of what is reserved. What an instance costs is not weighed.
 *
 * @param chain one to five strategies, none of which is a whole chain
 * @param intervalMicros time between rounds, at least 1
 * @param budgetPercent most tasks moved in a round, in per cent of those on instances, 0 to 100 with at most two decimals
 */
public record Repack(List<StrategyProvider> chain, long intervalMicros, BigDecimal budgetPercent)
        implements WithoutCosts {

    /** {@code repack(CHAIN, INTERVAL, BUDGET%)}. */
    static final StrategyFamily FAMILY = new Family();

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    public Repack {
        chain = List.copyOf(chain);
        if (intervalMicros < 1) {
            throw new IllegalArgumentException(Family.FORM + ": INTERVAL must be longer than 0s");
        }
        if (budgetPercent.signum() < 0 || budgetPercent.compareTo(ALL) > 0 || budgetPercent.scale() > 2) {
            throw new IllegalArgumentException(Family.FORM + ": " + Family.BUDGET + ", found " + budgetPercent);
        }
        BigDecimal plain = budgetPercent.stripTrailingZeros();
        budgetPercent = plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "repack(" + ChainArguments.names(chain) + ", " + ChainArguments.time(intervalMicros) + ", "
                        + budgetPercent.toPlainString() + "%)",
                "Sercon, Murtazaev and Oh, IETE Technical Review 2011",
                "tasks begin anew where they go; a budget for each round; load is the dominant reserved share");
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public boolean movesTasks() {
        return true;
    }

    @Override
    public Stage open(RunContext run) {
        return new Planner(
                chain.stream()
                        .map(each -> new WholeChain.Single(each.info().name(), each.open(run)))
                        .toList(),
                intervalMicros,
                budgetPercent.movePointRight(2).intValueExact());
    }

    private record Planner(List<Single> single, long intervalMicros, int budgetOfTenThousand) implements Repacker {

        private static final int WHOLE = 10_000;

        @Override
        public int budget(int tasks) {
            return (int) ((long) tasks * budgetOfTenThousand / WHOLE);
        }

        @Override
        public void plan(Packing packing) {
            if (packing.movesLeft() > 0) {
                new EmptiestFirst(packing).plan();
            }
        }
    }

    private static final class Family implements StrategyFamily {

        static final String FORM = "repack(CHAIN, INTERVAL, BUDGET%)";
        static final String BUDGET =
                "BUDGET: most tasks moved in a round, in per cent of those on instances, 0 to 100 with at most two decimals";
        private static final String PERCENT = "\\d{1,3}(\\.\\d{1,2})?\\s?%";

        @Override
        public String form() {
            return FORM;
        }

        @Override
        public String parameter() {
            return "CHAIN: strategies of the chain that places each task; INTERVAL: " + ChainArguments.TIME_FORM
                    + ", longer than 0s; " + BUDGET;
        }

        @Override
        public String pattern() {
            return ".+,\\s*" + ChainArguments.TIME_PATTERN + "\\s*,\\s*" + PERCENT;
        }

        @Override
        public boolean holds(StrategyProvider strategy) {
            return strategy instanceof Repack;
        }

        @Override
        public StrategyProvider member(String argument, Names names) {
            int last = argument.lastIndexOf(',');
            int before = last < 0 ? -1 : argument.lastIndexOf(',', last - 1);
            if (before < 0) {
                throw new IllegalArgumentException(FORM + ": " + parameter() + "; found \"" + argument + "\"");
            }
            String budget = argument.substring(last + 1).strip();
            if (!budget.matches(PERCENT)) {
                throw new IllegalArgumentException(FORM + ": " + BUDGET + ", with %; found \"" + budget + "\"");
            }
            String time = argument.substring(before + 1, last).strip();
            long interval = ChainArguments.micros(time);
            if (interval < 0) {
                throw new IllegalArgumentException(
                        FORM + ": INTERVAL: " + ChainArguments.TIME_FORM + "; found \"" + time + "\"");
            }
            return new Repack(
                    ChainArguments.strategies(argument, before, names, FORM),
                    interval,
                    new BigDecimal(budget.substring(0, budget.length() - 1).strip()));
        }
    }
}
