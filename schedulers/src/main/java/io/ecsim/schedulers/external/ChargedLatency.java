package io.ecsim.schedulers.external;

import java.util.List;
import java.util.Optional;

/**
 * What of the wall time of a policy's decisions is charged to simulated time: the placement comes so much later.
 *
 * @param times how many times the measured latency is charged, 0 (none) to {@value #MOST_TIMES}
 * @param recorded what was charged in an earlier run, by decision in microseconds: charged again in place of what is measured
 */
public record ChargedLatency(double times, Optional<List<Long>> recorded) {

    /** The greatest factor. */
    public static final double MOST_TIMES = 1e6;

    /** Nothing is charged: decisions take no simulated time. */
    public static final ChargedLatency NONE = new ChargedLatency(0, Optional.empty());

    public ChargedLatency {
        if (!(times >= 0 && times <= MOST_TIMES)) {
            throw new IllegalArgumentException("latency is charged 0 to " + MOST_TIMES + " times, was " + times);
        }
        recorded = recorded.map(List::copyOf);
    }

    /** Returns a charge of so many times what is measured. */
    public static ChargedLatency times(double times) {
        return new ChargedLatency(times, Optional.empty());
    }

    /** Returns whether anything is charged. */
    public boolean charges() {
        return times > 0;
    }
}
