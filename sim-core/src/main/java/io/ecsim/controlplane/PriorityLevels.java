package io.ecsim.controlplane;

import io.ecsim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One queue for each priority that has occurred, the greatest first: a task is served before all of lesser priority, and
 * in order of arrival among its own. With one priority this is that one queue.
 *
 * @param <Q> the queue of one priority
 */
final class PriorityLevels<Q extends WaitQueue> implements WaitQueue {

    private final TaskTable tasks;
    private final boolean strict;
    private final Supplier<Q> newLevel;

    /** The priorities that have occurred, descending, and the queue of each. */
    private int[] priorities = new int[0];

    private final List<Q> levels = new ArrayList<>();

    /**
     * Makes the levels.
     *
     * @param strict whether nobody is served while somebody of greater priority waits
     */
    PriorityLevels(TaskTable tasks, boolean strict, Supplier<Q> newLevel) {
        this.tasks = tasks;
        this.strict = strict;
        this.newLevel = newLevel;
    }

    @Override
    public void add(int row) {
        level(tasks.priority(row)).add(row);
    }

    private Q level(int priority) {
        int at = 0;
        while (at < priorities.length && priorities[at] > priority) {
            at++;
        }
        if (at == priorities.length || priorities[at] != priority) {
            int[] more = Arrays.copyOf(priorities, priorities.length + 1);
            System.arraycopy(priorities, at, more, at + 1, priorities.length - at);
            more[at] = priority;
            priorities = more;
            levels.add(at, newLevel.get());
        }
        return levels.get(at);
    }

    @Override
    public int takeFitting(int instance) {
        for (int i = 0; i < levels.size(); i++) {
            Q level = levels.get(i);
            if (level.size() > 0) {
                int row = level.takeFitting(instance);
                if (row != NONE || strict) {
                    return row;
                }
            }
        }
        return NONE;
    }

    @Override
    public boolean blocks(int row) {
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).blocks(row)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the queue of the greatest priority that waits; some task must wait. */
    Q first() {
        int at = 0;
        while (levels.get(at).size() == 0) {
            at++;
        }
        return levels.get(at);
    }

    @Override
    public int size() {
        int size = 0;
        for (int i = 0; i < levels.size(); i++) {
            size += levels.get(i).size();
        }
        return size;
    }
}
