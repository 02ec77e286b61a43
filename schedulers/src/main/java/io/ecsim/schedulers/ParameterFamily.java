package io.ecsim.schedulers;

import io.ecsim.placement.StrategyProvider;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A family by its parts.
 *
 * @param form as {@link StrategyFamily#form}
 * @param parameter as {@link StrategyFamily#parameter}
 * @param pattern as {@link StrategyFamily#pattern}
 * @param members tells which strategies it holds
 * @param reader makes a member of an argument
 */
record ParameterFamily(
        String form,
        String parameter,
        String pattern,
        Predicate<StrategyProvider> members,
        BiFunction<String, StrategyFamily.Names, StrategyProvider> reader)
        implements StrategyFamily {

    @Override
    public boolean holds(StrategyProvider strategy) {
        return members.test(strategy);
    }

    @Override
    public StrategyProvider member(String argument, Names names) {
        return reader.apply(argument, names);
    }
}
