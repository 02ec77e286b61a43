package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks of one priority that wait together, in order of arrival, over the cluster as it is now. Tasks alike in definition
 * and amounts are of one demand class: they fit the same instances at the same cost.
 */
public final class Batch {

    private final ClusterState cluster;
    private final Feasibility feasibility;
    private final RankOrder eligible;
    private final InstanceView view;
    private final IntArrayList classOfTask = new IntArrayList();
    private final List<Request> classes = new ArrayList<>();
    private final Map<DemandClass, Integer> numbers = new LinkedHashMap<>();

    private record DemandClass(int kind, int cpuUnits, int memoryMiB, int gpus, int gpuMilli) {}

    Batch(ClusterState cluster, Feasibility feasibility, RankOrder eligible) {
        this.cluster = cluster;
        this.feasibility = feasibility;
        this.eligible = eligible;
        this.view = cluster.newView();
    }

    /** Adds a task behind the others. */
    public void add(Request task) {
        DemandClass demand =
                new DemandClass(task.kindNumber(), task.cpuUnits(), task.memoryMiB(), task.gpus(), task.gpuMilli());
        Integer known = numbers.putIfAbsent(demand, classes.size());
        if (known == null) {
            Request copy = new Request(task.kind(), 0, 0, 0);
            classes.add(copy.set(task.kind(), task.cpuUnits(), task.memoryMiB(), task.gpus(), task.gpuMilli()));
        }
        classOfTask.add(known == null ? classes.size() - 1 : known);
    }

    /** Returns how many tasks there are, numbered from 0 in order of arrival. */
    public int tasks() {
        return classOfTask.size();
    }

    /** Returns how many demand classes there are, numbered from 0 by their first task. */
    public int classes() {
        return classes.size();
    }

    /** Returns the demand class of a task. */
    public int classOf(int task) {
        return classOfTask.getInt(task);
    }

    /** Returns what each task of a demand class asks for. */
    public Request request(int demandClass) {
        return classes.get(demandClass);
    }

    /** Returns how many instances take tasks now. */
    public int instances() {
        return eligible.size();
    }

    /** Returns the instance at a position from 0 to {@link #instances()} less one, in order of registration (R1.30). */
    public int instanceAt(int position) {
        return eligible.at(position);
    }

    /** Returns a view of an instance, valid until the next call. */
    public InstanceView view(int instance) {
        return view.at(instance);
    }

    /** Returns whether a task of a demand class may go to an instance now. */
    public boolean fits(int demandClass, int instance) {
        return feasibility.feasible(classes.get(demandClass), instance);
    }

    /**
     * Returns how many tasks of a demand class an instance can take now, if nothing else goes there; 0 where none may go.
     * Named resources are not counted: they are refused when their turn comes.
     */
    public int mostThatFit(int demandClass, int instance) {
        Request request = classes.get(demandClass);
        if (!feasibility.feasible(request, instance)) {
            return 0;
        }
        if (request.kind().constraints().distinctInstance() || request.needs().takesPorts()) {
            return 1;
        }
        int most = Integer.MAX_VALUE;
        most = Math.min(most, times(cluster.cpuFree(instance), request.cpuUnits()));
        most = Math.min(most, times(cluster.memoryFree(instance), request.memoryMiB()));
        most = Math.min(most, times(cluster.gpusFree(instance), request.gpus()));
        most = Math.min(most, sharesThatFit(request.gpuMilli(), instance));
        return Math.min(most, times(cluster.eniFree(instance), request.needs().eniSlots()));
    }

    private int sharesThatFit(int gpuMilli, int instance) {
        if (gpuMilli == 0) {
            return Integer.MAX_VALUE;
        }
        int shares = 0;
        for (int device = 0; device < cluster.devices(instance); device++) {
            shares += cluster.deviceMilliFree(instance, device) / gpuMilli;
        }
        return shares;
    }

    private static int times(int free, int wanted) {
        return wanted == 0 ? Integer.MAX_VALUE : free / wanted;
    }
}
