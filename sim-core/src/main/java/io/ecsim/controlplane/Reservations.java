package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.cluster.TaskTable;
import io.ecsim.placement.LifetimeFeed;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import java.util.List;

/** What tasks of the table take of their instances and give back (R2.10); where GPUs are shared, which devices. */
final class Reservations {

    private final ClusterState cluster;
    private final TaskTable tasks;
    private final RequestKind[] kinds;
    private final DefinitionNeeds[] needs;
    private final List<PlacementPipeline> pipelines;
    private final Request request;
    private final boolean sharesGpus;
    private final LifetimeFeed lifetimes;

    /**
     * Makes the reservations of a run.
     *
     * @param pipelines by index of what is run: who says which device a task shares
     */
    Reservations(ClusterState cluster, TaskTable tasks, List<RequestKind> kinds, List<PlacementPipeline> pipelines) {
        this.cluster = cluster;
        this.tasks = tasks;
        this.kinds = kinds.toArray(new RequestKind[0]);
        this.needs = kinds.stream().map(RequestKind::needs).toArray(DefinitionNeeds[]::new);
        this.pipelines = pipelines;
        this.request = new Request(this.kinds[0], 0, 0, 0);
        this.sharesGpus = cluster.sharesGpus();
        this.lifetimes = pipelines.get(0).lifetimes(); // one for all pipelines of a run
    }

    /** Reserves what a task needs on an instance; nothing may have changed since it was found to fit there. */
    void reserve(int row, int instance) {
        lifetimes.placed(tasks, row, instance);
        int spec = tasks.definition(row);
        if (!sharesGpus || cluster.isFargate(instance)) {
            cluster.reserve(instance, needs[spec], tasks.cpuUnits(row), tasks.memoryMiB(row), tasks.gpus(row));
            return;
        }
        long devices = pipelines.get(spec).devices(request.of(kinds[spec], tasks, row), instance);
        tasks.setDevices(row, devices);
        cluster.reserve(
                instance,
                needs[spec],
                tasks.cpuUnits(row),
                tasks.memoryMiB(row),
                tasks.gpus(row),
                tasks.gpuMilli(row),
                devices);
    }

    /** Gives back what was reserved for a task on an instance. */
    void release(int row, int instance) {
        lifetimes.released(row, instance);
        int spec = tasks.definition(row);
        if (!sharesGpus || cluster.isFargate(instance)) {
            cluster.release(instance, needs[spec], tasks.cpuUnits(row), tasks.memoryMiB(row), tasks.gpus(row));
            return;
        }
        cluster.release(
                instance,
                needs[spec],
                tasks.cpuUnits(row),
                tasks.memoryMiB(row),
                tasks.gpus(row),
                tasks.gpuMilli(row),
                tasks.devices(row));
    }
}
