package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Batch;
import io.ecsim.placement.BatchPlan;
import io.ecsim.placement.BatchPlanner;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;
import io.ecsim.schedulers.flow.Selection;
import io.ecsim.schedulers.flow.TransportFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plans a round as one flow from demand classes to slots of instances, by the costs of a ranking. */
final class FlowPlanner implements BatchPlanner {

    private static final int NOWHERE = -1;
    private static final int POSITION_BITS = 24;
    private static final int COST_BITS = Long.SIZE - 1 - POSITION_BITS;

    /** Costs of leaving stay below 2 to this power, so that no sum in the flow overflows. */
    private static final int LEAVING_BITS = 58;

    /** Most arcs of a flow: the classes that came last, where there would be more, are left to the ranking. */
    private static final int MOST_ARCS = 4_000_000;

    private final String name;
    private final Ranking ranking;
    private final long intervalMicros;

    FlowPlanner(String name, Ranking ranking, long intervalMicros) {
        this.name = name;
        this.ranking = ranking;
        this.intervalMicros = intervalMicros;
    }

    @Override
    public long intervalMicros() {
        return intervalMicros;
    }

    @Override
    public List<Single> single() {
        return List.of(new Single(name, ranking));
    }

    @Override
    public BatchPlan plan(Batch batch) {
        int[] instanceOfTask = flow(batch);
        BatchPlan plan = new BatchPlan();
        for (int task : LargestFirst.order(batch)) {
            if (instanceOfTask[task] != NOWHERE) {
                plan.put(task, instanceOfTask[task]);
            }
            plan.leaveToChain(task); // at once, while there is room that smaller ones would take
        }
        return plan;
    }

    /** Returns the instance that the flow gives each task, or {@link #NOWHERE}. */
    private int[] flow(Batch batch) {
        int arcsOfClass = Math.max(1, Math.min(batch.instances(), batch.tasks()));
        int[] supply = new int[Math.min(batch.classes(), Math.max(1, MOST_ARCS / arcsOfClass))];
        for (int task = 0; task < batch.tasks(); task++) {
            if (batch.classOf(task) < supply.length) {
                supply[batch.classOf(task)]++;
            }
        }
        List<Arcs> arcs = new ArrayList<>();
        int bits = 0;
        int count = 0;
        for (int demandClass = 0; demandClass < supply.length; demandClass++) {
            Arcs ofClass = cheapest(batch, demandClass);
            arcs.add(ofClass);
            bits = Math.max(bits, ofClass.costBits());
            count += ofClass.packed.length;
        }
        int unit = Math.max(0, bits + bits(4L * batch.tasks()) - LEAVING_BITS);
        long leaving = (1L << Math.max(0, bits - unit)) * 2 * batch.tasks();
        TransportFlow flow = new TransportFlow(supply.length, slots(batch), leaving, count);
        for (int demandClass = 0; demandClass < supply.length; demandClass++) {
            Arcs ofClass = arcs.get(demandClass);
            for (int i = 0; i < ofClass.packed.length; i++) {
                int position = ofClass.position(i);
                int capacity = batch.mostThatFit(demandClass, batch.instanceAt(position));
                flow.arc(position, ofClass.cost(i, unit), capacity);
            }
            flow.nextSource();
        }
        flow.solve(supply);
        return instances(batch, flow, supply.length);
    }

    private static int bits(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }

    /**
     * Where a class may go, the cheapest first.
     *
     * @param packed the position of each instance, below its cost over that of the cheapest, shifted right
     * @param shift by so many bits
     */
    private record Arcs(long[] packed, int shift) {

        int position(int arc) {
            return (int) packed[arc] & (1 << POSITION_BITS) - 1;
        }

        /** Returns the cost over that of the cheapest in units of 2 to the given power. */
        long cost(int arc, int unit) {
            long cost = packed[arc] >> POSITION_BITS;
            return shift < unit ? cost >> unit - shift : cost << shift - unit;
        }

