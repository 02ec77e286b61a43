package io.ecsim.schedulers;

import io.ecsim.placement.StrategyProvider;

/** Strategies whose names carry a parameter, such as {@code power-of-k(3)}: one for each of its values. */
public interface StrategyFamily {

    /** Reads a strategy that is named inside the parameter of another. */
    @FunctionalInterface
    interface Names {

        /**
         * Returns the strategy of a name.
         *
         * @throws StrategySyntaxException if there is none
         */
        StrategyProvider strategy(String name);
    }

    /** Returns how a member is written, the parameter in capitals, such as {@code power-of-k(K)}. */
    String form();

    /** Returns what the parameter means and may be, such as {@code K: draws, 2 to 64}. */
    String parameter();

    /** Returns a regular expression of the parameter, for editors; it may allow more than {@link #member} does. */
    String pattern();

    /** Returns whether a strategy is to be shown by this family's form. */
    boolean holds(StrategyProvider strategy);

    /**
     * Returns the member of a parameter.
     *
     * @param argument what stands between the parentheses, white space around it taken off
     * @throws StrategySyntaxException if a part of it is wrong; the position is that in the argument
     * @throws IllegalArgumentException if it is wrong as a whole; the message says what is allowed
     */
    StrategyProvider member(String argument, Names names);

    /** Returns the name before the parenthesis. */
    default String head() {
        return form().substring(0, form().indexOf('('));
    }
}
