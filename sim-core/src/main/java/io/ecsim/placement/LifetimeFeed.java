package io.ecsim.placement;

import io.ecsim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells strategies that predict lifetimes what is where and how long it will really run: what an oracle would know. Silent
 * unless one has asked.
 */
public final class LifetimeFeed {

    /** Hears of tasks of the table that take their resources and give them back. */
    public interface Follower {

        /**
         * A task has taken its resources.
         *
         * @param row its number while it is there
         * @param runMicros how long this attempt would run from its start; {@code Long.MAX_VALUE} without end
         */
        void placed(int row, int instance, long ordinal, int attempt, long runMicros);

        /** A task has given its resources back. */
        void released(int row, int instance);
    }

    private final LongSupplier clock;
    private final List<Follower> followers = new ArrayList<>();

    /** Makes a feed that nobody follows, with a clock that tells simulated microseconds. */
    public LifetimeFeed(LongSupplier clock) {
        this.clock = clock;
    }

    /** Returns the simulated time. */
    public long nowMicros() {
        return clock.getAsLong();
    }

    /** Tells somebody from now on; must be called before the first task is placed. */
    public void follow(Follower follower) {
        followers.add(follower);
    }

    /** Tells that a task of the table has taken its resources. */
    public void placed(TaskTable tasks, int row, int instance) {
        for (int i = 0; i < followers.size(); i++) { // no iterator: this is told of every task that is placed
            followers.get(i).placed(row, instance, tasks.ordinal(row), tasks.attempt(row), tasks.runMicros(row));
        }
    }

    /** Tells that a task of the table gives its resources back. */
    public void released(int row, int instance) {
        for (int i = 0; i < followers.size(); i++) {
            followers.get(i).released(row, instance);
        }
    }
}
