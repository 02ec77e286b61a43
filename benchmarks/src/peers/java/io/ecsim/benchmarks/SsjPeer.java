package io.ecsim.benchmarks;

import java.util.ArrayDeque;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * The scenario in SSJ: its simulator with the event list it uses unless told otherwise (a splay tree), one object for
 * the next arrival, one for each running task, taken from those that ended.
 */
final class SsjPeer {

    private final DrawnTasks tasks;
    private final Simulator simulator = new Simulator();
    private final PeerCluster cluster;
    private final ArrayDeque<End> spare = new ArrayDeque<>();

    private SsjPeer(DrawnTasks tasks) {
        this.tasks = tasks;
        cluster = new PeerCluster(tasks, this::starts);
    }

    static PeerResult run(DrawnTasks tasks) {
        SsjPeer peer = new SsjPeer(tasks);
        peer.simulator.init();
        peer.new Arrival().schedule(tasks.arrivalMicros[0]);
        peer.simulator.start();
        return peer.cluster.result();
    }

    private void starts(int task, int instance) {
        End end = spare.isEmpty() ? new End() : spare.pop();
        end.task = task;
        end.schedule(tasks.runMicros[task]);
    }

    private final class Arrival extends Event {

        private int task;

        Arrival() {
            super(simulator);
        }

        @Override
        public void actions() {
            cluster.arrives(task, simulator.time());
            if (++task < tasks.count()) {
                schedule(tasks.arrivalMicros[task] - simulator.time());
            }
        }
    }

    private final class End extends Event {

        private int task;

        End() {
            super(simulator);
        }

        @Override
        public void actions() {
            cluster.ends(task, simulator.time());
            spare.push(this);
        }
    }
}
