package io.ecsim.faults;

import io.ecsim.random.Law;
import java.util.Optional;

/**
 * How an instance with awsvpc trunking joins its cluster: it stays REGISTERING until its trunk interface exists, or ends as
 * REGISTRATION_FAILED (R2.37). An instance whose registration failed never takes a task and goes on being paid for until
 * something else ends it. Instances without the attribute {@value #ATTRIBUTE} register at once.
 *
 * @param delaySeconds law of the time from launch to ACTIVE or REGISTRATION_FAILED in seconds; empty: no time at all
 * @param failure probability that a registration fails, 0 to 1
 * @param initialFleet whether instances that are there at time 0 begin by registering too; otherwise they are ACTIVE
 */
public record TrunkRegistration(Optional<Law> delaySeconds, double failure, boolean initialFleet) {

    /** The attribute that ECS gives to instances with a trunk interface (R1.43). */
    public static final String ATTRIBUTE = "ecs.awsvpc-trunk-id";

    /** Every instance is ACTIVE as soon as it is launched. */
    public static final TrunkRegistration AT_ONCE = new TrunkRegistration(Optional.empty(), 0, false);

    public TrunkRegistration {
        if (!(failure >= 0 && failure <= 1)) {
            throw new IllegalArgumentException(
                    "the probability of a failed registration must be 0 to 1, was " + failure);
        }
    }
}