        /** Returns how many bits the largest cost takes. */
        int costBits() {
            return packed.length == 0 ? 0 : bits(packed[packed.length - 1] >> POSITION_BITS) + shift;
        }
    }

    /** Returns no more arcs than there are tasks: of as many instances with a slot, others cannot have filled them all. */
    private Arcs cheapest(Batch batch, int demandClass) {
        Request request = batch.request(demandClass);
        long[] costs = new long[batch.instances()];
        int[] positions = new int[costs.length];
        int size = 0;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int position = 0; position < costs.length; position++) {
            int instance = batch.instanceAt(position);
            if (batch.fits(demandClass, instance)) {
                long cost = ranking.cost(request, batch.view(instance));
                least = Math.min(least, cost);
                most = Math.max(most, cost);
                costs[size] = cost;
                positions[size++] = position;
            }
        }
        // Costs farther apart than 2^39 lose their lowest bits: less than 2^-38 of how far they are apart.
        int shift = size == 0 ? 0 : Math.max(0, bits(most - least) - COST_BITS);
        long[] arcs = new long[size];
        for (int i = 0; i < size; i++) {
            arcs[i] = (costs[i] - least) >>> shift << POSITION_BITS | positions[i];
        }
        int kept = Math.min(size, batch.tasks());
        Selection.smallestFirst(arcs, kept);
        long[] cheapest = Arrays.copyOf(arcs, kept);
        Arrays.sort(cheapest);
        return new Arcs(cheapest, shift);
    }

    /** Returns by position how many tasks of the batch's mean demand fit an instance, at least 1. */
    private static int[] slots(Batch batch) {
        long cpu = 0;
        long memory = 0;
        long gpuMilli = 0;
        for (int task = 0; task < batch.tasks(); task++) {
            Request request = batch.request(batch.classOf(task));
            cpu += request.cpuUnits();
            memory += request.memoryMiB();
            gpuMilli += LargestFirst.gpuMilli(request);
        }
        int[] slots = new int[batch.instances()];
        for (int position = 0; position < slots.length; position++) {
            InstanceView instance = batch.view(batch.instanceAt(position));
            long least = Math.min(
                    Math.min(means(instance.cpuFree(), cpu, batch), means(instance.memoryFree(), memory, batch)),
                    means(gpuMilliFree(instance), gpuMilli, batch));
            slots[position] = (int) Math.max(1, least);
        }
        return slots;
    }

    private static long gpuMilliFree(InstanceView instance) {
        long free = 0;
        for (int device = 0; device < instance.devices(); device++) {
            free += instance.deviceMilliFree(device);
        }
        return free;
    }

    /** How often the mean fits, at most as often as there are tasks. */
    private static long means(long free, long sum, Batch batch) {
        return sum == 0 ? batch.tasks() : Math.min(batch.tasks(), free * batch.tasks() / sum);
    }

    /** Of each class the first to arrive go first. */
    private static int[] instances(Batch batch, TransportFlow flow, int classes) {
        int[] arc = new int[classes];
        int[] used = new int[classes];
        for (int demandClass = 0; demandClass < arc.length; demandClass++) {
            arc[demandClass] = flow.firstArc(demandClass);
        }
        int[] instances = new int[batch.tasks()];
        for (int task = 0; task < instances.length; task++) {
            int demandClass = batch.classOf(task);
            if (demandClass >= classes) {
                instances[task] = NOWHERE;
                continue;
            }
            int end = flow.firstArc(demandClass + 1);
            while (arc[demandClass] < end && used[demandClass] == flow.flow(arc[demandClass])) {
                arc[demandClass]++;
                used[demandClass] = 0;
            }
            if (arc[demandClass] == end) {
                instances[task] = NOWHERE;
            } else {
                used[demandClass]++;
                instances[task] = batch.instanceAt(flow.sink(arc[demandClass]));
            }
        }
        return instances;
    }
}
