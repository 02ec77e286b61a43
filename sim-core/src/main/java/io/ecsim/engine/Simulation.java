package io.ecsim.engine;

/**
 * A discrete-event simulation: the clock, the timeline and the only loop. Knows nothing of what it simulates. Single-threaded.
 */
public final class Simulation {

    /** Why a run stopped. */
    public enum StopReason {
        /** Nothing is left to happen. */
        NO_EVENTS,
        /** The next event lies after the time bound; the clock stands at the bound. */
        TIME_BOUND,
        /** The bound on the number of events was reached. */
        EVENT_BOUND,
        /** {@link #requestStop} was called. */
        STOP_REQUESTED
    }

    private final SimClock clock = new SimClock();
    private final Timeline timeline = new Timeline(clock);
    private Runnable checker = () -> {};
    private boolean checking;
    private boolean stopRequested;
    private long handledEvents;

    /** Returns the clock. */
    public SimClock clock() {
        return clock;
    }

    /** Returns the future. */
    public Timeline timeline() {
        return timeline;
    }

    /** Returns how many events have been handled; dropped ones do not count. */
    public long handledEvents() {
        return handledEvents;
    }

    /** Runs a check after every event from now on; the check throws if something is wrong. */
    public void checkAfterEachEvent(Runnable check) {
        checker = check;
        checking = true;
    }

    /** Ends the current {@link #run} after the event being handled. */
    public void requestStop() {
        stopRequested = true;
    }

    /**
     * Handles events in order until a bound is met. May be called again to go on.
     *
     * @param untilMicros last instant whose events are handled, in microseconds; not before now
     * @param maxEvents most events to handle, at least 0
     */
    public StopReason run(long untilMicros, long maxEvents) {
        if (untilMicros < clock.nowMicros()) {
            throw new IllegalArgumentException("untilMicros " + untilMicros + " lies before now, " + clock.nowMicros());
        }
        stopRequested = false;
        for (long handled = 0; handled < maxEvents; handled++) {
            if (!timeline.handleNext(untilMicros)) {
                if (timeline.isOver()) {
                    return StopReason.NO_EVENTS;
                }
                clock.advanceTo(untilMicros);
                return StopReason.TIME_BOUND;
            }
            handledEvents++;
            if (checking) {
                checker.run();
            }
            if (stopRequested) {
                return StopReason.STOP_REQUESTED;
            }
        }
        return StopReason.EVENT_BOUND;
    }
}
