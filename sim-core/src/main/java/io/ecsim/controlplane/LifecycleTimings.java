package io.ecsim.controlplane;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

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
            new LifecycleTimings(new Between(6, 10), new Between(10, 20), 60_000_000);

    /** Nothing takes time. */
    public static final LifecycleTimings INSTANT = new LifecycleTimings(new Between(0, 0), new Between(0, 0), 0);

    public LifecycleTimings {
        if (hostLossMicros < 0) {
            throw new IllegalArgumentException("hostLossMicros must be at least 0, was " + hostLossMicros);
        }
    }

    /** The uniform law, as a default of the rules. */
    private record Between(double low, double high) implements Law {

        @Override
        public double sample(RandomStream stream) {
            return low + (high - low) * stream.nextDouble();
        }

        @Override
        public double mean() {
            return (low + high) / 2;
        }

        @Override
        public String describe() {
            return low == high ? "constant(" + low + ")" : "uniform(" + low + " to " + high + ")";
        }
    }
}
