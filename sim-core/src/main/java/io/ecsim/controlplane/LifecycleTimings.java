package io.ecsim.controlplane;

import io.ecsim.agent.Seconds;
import io.ecsim.random.Law;

/**
 * How long the back end's own steps of a task take (section 3.5 of the rules, R7.10). AWS documents none of them exactly;
 * all can be stated.
 *
 * @param eniAttachSeconds law of the time in which the network interface of an awsvpc task is made, in seconds
 * @param eniDetachSeconds law of the time in which it goes, in seconds
 * @param hostLossMicros from the end of a machine until the back end knows, in microseconds; at least 0
 */
public record LifecycleTimings(Law eniAttachSeconds, Law eniDetachSeconds, long hostLossMicros) {

    /** Interfaces come in 6 to 10 s and go in 10 to 20 s, each time as likely; a lost host is noticed after 60 s. */
    public static final LifecycleTimings DEFAULT =
            new LifecycleTimings(new Seconds(6, 10), new Seconds(10, 20), 60_000_000);

    /** Nothing takes time. */
    public static final LifecycleTimings INSTANT = new LifecycleTimings(new Seconds(0, 0), new Seconds(0, 0), 0);

    public LifecycleTimings {
        if (hostLossMicros < 0) {
            throw new IllegalArgumentException("hostLossMicros must be at least 0, was " + hostLossMicros);
        }
    }
}
