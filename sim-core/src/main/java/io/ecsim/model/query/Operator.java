package io.ecsim.model.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The operators with every spelling (R1.51); the first one is shown in messages. */
enum Operator {
    EQUAL("==", "equals"),
    NOT_EQUAL("!=", "not_equals"),
    GREATER(">", "greater_than"),
    GREATER_OR_EQUAL(">=", "greater_than_equal"),
    LESS("<", "less_than"),
    LESS_OR_EQUAL("<=", "less_than_equal"),
    IN("in"),
    NOT_IN("!in", "not_in"),
    MATCHES("=~", "matches"),
    NOT_MATCHES("!~", "not_matches"),
    EXISTS("exists"),
    NOT_EXISTS("!exists", "not_exists");

    /** What follows the operator. */
    enum Operand {
        NONE,
        VALUE,
        LIST,
        PATTERN
    }

    private final List<String> spellings;

    Operator(String... spellings) {
        this.spellings = List.of(spellings);
    }

    static Optional<Operator> of(String spelling) {
        return Arrays.stream(values())
                .filter(operator -> operator.spellings.contains(spelling))
                .findFirst();
    }

    String symbol() {
        return spellings.get(0);
    }

    List<String> spellings() {
        return spellings;
    }

    boolean negated() {
        return this == NOT_EQUAL || this == NOT_IN || this == NOT_MATCHES || this == NOT_EXISTS;
    }

    Operand operand() {
        return switch (this) {
            case EXISTS, NOT_EXISTS -> Operand.NONE;
            case IN, NOT_IN -> Operand.LIST;
            case MATCHES, NOT_MATCHES -> Operand.PATTERN;
            default -> Operand.VALUE;
        };
    }

    /** Applies a comparison to the sign of {@code fact - operand}. */
    boolean acceptsSign(int sign) {
        return switch (this) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign >= 0;
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign <= 0;
            default -> throw new IllegalStateException(symbol() + " does not compare order");
        };
    }
}
