package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Scale-in protection (R1.67): until it expires or is lifted, neither a smaller desired count nor a deployment nor zone
 * rebalancing stops a task. StopTask, Spot interruption and the end of an instance do not ask.
 */
final class TaskProtection {

    private static final long MICROS_PER_MINUTE = 60 * SimClock.MICROS_PER_SECOND;

    private final SimClock clock;
    private final Timeline timeline;
    private final Consumer<Task> ended;
    private final Rows<Task> rows = new Rows<>();
    private final Map<Task, Integer> rowOf = new LinkedHashMap<>();
    private final EventKind expiryEvent;

    /**
     * Makes the protection of the tasks of all services.
     *
     * @param ended hears of a task whose protection has ended while it exists
     */
    TaskProtection(Simulation simulation, Consumer<Task> ended) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.ended = ended;
        this.expiryEvent = timeline.define("protection-expiry", Phase.RETRY, new EventHandler() {
            @Override
            public void handle(int row, int generation) {
                Task task = rows.get(row);
                rowOf.remove(task);
                rows.remove(row);
                TaskProtection.this.ended.accept(task);
            }

            @Override
            public boolean isLive(int row, int generation) {
                return rows.generation(row) == generation;
            }
        });
    }

    /**
     * Protects a task from now on, or anew if it is protected.
     *
     * @param minutes until it expires, 1 to 2,880
     */
    void protect(Task task, int minutes) {
        UpdateTaskProtection.requireMinutes(minutes);
        forget(task);
        int row = rows.add(task);
        rowOf.put(task, row);
        timeline.schedule(expiryEvent, clock.nowMicros() + minutes * MICROS_PER_MINUTE, row, rows.generation(row));
    }

    /** Ends the protection of a task, if it has any. */
    void lift(Task task) {
        if (forget(task)) {
            ended.accept(task);
        }
    }

    /** A task is gone; returns whether it was protected. */
    boolean forget(Task task) {
        Integer row = rowOf.remove(task);
        if (row == null) {
            return false;
        }
        rows.remove(row);
        timeline.cancelled();
        return true;
    }

    /** Returns whether a task is protected now. */
    boolean covers(Task task) {
        return rowOf.containsKey(task);
    }
}
