package io.ecsim.benchmarks;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * What the peers share: the index, the queue of tasks that fit nowhere, and the integrals of what is reserved. A peer
 * brings clock, events and, if it has one, its own bookkeeping of hosts.
 */
final class PeerCluster {

    private final DrawnTasks tasks;
    private final GridIndex index;
    private final int[] instanceOf;
    private final int[] tasksOn;
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private final Host host;

    private long completed;
    private int inUse;
    private long reservedCpuUnits;
    private double lastMicros;
    private double inUseMicros;
    private double reservedMicros;

    /** How a peer keeps its own books and schedules an end. */
    interface Host {
        void starts(int task, int instance);
    }

    PeerCluster(DrawnTasks tasks, Host host) {
        this.tasks = tasks;
        this.host = host;
        index = new GridIndex(tasks.instances);
        instanceOf = new int[tasks.count()];
        tasksOn = new int[tasks.instances];
    }

    /** Places a task, or lets it wait. */
    void arrives(int task, double nowMicros) {
        if (!start(task, nowMicros)) {
            waiting.add(task);
        }
    }

    /** Ends a task and starts those that wait and have room now, in order. */
    void ends(int task, double nowMicros) {
        advance(nowMicros);
        int instance = instanceOf[task];
        index.reserve(instance, -tasks.cpuUnits[task], -tasks.memoryMiB[task]);
        reservedCpuUnits -= tasks.cpuUnits[task];
        inUse -= --tasksOn[instance] == 0 ? 1 : 0;
        completed++;
        for (Iterator<Integer> next = waiting.iterator(); next.hasNext(); ) {
            if (start(next.next(), nowMicros)) {
                next.remove();
            }
        }
    }

    private boolean start(int task, double nowMicros) {
        int instance = index.find(tasks.cpuUnits[task], tasks.memoryMiB[task]);
        if (instance == GridIndex.NONE) {
            return false;
        }
        advance(nowMicros);
        index.reserve(instance, tasks.cpuUnits[task], tasks.memoryMiB[task]);
        reservedCpuUnits += tasks.cpuUnits[task];
        inUse += tasksOn[instance]++ == 0 ? 1 : 0;
        instanceOf[task] = instance;
        host.starts(task, instance);
        return true;
    }

    private void advance(double nowMicros) {
        double passed = nowMicros - lastMicros;
        inUseMicros += passed * inUse;
        reservedMicros += passed * reservedCpuUnits;
        lastMicros = nowMicros;
    }

    PeerResult result() {
        return new PeerResult(completed, reservedMicros / lastMicros, inUseMicros / lastMicros);
    }
}
