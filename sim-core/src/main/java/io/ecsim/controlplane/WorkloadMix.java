package io.ecsim.controlplane;

import io.ecsim.model.Demand;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.TaskMix;
import io.ecsim.placement.TaskMix.Demanded;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tasks of a world ask for: the demands of the first tasks of its workload, read from a cursor of its own; where
 * nothing arrives, what each definition asks for, once each.
 */
final class WorkloadMix {

    /** How many tasks are looked at. */
    static final int MOST_TASKS = 20_000;

    private final World world;
    private final List<RequestKind> kinds;
    private final Streams streams;

    /** By demand: how many tasks. */
    private final Map<String, Demanded> counted = new TreeMap<>();

    private WorkloadMix(World world, List<RequestKind> kinds, Streams streams) {
        this.world = world;
        this.kinds = kinds;
        this.streams = streams;
    }

    /** Returns the mix of a world whose task specs have these kinds, in one replication. */
    static TaskMix of(World world, List<RequestKind> kinds, Streams streams) {
        WorkloadMix mix = new WorkloadMix(world, kinds, streams);
        mix.readArrivals();
        if (mix.counted.isEmpty()) {
            mix.readDefinitions();
        }
        return new TaskMix(new ArrayList<>(mix.counted.values()));
    }

    private void readArrivals() {
        try (ArrivalCursor cursor = world.workload().open(streams)) {
            for (int i = 0; i < MOST_TASKS && cursor.advance(); i++) {
                count(cursor.definition(), cursor.cpuUnits(), cursor.memoryMiB(), cursor.gpus(), cursor.gpuMilli());
            }
        }
    }

    private void readDefinitions() {
        for (int i = 0; i < kinds.size(); i++) {
            Demand demand = world.tasks().get(i).definition().demand();
            count(i, demand.cpuUnits(), demand.memoryMiB(), demand.gpus(), demand.gpuMilli());
        }
    }

    private void count(int spec, int cpuUnits, int memoryMiB, int gpus, int gpuMilli) {
        String key = spec + "/" + cpuUnits + "/" + memoryMiB + "/" + gpus + "/" + gpuMilli;
        Demanded before = counted.get(key);
        long tasks = before == null ? 1 : before.tasks() + 1;
        counted.put(key, new Demanded(kinds.get(spec), cpuUnits, memoryMiB, gpus, gpuMilli, tasks));
    }
}
