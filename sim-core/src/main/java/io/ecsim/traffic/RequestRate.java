package io.ecsim.traffic;

import io.ecsim.random.Streams;

/** How many requests come, as a rate that may change with time. */
@FunctionalInterface
public interface RequestRate {

    /** The requests of one run, asked for from time 0 on. */
    @FunctionalInterface
    interface Flow {

        /** Returns how many are expected from the time last asked for, 0 at first, until a later one in microseconds. */
        double until(long micros);
    }

    /**
     * Begins a run.
     *
     * @param name tells the draws of several rates apart
     * @param horizonMicros no time after this will be asked for
     */
    Flow open(Streams streams, String name, long horizonMicros);

    /** Returns a rate that never changes, in requests a second, at least 0. */
    static RequestRate constant(double perSecond) {
        if (!(perSecond >= 0) || !Double.isFinite(perSecond)) {
            throw new IllegalArgumentException("perSecond must be at least 0, was " + perSecond);
        }
        return (streams, name, horizonMicros) -> {
            long[] asked = new long[1];
            return micros -> {
                double requests = perSecond * ((micros - asked[0]) / 1e6);
                asked[0] = micros;
                return requests;
            };
        };
    }
}
