package io.ecsim.services;

/**
 * A time in which the probes of load balancers fail, whatever their targets do.
 *
 * @param fromMicros when it begins, at least 0
 * @param untilMicros when it is over, later than it begins
 */
public record ProbeOutage(long fromMicros, long untilMicros) {

    public ProbeOutage {
        if (fromMicros < 0 || untilMicros <= fromMicros) {
            throw new IllegalArgumentException("an outage must begin at 0 or later and end after it begins, was "
                    + fromMicros + " to " + untilMicros);
        }
    }

    /** Returns whether a moment is in it. */
    boolean covers(long micros) {
        return micros >= fromMicros && micros < untilMicros;
    }
}
