package io.ecsim.model.query;

import java.util.Set;

/**
 * An expression of the cluster query language, parsed and ready to be asked (R1.50-R1.59). Two queries are equal when
 * their texts are.
 *
 * <p>Precedence is not, and, or (R1.51). Two points the documents leave open are fixed here: a value that follows a
 * symbol such as {@code ==} without a blank must not itself begin with {@code = ! < > ~} unless quoted, so that
 * {@code ===} is an error and not a value; and a bare regular expression ends at the first white space outside its
 * parentheses, or at a {@code )} it did not open.
 */
public final class ClusterQuery {

    /** Longest expression, in characters (R1.41). */
    public static final int MAX_CHARACTERS = 2_000;

    private final String text;
    private final Expression expression;
    private final QueryReads reads;

    private ClusterQuery(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
        this.reads = QueryReads.of(expression);
    }

    /**
     * Parses an expression.
     *
     * @param text the expression, 1 to {@value #MAX_CHARACTERS} characters
     * @throws ClusterQuerySyntaxException if it does not follow the language (R1.59: InvalidParameterException)
     */
    public static ClusterQuery parse(String text) {
        return new ClusterQuery(text, new QueryParser(text).parse());
    }

    /** Tells whether the instance satisfies the query now. */
    public boolean matches(InstanceFacts facts) {
        return expression.matches(facts);
    }

    /** Returns the expression as it was written. */
    public String text() {
        return text;
    }

    /** Tells whether the answer is the same for all instances with equal attributes, whatever runs on them. */
    public boolean readsOnlyAttributes() {
        return reads.onlyAttributes();
    }

    /** Tells whether the answer can change when a task comes or goes: it reads groups or the number of tasks. */
    public boolean readsTasks() {
        return readsTaskGroups() || readsRunningTasksCount();
    }

    /** Tells whether the answer depends on {@code task:group}; {@link #groupsRead} says on which. */
    public boolean readsTaskGroups() {
        return reads.reads(Subject.TASK_GROUP);
    }

    /** Tells whether the answer depends on {@code runningTasksCount}. */
    public boolean readsRunningTasksCount() {
        return reads.reads(Subject.RUNNING_TASKS_COUNT);
    }

    /** Tells whether the answer depends on the agent: whether it is connected, or its version. */
    public boolean readsAgent() {
        return reads.reads(Subject.AGENT_CONNECTED) || reads.reads(Subject.AGENT_VERSION);
    }

    /** Tells whether the answer depends on facts of one instance that never change: its id or when it registered. */
    public boolean readsIdentity() {
        return reads.reads(Subject.EC2_INSTANCE_ID) || reads.reads(Subject.REGISTERED_AT);
    }

    /** Tells whether a regular expression is applied to the groups, so that any group can change the answer. */
    public boolean readsGroupPattern() {
        return reads.groupPattern();
    }

    /** Returns the names of the attributes that the query asks for, in ascending order. */
    public Set<String> attributesRead() {
        return reads.attributes();
    }

    /** Returns the groups that the query names, in ascending order; see {@link #readsGroupPattern} for the others. */
    public Set<String> groupsRead() {
        return reads.groups();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterQuery query && text.equals(query.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
