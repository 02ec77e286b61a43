package io.ecsim.faults;

/**
 * A time at which one instance is away, as the machine events of a trace tell it.
 *
 * @param instance id of the instance; a cluster that has no such instance has no such outage
 * @param fromMicros when it goes, in microseconds of simulated time; 0: it joins later
 * @param untilMicros when it comes back, later than it goes; {@link #ENDLESS}: never
 */
public record Outage(String instance, long fromMicros, long untilMicros) {

    /** The end of an outage that has none. */
    public static final long ENDLESS = Long.MAX_VALUE;

    public Outage {
        if (fromMicros < 0 || untilMicros <= fromMicros) {
            throw new IllegalArgumentException("an outage of " + instance + " must begin at 0 or later and end after it"
                    + " begins, was " + fromMicros + " to " + untilMicros + " microseconds");
        }
    }
}
