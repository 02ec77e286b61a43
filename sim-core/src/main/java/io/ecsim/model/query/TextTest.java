package io.ecsim.model.query;

import java.util.List;
import java.util.regex.Pattern;

/** A test of one string; negation is kept apart because a group asks "is there one" before it negates (R1.57). */
sealed interface TextTest {

    /** Applies the test without its negation. */
    boolean holds(String value);

    boolean negated();

    /** Applies the test with its negation. */
    default boolean accepts(String value) {
        return holds(value) != negated();
    }

    /** Applies the test to the task groups of an instance: negated means that no group holds (R1.52). */
    boolean acceptsGroups(InstanceFacts facts);

    /** String equality with one of the values: {@code ==}, {@code !=}, {@code in}, {@code !in}. */
    record OneOf(List<String> values, boolean negated) implements TextTest {

        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(String value) {
            return values.contains(value);
        }

        @Override
        public boolean acceptsGroups(InstanceFacts facts) {
            for (String value : values) {
                if (facts.hasTaskOfGroup(value)) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    /** A Java regular expression over the whole string: {@code =~}, {@code !~} (R1.55). */
    record Matching(Pattern pattern, boolean negated) implements TextTest {

        @Override
        public boolean holds(String value) {
            return pattern.matcher(value).matches();
        }

        @Override
        public boolean acceptsGroups(InstanceFacts facts) {
            return facts.anyTaskGroup(this::holds) != negated;
        }
    }
}
