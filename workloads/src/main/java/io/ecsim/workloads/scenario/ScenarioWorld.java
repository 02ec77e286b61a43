package io.ecsim.workloads.scenario;

import io.ecsim.billing.BillingPlan;
import io.ecsim.controlplane.ContainerInstanceCall;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.TaskCallPlan;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workloads.schedule.SimulatedClock;
import java.util.List;
import java.util.Optional;

/**
 * The world of a scenario document, which can be built with any number of instances.
 *
 * @param cluster the container instances
 * @param tasks how tasks are run: by definition index of the workload, then what is called, then revisions of services
 * @param workload what arrives
 * @param recorded whether the workload is a trace, rather than drawn anew in each replication
 * @param drawsOrder whether the workload itself shuffles the trace in each replication
 * @param lastArrivalMicros of a trace, in microseconds of simulated time; 0 otherwise
 * @param noFit what happens to a task that fits nowhere
 * @param failures what fails
 * @param horizonMicros end of the run in microseconds
 * @param warmupMicros unmeasured start of the run in microseconds
 * @param calls what starts tasks beside the workload
 * @param operations calls on container instances
 * @param clock which instant time 0 is
 * @param controlPlane how tasks pass through their states, and the services; absent: a task runs once it is placed
 * @param billing what is billed, at which prices
 */
public record ScenarioWorld(
        ClusterPlan cluster,
        List<TaskSpec> tasks,
        Workload workload,
        boolean recorded,
        boolean drawsOrder,
        long lastArrivalMicros,
        NoFitPolicy noFit,
        FaultPlan failures,
        long horizonMicros,
        long warmupMicros,
        TaskCallPlan calls,
        List<ContainerInstanceCall> operations,
        SimulatedClock clock,
        Optional<ControlPlane> controlPlane,
        BillingPlan billing) {

    public ScenarioWorld {
        tasks = List.copyOf(tasks);
        operations = List.copyOf(operations);
    }

    /**
     * Returns the world on that many container instances; arrivals stay as they are.
     *
     * @param instances at least 1, or 0 where Auto Scaling groups launch them all
     */
    public World world(int instances) {
        return new World(
                cluster.instances(instances),
                tasks,
                workload,
                noFit,
                failures,
                horizonMicros,
                warmupMicros,
                clock.startsAtMicros(),
                calls,
                operations,
                controlPlane,
                billing,
                cluster.sharesGpus());
    }

    /**
     * Returns whether tasks arrive after the end of other tasks, so that arrivals depend on the strategy.
     *
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    public boolean arrivalsFollowEnds() {
        try (ArrivalCursor cursor = workload.open(new Streams(0, 0))) {
            return cursor.hearsEnds();
        }
    }

    /** Returns this world with other arrivals of the same tasks. */
    public ScenarioWorld withWorkload(Workload other) {
        return new ScenarioWorld(
                cluster,
                tasks,
                other,
                recorded,
                drawsOrder,
                lastArrivalMicros,
                noFit,
                failures,
                horizonMicros,
                warmupMicros,
                calls,
                operations,
                clock,
                controlPlane,
                billing);
    }

    /** Returns this world with another horizon and warm-up, in microseconds. */
    public ScenarioWorld withHorizon(long otherHorizonMicros, long otherWarmupMicros) {
        return new ScenarioWorld(
                cluster,
                tasks,
                workload,
                recorded,
                drawsOrder,
                lastArrivalMicros,
                noFit,
                failures,
                otherHorizonMicros,
                otherWarmupMicros,
                calls,
                operations,
                clock,
                controlPlane,
                billing);
    }
}
