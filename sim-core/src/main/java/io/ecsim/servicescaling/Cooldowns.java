package io.ecsim.servicescaling;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The cool-downs of a scalable target (R6.6). Capacity that was added within its cool-down counts as part of what is asked
 * for next, so that only a larger scale-out passes; a scale-in blocks the next one until a scale-out comes.
 */
final class Cooldowns {

    /** Scale-outs that are given time to take effect, oldest first. */
    private final Deque<ScaleOut> outs = new ArrayDeque<>();

    private long inUntilMicros;

    /** A scale-out: the capacity before it, and until when it is not expected to have taken effect. */
    private record ScaleOut(int from, long untilMicros) {}

    /** Returns the capacity before the oldest scale-out that still cools down; the present one without any. */
    int base(int capacity, long nowMicros) {
        outs.removeIf(out -> out.untilMicros <= nowMicros);
        ScaleOut oldest = outs.peekFirst();
        return oldest == null ? capacity : Math.min(oldest.from, capacity);
    }

    /** Returns whether nothing forbids to scale in. */
    boolean allowScaleIn(long nowMicros) {
        outs.removeIf(out -> out.untilMicros <= nowMicros);
        return outs.isEmpty() && nowMicros >= inUntilMicros;
    }

    /** Capacity has been added; what blocked a scale-in is over. */
    void scaledOut(int from, long untilMicros) {
        outs.addLast(new ScaleOut(from, untilMicros));
        inUntilMicros = 0;
    }

    /** Capacity has been taken away. */
    void scaledIn(long untilMicros) {
        inUntilMicros = untilMicros;
    }
}
