package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue;

/**
 * Strict FIFO: nobody of the same or a lesser priority overtakes the head. Only the head is known to fit nowhere; those
 * behind it have not been tried.
 */
final class StrictQueue implements WaitQueue {

    private final IntArrayFIFOQueue rows = new IntArrayFIFOQueue();
    private final TaskTable tasks;
    private final Placeability placeability;

    StrictQueue(TaskTable tasks, Placeability placeability) {
        this.tasks = tasks;
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
        return !rows.isEmpty() && tasks.priority(rows.firstInt()) >= tasks.priority(row);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
