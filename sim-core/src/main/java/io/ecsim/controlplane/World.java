package io.ecsim.controlplane;

import io.ecsim.billing.BillingPlan;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Launch;
import io.ecsim.workload.Workload;
import java.util.List;
import java.util.Optional;

/**
 * One world that strategies live through: cluster, tasks, failures, length. Immutable and shared by threads.
 *
 * @param instances the container instances, registered at time 0 in order of id (R1.30); at least one unless tasks run on Fargate
 * @param tasks how the tasks of each definition index of the workload are run; at least one
 * @param workload what arrives
 * @param noFit what happens to a task that fits nowhere
 * @param faults what fails
 * @param horizonMicros end of the run in microseconds, at least 1; the run ends earlier when nothing is left to happen
 * @param warmupMicros from this time on the run is measured, 0 to less than the horizon
 * @param startsAtMicros which instant time 0 is, in microseconds since 1970, at least 0
 * @param calls what starts tasks beside the workload
 * @param operations calls on container instances; those of one time are made in this order
 * @param controlPlane how tasks pass through their states; absent: a task runs from the moment it is placed
 * @param billing what is billed, at which prices
 * @param sharesGpus whether tasks may share GPUs, a research resource of ecsim's own; instances then have at most 64
 */
public record World(
        List<ContainerInstance> instances,
        List<TaskSpec> tasks,
        Workload workload,
        NoFitPolicy noFit,
        FaultPlan faults,
        long horizonMicros,
        long warmupMicros,
        long startsAtMicros,
        TaskCallPlan calls,
        List<ContainerInstanceCall> operations,
        Optional<ControlPlane> controlPlane,
        BillingPlan billing,
        boolean sharesGpus) {

    /** Makes a world whose GPUs are not shared, as those of ECS are not. */
    public World(
            List<ContainerInstance> instances,
            List<TaskSpec> tasks,
            Workload workload,
            NoFitPolicy noFit,
            FaultPlan faults,
            long horizonMicros,
            long warmupMicros,
            long startsAtMicros,
            TaskCallPlan calls,
            List<ContainerInstanceCall> operations,
            Optional<ControlPlane> controlPlane,
            BillingPlan billing) {
        this(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                startsAtMicros,
                calls,
                operations,
                controlPlane,
                billing,
                false);
    }

    /** Makes a world whose tasks run from the moment they are placed. */
    public World(
            List<ContainerInstance> instances,
            List<TaskSpec> tasks,
            Workload workload,
            NoFitPolicy noFit,
            FaultPlan faults,
            long horizonMicros,
            long warmupMicros) {
        this(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                0,
                TaskCallPlan.NONE,
                List.of(),
                Optional.empty(),
                BillingPlan.DEFAULT);
    }

    /** Returns this world with a control plane. */
    public World with(ControlPlane other) {
        return new World(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                startsAtMicros,
                calls,
                operations,
                Optional.of(other),
                billing,
                sharesGpus);
    }

    /** Returns this world with a bill of these things. */
    public World with(BillingPlan other) {
        return new World(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                startsAtMicros,
                calls,
                operations,
                controlPlane,
                other,
                sharesGpus);
    }

    /** Returns this world with calls that start tasks beside the workload. */
    public World with(TaskCallPlan other) {
        return new World(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                startsAtMicros,
                other,
                operations,
                controlPlane,
                billing,
                sharesGpus);
    }

    /** Returns this world with calls on its container instances. */
    public World withOperations(List<ContainerInstanceCall> other) {
        return new World(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                startsAtMicros,
                calls,
                other,
                controlPlane,
                billing,
                sharesGpus);
    }

    /** Returns this world with another instant as time 0, in microseconds since 1970. */
    public World startingAt(long micros) {
        return new World(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                micros,
                calls,
                operations,
                controlPlane,
                billing,
                sharesGpus);
    }

    /** Returns this world with tasks allowed to share GPUs. */
    public World sharingGpus() {
        return new World(
                instances,
                tasks,
                workload,
                noFit,
                faults,
                horizonMicros,
                warmupMicros,
                startsAtMicros,
                calls,
                operations,
                controlPlane,
                billing,
                true);
    }

    public World {
        if (startsAtMicros < 0) {
            throw new IllegalArgumentException("startsAtMicros must be at least 0, was " + startsAtMicros);
        }
        if (instances.isEmpty()
                && tasks.stream().noneMatch(spec -> spec.launch().isFargate())) {
            throw new IllegalArgumentException("a world needs a container instance, or tasks on Fargate");
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("a world needs a task definition");
        }
        if (horizonMicros < 1) {
            throw new IllegalArgumentException("horizonMicros must be at least 1, was " + horizonMicros);
        }
        if (warmupMicros < 0 || warmupMicros >= horizonMicros) {
            throw new IllegalArgumentException("warmupMicros must be 0 to less than the horizon, was " + warmupMicros);
        }
        if (controlPlane.isEmpty()
                && tasks.stream().anyMatch(spec -> !spec.launch().equals(Launch.EC2))) {
            throw new IllegalArgumentException("tasks that wait for capacity need a control plane");
        }
        instances = List.copyOf(instances);
        tasks = List.copyOf(tasks);
        operations = List.copyOf(operations);
    }

    /** Returns whether instances can go while tasks are on them. */
    boolean takesInstances() {
        return faults.takesInstances()
                || operations.stream().anyMatch(call -> call.action() == ContainerInstanceCall.Action.DEREGISTER);
    }
}
