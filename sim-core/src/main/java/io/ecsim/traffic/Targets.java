package io.ecsim.traffic;

import io.ecsim.cluster.Task;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The RUNNING tasks of one service, by slot; those that get requests are put into classes of equal footing. */
final class Targets {

    /** Mantissa bits that are kept of the CPU of a task: 0.4 %. */
    private static final int KEPT_BITS = 7;

    private static final long HALF = 1L << 51 - KEPT_BITS;
    private static final long MASK = -1L << 52 - KEPT_BITS;

    private @Nullable Task[] tasks = new Task[4];
    private int[] zones = new int[4];
    private int[] classes = new int[4];
    private double[] cpus = new double[4];
    private double[] backlogs = new double[4];

    /** Whether it would get requests, and whether it does: those in a zone that is shifted away from do not. */
    private boolean[] open = new boolean[4];

    private boolean[] receive = new boolean[4];
    private int count;
    private int receivers;
    private long reservedUnits;

    /** Classes: tasks in it, zone, vCPU that each can use, requests in hand of all. */
    int[] members = new int[4];

    int[] zone = new int[4];
    double[] cpu = new double[4];
    double[] backlog = new double[4];
    int classCount;

    int count() {
        return count;
    }

    int receivers() {
        return receivers;
    }

    long reservedUnits() {
        return reservedUnits;
    }

    Task task(int slot) {
        Task task = tasks[slot];
        if (task == null) {
            throw new IllegalStateException("slot " + slot + " is empty");
        }
        return task;
    }

    boolean receives(int slot) {
        return receive[slot];
    }

    /** Returns whether a task is a target, wherever it is. */
    boolean isOpen(int slot) {
        return open[slot];
    }

    /** Returns whether a task has more requests in hand than it answers at once. */
    boolean behind(int slot) {
        return classCount == 0 ? backlogs[slot] > 0 : classes[slot] >= 0 && backlog[classes[slot]] > 0;
    }

    /** Adds a task and returns its slot. */
    int add(Task task, int zoneOfTask) {
        if (count == tasks.length) {
            int length = count * 2;
            tasks = Arrays.copyOf(tasks, length);
            zones = Arrays.copyOf(zones, length);
            classes = Arrays.copyOf(classes, length);
            cpus = Arrays.copyOf(cpus, length);
            backlogs = Arrays.copyOf(backlogs, length);
            open = Arrays.copyOf(open, length);
            receive = Arrays.copyOf(receive, length);
            members = Arrays.copyOf(members, length);
            zone = Arrays.copyOf(zone, length);
            cpu = Arrays.copyOf(cpu, length);
            backlog = Arrays.copyOf(backlog, length);
        }
        tasks[count] = task;
        zones[count] = zoneOfTask;
        classes[count] = -1;
        cpus[count] = 0;
        backlogs[count] = 0;
        open[count] = false;
        receive[count] = false;
        reservedUnits += task.cpuUnits();
        return count++;
    }

    /** Removes a slot; the last one takes its place. */
    void remove(int slot) {
        receive(slot, false);
        reservedUnits -= task(slot).cpuUnits();
        count--;
        tasks[slot] = tasks[count];
        zones[slot] = zones[count];
        classes[slot] = classes[count];
        cpus[slot] = cpus[count];
        backlogs[slot] = backlogs[count];
        open[slot] = open[count];
        receive[slot] = receive[count];
        tasks[count] = null;
    }

    /** A task becomes a target or is none any more, and gets requests if it is one, while nothing is shifted away. */
    void open(int slot, boolean opens) {
        open[slot] = opens;
        receive(slot, opens);
    }

    /** Sends requests to all targets but those in zones that are shifted away from, and to those where there are no others. */
    void route(ZoneStates states) {
        boolean elsewhere = false;
        for (int slot = 0; slot < count && !elsewhere; slot++) {
            elsewhere = open[slot] && !states.isShiftedAway(zones[slot]);
        }
        for (int slot = 0; slot < count; slot++) {
            receive(slot, open[slot] && !(elsewhere && states.isShiftedAway(zones[slot])));
        }
    }

    private void receive(int slot, boolean receives) {
        if (receive[slot] != receives) {
            receive[slot] = receives;
            receivers += receives ? 1 : -1;
        }
    }

    void cpu(int slot, double vcpu) {
        cpus[slot] = Double.longBitsToDouble(Double.doubleToRawLongBits(vcpu) + HALF & MASK);
    }

    /** Gives each slot its part of what its class has in hand; the classes are to be made anew. */
    void dissolve() {
        for (int slot = 0; slot < count; slot++) {
            int of = classes[slot];
            backlogs[slot] = of < 0 ? 0 : backlog[of] / members[of];
            classes[slot] = -1;
        }
        classCount = 0;
    }

    /** Puts the slots that get requests into classes. */
    void classify() {
        classCount = 0;
        for (int slot = 0; slot < count; slot++) {
            if (!receive[slot]) {
                classes[slot] = -1;
                continue;
            }
            int of = 0;
            while (of < classCount && !(zone[of] == zones[slot] && cpu[of] == cpus[slot])) {
                of++;
            }
            if (of == classCount) {
                classCount++;
                zone[of] = zones[slot];
                cpu[of] = cpus[slot];
                members[of] = 0;
                backlog[of] = 0;
            }
            classes[slot] = of;
            members[of]++;
            backlog[of] += backlogs[slot];
        }
    }
}
