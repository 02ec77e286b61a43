package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskTable;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Which tasks are where when a repacker looks, and the moves that it proposes. Tasks go by their rows. */
public final class Packing {

    private final ClusterState cluster;
    private final Feasibility feasibility;
    private final RankOrder eligible;
    private final TaskTable tasks;
    private final List<RequestKind> kinds;
    private final IntFunction<int[]> residents;
    private final int budget;
    private final InstanceView view;
    private final Request request;
    private final IntArrayList moved = new IntArrayList();
    private final IntArrayList targets = new IntArrayList();

    /** By instance: what moves proposed so far will take there. */
    private final int[] cpuTaken;

    private final int[] memoryTaken;
    private final int[] gpusTaken;
    private final int[] eniTaken;
    private final int[] coming;

    Packing(
            ClusterState cluster,
            Feasibility feasibility,
            RankOrder eligible,
            TaskTable tasks,
            List<RequestKind> kinds,
            IntFunction<int[]> residents,
            int budget) {
        this.cluster = cluster;
        this.feasibility = feasibility;
        this.eligible = eligible;
        this.tasks = tasks;
        this.kinds = kinds;
        this.residents = residents;
        this.budget = budget;
        this.view = cluster.newView();
        this.request = new Request(kinds.get(0), 0, 0, 0);
        this.cpuTaken = new int[cluster.instances()];
        this.memoryTaken = new int[cluster.instances()];
        this.gpusTaken = new int[cluster.instances()];
        this.eniTaken = new int[cluster.instances()];
        this.coming = new int[cluster.instances()];
    }

    /** Returns how many instances take tasks now. */
    public int instances() {
        return eligible.size();
    }

    /** Returns the instance at a position from 0 to {@link #instances()} less one, in order of registration (R1.30). */
    public int instanceAt(int position) {
        return eligible.at(position);
    }

    /** Returns a view of an instance, valid until the next call; it knows nothing of the moves proposed. */
    public InstanceView view(int instance) {
        return view.at(instance);
    }

    /** Returns the tasks on an instance, ascending by row. */
    public int[] tasksOn(int instance) {
        return residents.apply(instance);
    }

    /** Returns what a task asks for, valid until the next call or that of {@link #fits}. */
    public Request request(int task) {
        return request.of(kinds.get(tasks.definition(task)), tasks, task);
    }

    /** Returns how many more moves the budget allows. */
    public int movesLeft() {
        return budget - moved.size();
    }

    /** Returns how many tasks are to come to an instance by the moves proposed. */
    public int coming(int instance) {
        return coming[instance];
    }

    /**
     * Returns whether a task may go to an instance beside those that are to come there. A task whose place depends on others
     * there by more than amounts (host ports, named resources, devices of shared GPUs, constraints on tasks) only goes where
     * none is to come: whatever this allows is legal when the moves are carried out in order.
     */
    public boolean fits(int task, int instance) {
        Request asked = request(task);
        if (!feasibility.feasible(asked, instance)) {
            return false;
        }
        return coming[instance] == 0
                || !dependsOnOthers(asked)
                        && cluster.cpuFree(instance) - cpuTaken[instance] >= asked.cpuUnits()
                        && cluster.memoryFree(instance) - memoryTaken[instance] >= asked.memoryMiB()
                        && cluster.gpusFree(instance) - gpusTaken[instance] >= asked.gpus()
                        && cluster.eniFree(instance) - eniTaken[instance]
                                >= asked.needs().eniSlots();
    }

    private boolean dependsOnOthers(Request asked) {
        return asked.needs().takesPorts()
                || asked.needs().takesNamed()
                || !asked.kind().constraints().alwaysNow()
                || cluster.sharesGpus() && (asked.gpus() | asked.gpuMilli()) != 0;
    }

    /**
     * Proposes that a task goes to an instance.
     *
     * @throws IllegalStateException if the budget is used up
     */
    public void move(int task, int to) {
        if (movesLeft() <= 0) {
            throw new IllegalStateException("a round may move " + budget + " tasks, no more");
        }
        moved.add(task);
        targets.add(to);
        take(task, to, 1);
    }

    /** Takes back the moves proposed last, until so many are left. */
    public void takeBackTo(int moves) {
        while (moved.size() > moves) {
            int last = moved.size() - 1;
            take(moved.removeInt(last), targets.removeInt(last), -1);
        }
    }

    private void take(int task, int instance, int sign) {
        cpuTaken[instance] += sign * tasks.cpuUnits(task);
        memoryTaken[instance] += sign * tasks.memoryMiB(task);
        gpusTaken[instance] += sign * tasks.gpus(task);
        eniTaken[instance] += sign * kinds.get(tasks.definition(task)).needs().eniSlots();
        coming[instance] += sign;
    }

    /** Returns how many moves are proposed. */
    public int size() {
        return moved.size();
    }

    /** Returns the task of a move, in the order in which they were proposed. */
    public int task(int move) {
        return moved.getInt(move);
    }

    /** Returns where the task of a move is now. */
    public int from(int move) {
        return tasks.instance(moved.getInt(move));
    }

    /** Returns where the task of a move is to go. */
    public int target(int move) {
        return targets.getInt(move);
    }
}
