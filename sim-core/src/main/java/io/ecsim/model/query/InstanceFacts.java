package io.ecsim.model.query;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a cluster query can ask about one container instance. An implementation answers for the present moment of the
 * simulation; a query keeps nothing between two calls.
 */
public interface InstanceFacts {

    /** Tells whether the agent of the instance is connected. */
    boolean agentConnected();

    /** Returns the version of the agent, dotted numbers such as {@code 1.90.0}; empty when unknown. */
    String agentVersion();

    /** Returns the EC2 instance id, such as {@code i-0a1b2c3d}; empty when it is not an EC2 instance. */
    String ec2InstanceId();

    /** Returns when the instance registered, in microseconds since 1970-01-01T00:00:00Z. */
    long registeredAtMicros();

    /** Returns the number of tasks of the instance in state RUNNING. */
    int runningTasksCount();

    /**
     * Tells whether a task group with a member on this instance passes the test. Membership follows the desired status:
     * a task that is to stop no longer counts (R1.45).
     */
    boolean anyTaskGroup(Predicate<String> test);

    /** Tells whether a task of this group is on the instance; the same membership as {@link #anyTaskGroup}. */
    default boolean hasTaskOfGroup(String group) {
        return anyTaskGroup(group::equals);
    }

    /**
     * Returns the value of an attribute: absent if the instance has no such attribute, the empty string if it has it
     * without a value, as capabilities are (R1.43).
     */
    Optional<String> attribute(String name);
}
