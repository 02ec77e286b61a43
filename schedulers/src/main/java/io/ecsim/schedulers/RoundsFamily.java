package io.ecsim.schedulers;

import io.ecsim.placement.StrategyProvider;
import java.util.List;
import java.util.function.Predicate;

/**
 * Strategies that plan in rounds, {@code HEAD(STRATEGIES, INTERVAL)}: other strategies, then the least time between two
 * rounds.
 *
 * @param head the name before the parenthesis
 * @param inner what stands for the other strategies in the form
 * @param meaning what these are
 * @param maker makes a member
 * @param members knows a member
 */
record RoundsFamily(String head, String inner, String meaning, Maker maker, Predicate<StrategyProvider> members)
        implements StrategyFamily {

    /** Makes a member of a family. */
    @FunctionalInterface
    interface Maker {

        /** Returns the member; throws IllegalArgumentException, with what is allowed, where the strategies do not do. */
        StrategyProvider make(List<StrategyProvider> strategies, long intervalMicros);
    }

    /** Returns the name of a member. */
    static String name(String head, List<StrategyProvider> strategies, long intervalMicros) {
        return head + "(" + ChainArguments.names(strategies) + ", " + ChainArguments.time(intervalMicros) + ")";
    }

    @Override
    public String form() {
        return head + "(" + inner + ", INTERVAL)";
    }

    @Override
    public String parameter() {
        return meaning + "; INTERVAL: " + ChainArguments.TIME_FORM;
    }

    @Override
    public String pattern() {
        return ".+,\\s*" + ChainArguments.TIME_PATTERN;
    }

    @Override
    public boolean holds(StrategyProvider strategy) {
        return members.test(strategy);
    }

    @Override
    public StrategyProvider member(String argument, Names names) {
        int comma = argument.lastIndexOf(',');
        String last = argument.substring(comma + 1).strip();
        long interval = ChainArguments.micros(last);
        if (comma < 0 || interval < 0) {
            throw new IllegalArgumentException(
                    form() + ": INTERVAL: " + ChainArguments.TIME_FORM + "; found \"" + last + "\"");
        }
        return maker.make(ChainArguments.strategies(argument, comma, names, form()), interval);
    }
}
