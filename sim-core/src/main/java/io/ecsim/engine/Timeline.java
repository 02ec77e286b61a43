package io.ecsim.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The future: events in total order of time, phase and sequence of scheduling. An event is cancelled by its owner
 * moving on (a new generation of the subject) and saying so; it is dropped when it comes up, or when dead events exceed
 * half the queue.
 */
public final class Timeline {

    static final int PHASE_SHIFT = 60;
    private static final int KIND_BITS = 8;
    private static final int MAX_KINDS = 1 << KIND_BITS;
    private static final int COMPACTION_FLOOR = 64;

    private final SimClock clock;
    private final EventQueue queue = new EventQueue();
    private final List<EventKind> kinds = new ArrayList<>();
    private EventHandler[] handlers = new EventHandler[0];
    private long sequence;
    private int cancelledPending;
    private int attending;

    Timeline(SimClock clock) {
        this.clock = clock;
    }

    /**
     * Defines a kind of event.
     *
     * @throws IllegalStateException if there are 256 kinds already
     */
    public EventKind define(String name, Phase phase, EventHandler handler) {
        if (kinds.size() == MAX_KINDS) {
            throw new IllegalStateException("a timeline holds at most " + MAX_KINDS + " kinds of event");
        }
        EventKind kind = new EventKind(kinds.size(), name, phase, handler);
        kinds.add(kind);
        handlers = kinds.stream().map(k -> k.handler).toArray(EventHandler[]::new);
        return kind;
    }

    /**
     * Schedules an event.
     *
     * @param kind a kind of this timeline
     * @param atMicros when, in microseconds; not before now
     * @param subject a row of the owner's
     * @param generation which use of the row is meant
     * @throws IllegalArgumentException if the time has passed
     */
    public void schedule(EventKind kind, long atMicros, int subject, int generation) {
        if (atMicros < clock.nowMicros()) {
            throw new IllegalArgumentException(
                    kind.name() + " scheduled at " + atMicros + ", before now, " + clock.nowMicros());
        }
        long order = kind.phaseBits | (sequence++ << KIND_BITS) | kind.id;
        queue.add(atMicros, order, ((long) subject << 32) | (generation & 0xFFFF_FFFFL));
    }

    /**
     * Schedules an event that only looks at what happens and has nothing to wait for: it alone does not keep a simulation
     * going. Its handler begins with {@link #attended}; it does not die.
     */
    public void scheduleAttending(EventKind kind, long atMicros) {
        schedule(kind, atMicros, 0, 0);
        attending++;
    }

    /** An event that was scheduled to attend has come up. */
    public void attended() {
        attending--;
    }

    /**
     * Tells that one pending event has died; its handler's {@link EventHandler#isLive} must say so already. Every death is
     * told exactly once, before the event being handled is over: {@link #isOver} counts on it.
     */
    public void cancelled() {
        cancelledPending++;
        if (cancelledPending > COMPACTION_FLOOR && cancelledPending * 2L > queue.size()) {
            int before = queue.size();
            queue.retain(this::isLive);
            cancelledPending -= before - queue.size(); // below 0 when some have died that are told only after this one
        }
    }

    /** Returns how many events are pending, dead ones included. */
    public int pending() {
        return queue.size();
    }

    /** Returns whether nothing is left to happen: what is pending, if anything, is dead or only attends. */
    public boolean isOver() {
        return queue.size() == cancelledPending + attending;
    }

    /** Moves to the next live event at or before the bound and handles it; false when there is none. */
    boolean handleNext(long boundMicros) {
        while (queue.pollUntil(boundMicros)) {
            long payload = queue.payload();
            EventHandler handler = handlers[(int) queue.order() & (MAX_KINDS - 1)];
            int subject = (int) (payload >>> 32);
            int generation = (int) payload;
            if (handler.isLive(subject, generation)) {
                clock.advanceTo(queue.time());
                handler.handle(subject, generation);
                return true;
            }
            cancelledPending = Math.max(0, cancelledPending - 1);
        }
        return false;
    }

    private boolean isLive(long order, long payload) {
        return handlers[(int) order & (MAX_KINDS - 1)].isLive((int) (payload >>> 32), (int) payload);
    }
}
