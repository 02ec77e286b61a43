package io.ecsim.model.query;

import java.util.Optional;

/**
 * A cluster query that does not follow the language; Amazon ECS answers such an expression with
 * {@code InvalidParameterException} (R1.59). The message is one line: the position, what was found there, what is
 * allowed, and the nearest valid spelling if one is near.
 */
public final class ClusterQuerySyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String query;
    private final int position;
    private final String found;
    private final String expected;
    private final String nearest;

    ClusterQuerySyntaxException(String query, int position, String found, String expected, Optional<String> nearest) {
        super("cluster query, position " + position + ": found " + found + ", expected " + expected
                + nearest.map(name -> "; did you mean '" + name + "'?").orElse(""));
        this.query = query;
        this.position = position;
        this.found = found;
        this.expected = expected;
        this.nearest = nearest.orElse("");
    }

    /** Returns the query as it was given. */
    public String query() {
        return query;
    }

    /** Returns the place of the fault: characters before it, so 0 is the first and the query's length is its end. */
    public int position() {
        return position;
    }

    /** Returns what stands at the position, in words. */
    public String found() {
        return found;
    }

    /** Returns what is allowed there, in words. */
    public String expected() {
        return expected;
    }

    /** Returns the valid spelling nearest to what was found, if one is near. */
    public Optional<String> nearest() {
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** Returns the query on one line and below it a caret under the fault. */
    public String excerpt() {
        return query.replaceAll("\\p{Cntrl}", " ") + "\n" + " ".repeat(position) + "^";
    }
}
