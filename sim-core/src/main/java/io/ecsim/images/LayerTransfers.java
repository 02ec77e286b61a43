package io.ecsim.images;

import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import java.util.function.IntConsumer;

/** The layers on their way: at which rate they come, and what an outage of their registry does to them. */
final class LayerTransfers {

    /** A pull by which nothing has come for so long is given up (R3.36). */
    static final long INACTIVITY_MICROS = 60_000_000;

    private final SimClock clock;
    private final Timeline timeline;
    private final ImageIndex index;
    private final PullHost[] hosts;
    private final RegistryDesk[] desks;
    private final Bandwidth bandwidth;
    private final PullTally tally;
    private final IntConsumer planner;
    private final EventKind settleEvent;
    private final EventKind turnEvent;
    private boolean settlePending;
    private final int[] receiving; // pulls by registry, those that an outage holds up among them
    private final boolean[] turnPending;
    private final int[] turnGeneration;

    /**
     * Makes the transfers of a fleet without pulls.
     *
     * @param planner is told each instance where a pull may have got another next event
     */
    LayerTransfers(
            Simulation simulation,
            ImageIndex index,
            PullHost[] hosts,
            RegistryDesk[] desks,
            Bandwidth bandwidth,
            PullTally tally,
            IntConsumer planner) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.index = index;
        this.hosts = hosts;
        this.desks = desks;
        this.bandwidth = bandwidth;
        this.tally = tally;
        this.planner = planner;
        receiving = new int[desks.length];
        turnPending = new boolean[desks.length];
        turnGeneration = new int[desks.length];
        settleEvent = timeline.define("pull rates", Phase.SAMPLE, (subject, generation) -> settle());
        turnEvent = timeline.define("registry outage", Phase.FAULT, new EventHandler() {
            @Override
            public void handle(int registry, int generation) {
                turn(registry);
            }

            @Override
            public boolean isLive(int registry, int generation) {
                return turnGeneration[registry] == generation;
            }
        });
        planSlowdowns();
    }

    /** Has registries send less while they are slow. */
    private void planSlowdowns() {
        EventKind slowEvent = timeline.define("registry slowdown", Phase.FAULT, (registry, none) -> {
            bandwidth.limitRegistry(registry, desks[registry].registry().bytesPerSecondAt(clock.nowMicros()));
            rearrange();
        });
        for (int registry = 0; registry < desks.length; registry++) {
            for (RegistrySlowdown slowdown : desks[registry].registry().slowdowns()) {
                timeline.schedule(slowEvent, slowdown.atMicros(), registry, 0);
                timeline.schedule(slowEvent, slowdown.endMicros(), registry, 0);
            }
        }
    }

    /** A pull begins to receive its next layer. */
    void begin(Pull pull, int instance) {
        pull.received = true;
        pull.leftUnits = index.layerBytes(hosts[instance].nextLayer(pull)) * Pull.UNITS_PER_BYTE;
        join(pull, instance, clock.nowMicros() + INACTIVITY_MICROS);
    }

    /** A pull has all of its next layer. */
    void arrived(Pull pull, int instance) {
        int layer = hosts[instance].nextLayer(pull);
        leave(pull, instance);
        hosts[instance].cache.addLayer(layer);
        tally.sent(index.layerBytes(layer));
    }

    /**
     * A pull receives no longer, if it did. Another that waits for the layer goes on where it stopped; else what came
     * of it is lost.
     */
    void stop(Pull pull, int instance) {
        if (pull.state != Pull.State.RECEIVING) {
            return;
        }
        pull.progress(clock.nowMicros());
        long inactiveMicros = pull.timerMicros;
        int layer = hosts[instance].nextLayer(pull);
        leave(pull, instance);
        Pull heir = hosts[instance].first(Pull.State.WAITING, layer);
        if (heir == null) {
            tally.sent(index.layerBytes(layer) - pull.leftUnits / Pull.UNITS_PER_BYTE);
            return;
        }
        heir.received = true;
        heir.leftUnits = pull.leftUnits;
        join(heir, instance, Math.min(inactiveMicros, clock.nowMicros() + INACTIVITY_MICROS));
    }

    private void join(Pull pull, int instance, long inactiveMicros) {
        long now = clock.nowMicros();
        int registry = index.registryOf(pull.image);
        pull.enter(Pull.State.RECEIVING, Pull.NEVER);
        pull.bytesPerSecond = 0;
        pull.sinceMicros = now;
        if (receiving[registry]++ == 0) {
            watch(registry);
        }
        if (desks[registry].out(now)) {
            holdUp(pull, registry, inactiveMicros);
        } else {
            flow(pull, instance, registry);
        }
    }

    private void leave(Pull pull, int instance) {
        int registry = index.registryOf(pull.image);
        if (pull.flowing) {
            ebb(pull, instance, registry);
        }
        pull.enter(Pull.State.ASKING, Pull.NEVER); // receives no longer; the caller says what comes next
        if (--receiving[registry] == 0 && turnPending[registry]) {
            turnPending[registry] = false;
            turnGeneration[registry]++;
            timeline.cancelled();
        }
    }

    private void flow(Pull pull, int instance, int registry) {
        pull.flowing = true;
        bandwidth.enter(instance, registry);
        rearrange();
    }

    private void ebb(Pull pull, int instance, int registry) {
        pull.flowing = false;
        pull.bytesPerSecond = 0;
        bandwidth.leave(instance, registry);
        rearrange();
    }

    private void holdUp(Pull pull, int registry, long inactiveMicros) {
        pull.timerMicros = inactiveMicros < desks[registry].outageEnd() ? inactiveMicros : Pull.NEVER;
    }

    /** Rates are settled once, after all else that happens now. */
    private void rearrange() {
        if (!settlePending) {
            settlePending = true;
            timeline.schedule(settleEvent, clock.nowMicros(), 0, 0);
        }
    }

    private void settle() {
        settlePending = false;
        bandwidth.settle(this::adopt);
    }

    private void adopt(int instance) {
        long now = clock.nowMicros();
        boolean changed = false;
        for (Pull pull : hosts[instance].pulls) {
            if (pull.flowing) {
                long rate = bandwidth.rate(instance, index.registryOf(pull.image));
                if (rate != pull.bytesPerSecond) {
                    pull.progress(now);
                    pull.bytesPerSecond = rate;
                    changed = true;
                }
            }
        }
        if (changed) {
            planner.accept(instance);
        }
    }

    private void watch(int registry) {
        long turn = desks[registry].nextTurn(clock.nowMicros());
        if (turn != Pull.NEVER) {
            turnPending[registry] = true;
            timeline.schedule(turnEvent, turn, registry, turnGeneration[registry]);
        }
    }

    /** An outage begins or ends while layers come from the registry. */
    private void turn(int registry) {
        long now = clock.nowMicros();
        turnPending[registry] = false;
        boolean out = desks[registry].out(now);
        for (int instance = 0; instance < hosts.length; instance++) {
            for (Pull pull : hosts[instance].pulls) {
                if (pull.state != Pull.State.RECEIVING || index.registryOf(pull.image) != registry) {
                    continue;
                }
                pull.progress(now);
                if (out && pull.flowing) {
                    ebb(pull, instance, registry);
                    holdUp(pull, registry, now + INACTIVITY_MICROS);
                } else if (!out && !pull.flowing) {
                    pull.timerMicros = Pull.NEVER;
                    flow(pull, instance, registry);
                }
            }
            planner.accept(instance);
        }
        watch(registry);
    }
}
