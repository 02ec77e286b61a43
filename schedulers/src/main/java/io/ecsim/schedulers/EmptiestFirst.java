package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Packing;
import io.ecsim.placement.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One round of consolidation: instances in use in order of their dominant reserved share, the emptiest first. An instance is
 * emptied if all its tasks fit on others in use and the budget allows all of them, else it is left as it is. Who has given
 * its tasks away takes none, and who has taken some gives none away in the same round.
 */
final class EmptiestFirst {

    private static final long MILLIONTHS = 1_000_000;
    private static final int NONE = -1;

    private final Packing packing;

    /** The instances in use, the fullest first. */
    private final int[] order;

    private final boolean[] emptied;

    /** By demand: the first position in the order that is not known to have no room for it. */
    private final Map<Demand, Integer> firstOpen = new LinkedHashMap<>();

    private record Demand(int kind, int cpuUnits, int memoryMiB, int gpus, int gpuMilli) {
        static Demand of(Request task) {
            return new Demand(task.kindNumber(), task.cpuUnits(), task.memoryMiB(), task.gpus(), task.gpuMilli());
        }
    }

    private record Fill(int instance, long share, int tasks) {}

    EmptiestFirst(Packing packing) {
        this.packing = packing;
        List<Fill> fills = new ArrayList<>();
        for (int position = 0; position < packing.instances(); position++) {
            InstanceView view = packing.view(packing.instanceAt(position));
            if (view.tasks() > 0) {
                fills.add(new Fill(view.instance(), dominantShare(view), view.tasks()));
            }
        }
        fills.sort(Comparator.comparingLong(Fill::share)
                .thenComparingInt(Fill::tasks)
                .reversed()); // stable: equals stay in order of registration
        this.order = fills.stream().mapToInt(Fill::instance).toArray();
        this.emptied = new boolean[order.length];
    }

    private static long dominantShare(InstanceView view) {
        return Math.max(
                share(view.gpusRegistered() - view.gpusFree(), view.gpusRegistered()),
                Math.max(
                        share(view.cpuRegistered() - view.cpuFree(), view.cpuRegistered()),
                        share(view.memoryRegistered() - view.memoryFree(), view.memoryRegistered())));
    }

    private static long share(long reserved, long registered) {
        return registered == 0 ? 0 : reserved * MILLIONTHS / registered;
    }

    /** Proposes the moves of the round. */
    void plan() {
        for (int position = order.length - 1; position >= 0 && packing.movesLeft() > 0; position--) {
            int tasks = packing.view(order[position]).tasks();
            if (packing.coming(order[position]) == 0 && tasks <= packing.movesLeft()) {
                emptied[position] = empties(position);
            }
        }
    }

    private boolean empties(int position) {
        int[] tasks = largestFirst(order[position]);
        int before = packing.size();
        Map<Demand, Integer> known = new LinkedHashMap<>();
        for (int task : tasks) {
            Demand demand = Demand.of(packing.request(task));
            int open = firstOpen.getOrDefault(demand, 0);
            int target = target(task, demand, position);
            if (packing.size() > before) {
                known.putIfAbsent(demand, open); // found among moves that may be taken back
            }
            if (target == NONE) {
                packing.takeBackTo(before);
                firstOpen.putAll(known);
                return false;
            }
            packing.move(task, target);
        }
        return true;
    }

    /** Room only shrinks within a round, so that each demand goes through the instances once. */
    private int target(int task, Demand demand, int source) {
        boolean inRow = true;
        for (int position = firstOpen.getOrDefault(demand, 0); position < order.length; position++) {
            if (position == source) {
                inRow = false; // others may still go there
            } else if (!emptied[position] && packing.fits(task, order[position])) {
                return order[position];
            }
            if (inRow) {
                firstOpen.put(demand, position + 1);
            }
        }
        return NONE;
    }

    private int[] largestFirst(int instance) {
        InstanceView view = packing.view(instance);
        int cpu = view.cpuRegistered();
        int memory = view.memoryRegistered();
        int gpus = view.gpusRegistered();
        int[] tasks = packing.tasksOn(instance);
        long[] sizes = Arrays.stream(tasks)
                .mapToLong(task -> size(packing.request(task), cpu, memory, gpus))
                .toArray();
        return IntStream.range(0, tasks.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> -sizes[i]))
                .mapToInt(i -> tasks[i])
                .toArray();
    }

    private static long size(Request task, int cpu, int memory, int gpus) {
        long gpuMilli = LargestFirst.gpuMilli(task);
        return Math.max(
                gpus == 0 ? 0 : gpuMilli * MILLIONTHS / (gpus * 1000L),
                Math.max(share(task.cpuUnits(), cpu), share(task.memoryMiB(), memory)));
    }
}
