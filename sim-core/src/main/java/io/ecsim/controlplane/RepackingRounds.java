package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceListener;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.placement.Packing;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Repacker;

/**
 * The rounds in which a {@link Repacker} moves tasks: at multiples of its interval, when all else of that instant has
 * happened. No round is held while nothing has changed since the last.
 */
final class RepackingRounds implements InstanceListener {

    /** Who places tasks. */
    interface Owner {

        /** Returns who is where now. */
        Packing packing(int budget);

        /** Moves a task unless it may not go there any more; returns whether it went. */
        boolean move(int row, int to);

        /** A task has gone from one instance to another: offers both to those who wait. */
        void changed(int from, int to);
    }

    private final Simulation simulation;
    private final long horizonMicros;
    private final ClusterState cluster;
    private final PlacementPipeline pipeline;
    private final Repacker repacker;
    private final Owner owner;
    private final EventKind roundEvent;
    private boolean roundPending;

    RepackingRounds(
            Simulation simulation,
            long horizonMicros,
            ClusterState cluster,
            PlacementPipeline pipeline,
            Repacker repacker,
            Owner owner) {
        if (repacker.intervalMicros() < 1) {
            throw new IllegalArgumentException(
                    "the interval of a repacker must be at least 1 us, was " + repacker.intervalMicros());
        }
        this.simulation = simulation;
        this.horizonMicros = horizonMicros;
        this.cluster = cluster;
        this.pipeline = pipeline;
        this.repacker = repacker;
        this.owner = owner;
        this.roundEvent = simulation.timeline().define("repacking round", Phase.RETRY, (none, never) -> {
            simulation.timeline().attended();
            roundPending = false;
            round();
        });
    }

    @Override
    public void changed(int instance) {
        holdNextRound();
    }

    @Override
    public void joined(int instance) {
        holdNextRound();
    }

    @Override
    public void left(int instance) {
        holdNextRound();
    }

    private void holdNextRound() {
        if (roundPending) {
            return;
        }
        long interval = repacker.intervalMicros();
        long next = Math.multiplyExact(simulation.clock().nowMicros() / interval + 1, interval);
        if (next <= horizonMicros) {
            roundPending = true;
            simulation.timeline().scheduleAttending(roundEvent, next); // an idle cluster need not be looked at
        }
    }

    private void round() {
        Packing packing = owner.packing(repacker.budget(cluster.tasks()));
        repacker.plan(packing);
        int[] from = new int[packing.size()];
        boolean[] went = new boolean[from.length];
        for (int move = 0; move < from.length; move++) {
            from[move] = packing.from(move);
            went[move] = owner.move(packing.task(move), packing.target(move));
        }
        for (int move = 0; move < from.length; move++) { // after all moves: what they leave is for whoever waits
            if (went[move]) {
                pipeline.moved();
                owner.changed(from[move], packing.target(move));
            }
        }
    }
}
