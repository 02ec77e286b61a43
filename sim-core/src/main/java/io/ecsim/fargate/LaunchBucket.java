package io.ecsim.fargate;

import io.ecsim.engine.SimClock;

/** The launches that are possible: a bucket that is full at first and refilled with each whole second (R8.6, W39). */
public final class LaunchBucket {

    private final int burst;
    private final int perSecond;
    private long second;
    private int left;

    /** Makes a full bucket that holds {@code burst} launches and regains {@code perSecond} each second. */
    public LaunchBucket(int burst, int perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
    }

    /** Returns whether a launch is possible now. */
    public boolean hasLaunch(long nowMicros) {
        long now = nowMicros / SimClock.MICROS_PER_SECOND;
        if (now > second) {
            left = (int) Math.min(burst, left + Math.min(burst, now - second) * perSecond);
            second = now;
        }
        return left > 0;
    }

    /** Takes one launch if one is possible now; returns whether it is. */
    public boolean take(long nowMicros) {
        boolean possible = hasLaunch(nowMicros);
        left -= possible ? 1 : 0;
        return possible;
    }

    /** Returns when launches are possible again after none was, in microseconds. */
    public long nextMicros() {
        return (second + 1) * SimClock.MICROS_PER_SECOND;
    }
}
