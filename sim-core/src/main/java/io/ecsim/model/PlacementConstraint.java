package io.ecsim.model;

import io.ecsim.model.query.ClusterQuery;

/** A binding condition on where a task may go (R1.3, R1.5, R1.40-R1.46). */
public sealed interface PlacementConstraint {

    /** Every task of the group on a different container instance (R1.40). */
    record DistinctInstance() implements PlacementConstraint {}

    /**
     * The instance must satisfy a cluster query (R1.41).
     *
     * @param expression the parsed query
     */
    record MemberOf(ClusterQuery expression) implements PlacementConstraint {}

    /**
     * An attribute that a parameter of the task definition, such as its platform, requires of an instance (R1.3). No one
     * states it as a constraint, so it does not count among those.
     *
     * @param name name of the attribute
     * @param value the value that it must have
     */
    record RequiredAttribute(String name, String value) implements PlacementConstraint {}
}
