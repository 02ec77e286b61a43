package io.ecsim.controlplane;

import io.ecsim.agent.ContainerAgents;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.Simulation;
import io.ecsim.faults.InstanceFailures;
import io.ecsim.images.ImagePulls;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.RunRecorder;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.RequestKind;
import io.ecsim.random.Streams;
import io.ecsim.services.ServiceScheduler;
import io.ecsim.services.TargetTimes;
import io.ecsim.servicescaling.ServiceScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The control plane of one run, put together: agents, images, the life of tasks, services. */
final class BackEnd {

    private final Run run;
    private final IntConsumer roomOn;
    private final ElasticCapacity elastic;
    private final Capacity capacity;
    private final FargateCapacity fargate;
    private final TaskLifecycle lifecycle;
    private final ServiceScheduler services;
    private final Optional<ServiceScaling> scaling;
    private final ServiceLoads loads;
    private final FaultEffects faults;

    /**
     * What the control plane acts on.
     *
     * @param pipelines placement, by index of what is run
     */
    record Run(
            World world,
            ControlPlane plan,
            Simulation simulation,
            ClusterState cluster,
            TaskTable tasks,
            List<RequestKind> kinds,
            List<PlacementPipeline> pipelines,
            Streams streams,
            RunRecorder recorder,
            ControlPlaneObserver observer,
            ImagePulls images,
            ImageNeeds imageNeeds,
            FargateFleet fargate) {}

    /**
     * Makes the control plane of a run in which nothing has happened yet.
     *
     * @param roomOn hears of instances on which a waiting task may find room
     */
    BackEnd(Run run, IntConsumer roomOn) {
        this.run = run;
        this.roomOn = roomOn;
        this.lifecycle = new TaskLifecycle(
                run.simulation,
                run.cluster,
                run.tasks,
                run.world.tasks(),
                new Reservations(run.cluster, run.tasks, run.kinds, run.pipelines),
                run.plan.timings(),
                new ServiceTargets(),
                run.streams,
                run.recorder,
                run.observer,
                new ServiceHosts(),
                reports -> new ContainerAgents(
                        run.simulation, run.cluster, run.plan.agents(), run.images, run.streams, reports));
        this.elastic = new ElasticCapacity(run, lifecycle, this::drain);
        this.fargate = new FargateCapacity(run, run.fargate, lifecycle, this::placeDrains, this::roomFor);
        this.capacity = new CapacityByLaunch(run.world.tasks(), elastic, fargate);
        ServiceTasks tasks = new ServiceTasks(run, lifecycle, capacity, this::serviceTaskChanged);
        this.services = new ServiceScheduler(
                run.simulation,
                run.cluster,
                run.plan.services(),
                tasks,
                run.observer,
                run.plan.serviceSettings(),
                run.streams);
        this.loads = new ServiceLoads(run, services, lifecycle.agents().resources());
        this.scaling = ServiceAutoScaling.of(run.simulation, run.world, run.plan, services, loads);
        this.faults = new FaultEffects(
                run, services, lifecycle.agents(), elastic.providers().groups());
    }

    /** The services know how long their target groups keep tasks; they are made after the life of tasks is. */
    private final class ServiceTargets implements TargetTimes {
        @Override
        public long activatingMicros(Task task) {
            return services.targetTimes().activatingMicros(task);
        }

        @Override
        public long deactivatingMicros(Task task) {
            return services.targetTimes().deactivatingMicros(task);
        }
    }

    /** Returns what a control plane in trouble lets through; absent where it never is. */
    Optional<LaunchThrottle> throttle() {
        return faults.throttle();
    }

    /** Has somebody hear of the health of the services, and of the end of instance refreshes. */
    void watchedBy(FaultWatch watch) {
        services.tell(watch);
        watch.refreshes(faults::refreshedMicros);
    }

    /** Leaves the places of Auto Scaling groups to them. */
    void own(InstanceFailures failures) {
        elastic.own(failures);
    }

    /** Fills the Auto Scaling groups and creates the services. */
    void begin() {
        elastic.begin();
        fargate.begin();
        services.begin();
        loads.begin();
        scaling.ifPresent(ServiceScaling::begin);
    }

