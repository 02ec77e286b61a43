package io.ecsim.agent;

import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import java.util.Arrays;

/** What the agents have to do at some time, each as an action that can be cancelled until then. */
final class Appointments {

    /** No appointment. */
    static final long NONE = 0;

    private static final Runnable NOTHING = () -> {};
    private static final int INITIAL_SLOTS = 256;

    private final Simulation simulation;
    private final Timeline timeline;
    private final EventKind event;
    private Runnable[] actions = new Runnable[INITIAL_SLOTS];
    private int[] generations = new int[INITIAL_SLOTS];
    private int[] free = new int[INITIAL_SLOTS];
    private int freeCount;
    private int used;

    Appointments(Simulation simulation, String name) {
        this.simulation = simulation;
        this.timeline = simulation.timeline();
        Arrays.fill(actions, NOTHING);
        event = timeline.define(name, Phase.RELEASE, new EventHandler() {
            @Override
            public void handle(int slot, int generation) {
                Runnable action = actions[slot];
                release(slot);
                action.run();
            }

            @Override
            public boolean isLive(int slot, int generation) {
                return generations[slot] == generation;
            }
        });
    }

    long nowMicros() {
        return simulation.clock().nowMicros();
    }

    /** Makes an appointment and returns its handle. */
    long after(long delayMicros, Runnable action) {
        int slot = freeCount > 0 ? free[--freeCount] : newSlot();
        actions[slot] = action;
        int generation = ++generations[slot];
        timeline.schedule(event, Math.addExact(nowMicros(), delayMicros), slot, generation);
        return (long) generation << 32 | slot;
    }

    /** Cancels an appointment; without effect on NONE and on one that has been kept. */
    void cancel(long handle) {
        int slot = (int) handle;
        if (handle != NONE && generations[slot] == (int) (handle >>> 32)) {
            release(slot);
            timeline.cancelled();
        }
    }

    private void release(int slot) {
        generations[slot]++;
        actions[slot] = NOTHING;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = slot;
    }

    private int newSlot() {
        if (used == actions.length) {
            actions = Arrays.copyOf(actions, used * 2);
            Arrays.fill(actions, used, used * 2, NOTHING);
            generations = Arrays.copyOf(generations, used * 2);
        }
        return used++;
    }
}
