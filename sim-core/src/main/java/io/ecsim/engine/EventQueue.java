package io.ecsim.engine;

/**
 * The pending events, ordered by (time, order); orders are unique. Few events lie in one heap. Many are split by time,
 * as a ladder queue does (Tang, Goh and Thng 2005): those due soon in a heap small enough for the nearest cache, the
 * others unordered in buckets, each ordered when its time comes.
 */
final class EventQueue {

    /** Up to so many events one heap is as fast. */
    private static final int FEW = 1024;

    private final EventHeap near = new EventHeap();
    private final FarEvents far = new FarEvents();

    /** Events up to this time are near. */
    private long nearUntil = Long.MAX_VALUE;

    private int crowd = FEW;
    private long addedNear;

    /** Decides which entries survive a {@link #retain}. */
    @FunctionalInterface
    interface EntryFilter {
        boolean keep(long order, long payload);
    }

    int size() {
        return near.size() + far.size();
    }

    void add(long time, long order, long payload) {
        if (time > nearUntil) {
            far.add(time, order, payload);
            return;
        }
        near.add(time, order, payload);
        addedNear++;
        // A split touches every event: it must have been earned by half as many additions.
        if (near.size() >= crowd && addedNear >= size() >> 1) {
            split();
        }
    }

    /** Removes the least entry and makes it current; false when it is due after the bound or the queue is empty. */
    boolean pollUntil(long boundMicros) {
        while (!near.pollUntil(boundMicros)) {
            if (near.size() > 0 || far.size() == 0) {
                return false;
            }
            fetch();
        }
        return true;
    }

    long time() {
        return near.time();
    }

    long order() {
        return near.order();
    }

    long payload() {
        return near.payload();
    }

    /** Keeps only the entries that the filter names, in O(n). */
    void retain(EntryFilter filter) {
        near.retain(filter);
        far.retain(filter);
    }

    private void split() {
        far.gather(); // first: what is near may lie before the time at which the stretches begin
        near.moveTo(far);
        fetch();
        crowd = Math.max(FEW, 2 * near.size());
        addedNear = 0;
    }

    private void fetch() {
        nearUntil = far.moveEarliestTo(near, FEW);
    }
}
