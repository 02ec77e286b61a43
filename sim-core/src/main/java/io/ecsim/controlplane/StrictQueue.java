package io.ecsim.controlplane;

import it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue;

/** Strict FIFO: nobody overtakes the head. */
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

    @Override
    public boolean blocks(int row) {
        return !rows.isEmpty();
    }

    @Override
    public int size() {
        return rows.size();
    }
}