    /** Returns what the control plane has done in a run that ended at a time in microseconds. */
    ControlPlaneResult result(long endMicros) {
        List<ServiceEvent> messages = new ArrayList<>();
        for (int index = 0; index < run.plan.services().size(); index++) {
            messages.addAll(services.events(index));
        }
        return new ControlPlaneResult(
                services.deployments(),
                messages,
                run.images.totals(),
                run.recorder.stops(),
                services.leastHealthyShare(),
                scaling.map(ServiceScaling::results).orElse(List.of()),
                loads.result(),
                elastic.providers().groups().totals(endMicros),
                elastic.providers().timedOut());
    }

    /** Returns what recounts everything and throws if something is wrong. Slow; for tests. */
    Runnable invariants() {
        Runnable ofServices = services.invariants();
        return () -> {
            lifecycle.requireConsistent();
            elastic.requireConsistent();
            ofServices.run();
        };
    }

    /** Returns where tasks wait that do not run on whatever instance there is. */
    Capacity capacity() {
        return capacity;
    }

    /** Returns the capacity providers and their Auto Scaling groups. */
    CapacityProviders providers() {
        return elastic.providers();
    }

    /** Returns the Fargate of this run. */
    FargateCapacity fargate() {
        return fargate;
    }

    /** Bills the tasks that are on Fargate at the end of the run. */
    void billFargate(long endMicros) {
        fargate.bill(endMicros);
    }

    /** Returns the life of tasks. */
    TaskLifecycle lifecycle() {
        return lifecycle;
    }

    /** The service of the task on a place of Fargate is to replace it. */
    private void placeDrains(int place) {
        services.instanceChanged(place);
    }

    /** What Fargate refused may be possible now. */
    private void roomFor(int place) {
        services.capacityFreed(place);
    }

    private void serviceTaskChanged(Task task) {
        services.taskChanged(task);
    }

    /** Room on an instance is offered to services and to waiting tasks alike, whoever gave it back. */
    private final class ServiceHosts implements TaskLifecycle.Hosts {
        @Override
        public void roomOn(int instance) {
            if (!run.cluster.isFargate(instance)) {
                services.capacityFreed(instance);
                roomOn.accept(instance);
                elastic.offer(instance);
            }
        }

        @Override
        public void withdrawn(Task task) {
            capacity.withdrawn(task);
        }

        @Override
        public void placed(Task task) {
            if (!run.cluster.isFargate(task.instance())) {
                elastic.placed(task);
            }
        }

        @Override
        public void stops(Task task) {
            capacity.stops(task);
        }

        @Override
        public void gone(Task task) {
            if (task.instance() >= 0 && run.cluster.isFargate(task.instance())) {
                fargate.left(task);
            } else {
                elastic.gone(task);
            }
        }

        @Override
        public void connectionChanged(int instance, boolean connected) {
            if (connected) {
                services.instanceJoined(instance);
                roomOn.accept(instance);
                elastic.offer(instance);
            } else {
                services.instanceChanged(instance);
            }
        }
    }

    /** A machine runs and has registered. */
    void machineStarted(int instance) {
        lifecycle.agents().machineStarted(instance);
        run.observer.containerInstanceStateChanged(
                run.cluster, instance, run.simulation.clock().nowMicros());
        services.instanceJoined(instance);
        elastic.joined(instance);
    }

    /** A machine has ended; the back end does not know yet. */
    void machineEnded(int instance) {
        lifecycle.agents().machineEnded(instance);
        loads.hostEnded(lifecycle.tasksOn(instance));
    }

    /** The back end knows that it will not hear of the tasks of an instance again; it takes none any more. */
    void tasksLost(int instance, StopCode code, String reason) {
        lifecycle.tasksLost(instance, code, reason);
    }

    /** Managed draining sets an instance DRAINING unless it is so already (R5.27). */
    private void drain(int instance) {
        if (run.cluster.status(instance) == InstanceStatus.ACTIVE) {
            run.cluster.setStatus(instance, InstanceStatus.DRAINING, run.cluster.agentConnected(instance));
            run.recorder.changed(run.simulation.clock().nowMicros());
            instanceDrains(instance);
        }
    }

    /** An instance has been set DRAINING. */
    void instanceDrains(int instance) {
        instanceLeft(instance);
    }

    /** An instance that was DRAINING is ACTIVE again. */
    void instanceActive(int instance) {
        run.observer.containerInstanceStateChanged(
                run.cluster, instance, run.simulation.clock().nowMicros());
        services.instanceJoined(instance);
        elastic.offer(instance);
    }

    /** An instance has left the cluster. */
    void instanceLeft(int instance) {
        run.observer.containerInstanceStateChanged(
                run.cluster, instance, run.simulation.clock().nowMicros());
        services.instanceChanged(instance);
    }
}
