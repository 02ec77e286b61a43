package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;

/**
 * FIFO that lets later fitting tasks pass. Kept by demand class while these are few, by a tree over the order of arrival
 * once they are many; which of the two answers changes the speed, never the answer.
 */
final class PassingQueue implements WaitQueue {

    /** Classes waiting at once before the tree takes over. */
    private static final int MOST_CLASSES = 64;

    private final TaskTable tasks;
    private final Placeability placeability;
    private final DemandClassQueue classes;
    private WaitQueue current;

    PassingQueue(TaskTable tasks, int definitions, Placeability placeability) {
        this.tasks = tasks;
        this.placeability = placeability;
        this.classes = new DemandClassQueue(tasks, definitions, placeability);
        this.current = classes;
    }

    @Override
    public void add(int row) {
        current.add(row);
        if (current == classes && classes.waitingClasses() > MOST_CLASSES) {
            SequenceTreeQueue tree = new SequenceTreeQueue(tasks, placeability);
            while (classes.size() > 0) {
                tree.add(classes.takeFirst());
            }
            current = tree;
        }
    }

    @Override
    public int takeFitting(int instance) {
        return current.takeFitting(instance);
    }

    @Override
    public boolean blocks(int row) {
        return current.blocks(row);
    }

    @Override
    public int size() {
        return current.size();
    }
}
