package io.ecsim.controlplane;

import it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue;

/** Strict FIFO: nobody overtakes the head. Only the head is known to fit nowhere; those behind it have not been tried. */
final class StrictQueue implements WaitQueue {

    private final IntArrayFIFOQueue rows = new IntArrayFIFOQueue();
    private final Placeability placeability;

    StrictQueue(Placeability placeability) {
        this.placeability = placeability;
    }

    @Override
    public void add(int row) {
        rows.enqueue(row);
    }

    @Override
    public int takeFitting(int instance) {
        return rows.isEmpty() || !placeability.fits(rows.firstInt(), instance) ? NONE : rows.dequeueInt();
    }

    /** Returns the task that waits longest; there must be one. */
    int head() {
        return rows.firstInt();
    }

    /** Removes and returns the task that waits longest; there must be one. */
    int takeHead() {
        return rows.dequeueInt();
    }

    @Override
    public boolean blocks(int row) {
        return !rows.isEmpty();
    }

    @Override
    public int size() {
        return rows.size();
    }
}
