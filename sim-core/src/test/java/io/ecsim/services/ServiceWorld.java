package io.ecsim.services;

import static io.ecsim.engine.SimClock.MICROS_PER_SECOND;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.DeploymentStateChange;
import io.ecsim.observe.ServiceAction;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.random.Streams;
import io.ecsim.services.ScriptedTasks.Happening;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A cluster of scripted tasks under a service scheduler, and all that is heard of it. */
final class ServiceWorld implements ControlPlaneObserver {

    final Simulation simulation = new Simulation();
    final ClusterState cluster;
    final ScriptedTasks tasks;
    final ServiceScheduler scheduler;
    final List<ServiceAction> actions = new ArrayList<>();
    final List<ServiceEvent> events = new ArrayList<>();
    final List<DeploymentStateChange> changes = new ArrayList<>();

    private final List<Runnable> deeds = new ArrayList<>();
    private final EventKind deed;

    ServiceWorld(List<ContainerInstance> instances, List<Script> scripts, List<ServicePlan> plans) {
        this(instances, scripts, plans, ServiceSettings.IMMEDIATE);
    }

    ServiceWorld(
            List<ContainerInstance> instances,
            List<Script> scripts,
            List<ServicePlan> plans,
            ServiceSettings settings) {
        this(instances, scripts, plans, settings, 0);
    }

    /** A world whose last instances are not registered at first. */
    ServiceWorld(
            List<ContainerInstance> instances,
            List<Script> scripts,
            List<ServicePlan> plans,
            ServiceSettings settings,
            int late) {
        cluster = new ClusterState(instances);
        cluster.trackGroupsByInstance();
        tasks = new ScriptedTasks(simulation, cluster, scripts);
        for (int i = 0; i < instances.size() - late; i++) {
            cluster.register(i, 0);
        }
        scheduler = new ServiceScheduler(simulation, cluster, plans, tasks, this, settings, new Streams(7, 0));
        tasks.tell(scheduler);
        deed = simulation
                .timeline()
                .define(
                        "deed",
                        Phase.FAULT,
                        (subject, generation) -> deeds.get(subject).run());
    }

    /** Instances of one slot of 1,024 CPU units each times so many; zones a, b, c in turn. */
    static List<ContainerInstance> instances(int... slots) {
        List<ContainerInstance> instances = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            String zone = String.valueOf((char) ('a' + i % 3));
            instances.add(ContainerInstance.of("i-" + (i + 1), zone, slots[i] * 1024, 10_000_000));
        }
        return instances;
    }

    /** A definition whose container has a health check. */
    static TaskDefinition checked() {
        ContainerLifecycle lifecycle =
                new ContainerLifecycle("", List.of(), Optional.of(HealthCheck.DEFAULT), 0, 0, Optional.empty());
        ContainerDefinition container = new ContainerDefinition("web", 1024, 100, 0, 0, true, List.of(), lifecycle);
        return new TaskDefinition("web", 1, NetworkMode.BRIDGE, 0, 0, List.of(container), List.of(), Map.of());
    }

    /** Gives all RUNNING tasks without a health one. */
    void verdict(HealthStatus health) {
        for (Task task : List.copyOf(tasks.live)) {
            if (task.status() == TaskStatus.RUNNING && task.health() == HealthStatus.UNKNOWN) {
                tasks.health(task, health);
            }
        }
    }

    /** A service of the default cluster with bounds of its own. */
    static Service service(int desired, int minimumHealthyPercent, int maximumPercent) {
        return service("web", desired, minimumHealthyPercent, maximumPercent, Optional.empty(), 0);
    }

    static Service service(
            String name,
            int desired,
            int minimumHealthyPercent,
            int maximumPercent,
            Optional<DeploymentCircuitBreaker> breaker,
            int graceSeconds) {
        Service base = Service.replica(name, desired);
        return new Service(
                name,
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                new DeploymentConfiguration(
                        minimumHealthyPercent, maximumPercent, new DeploymentStrategy.Rolling(), breaker),
                List.of(),
                graceSeconds,
                false,
                Optional.empty());
    }

    static ServicePlan plan(Service service, ServiceUpdate... updates) {
        return new ServicePlan(service, 0, List.of(updates));
    }

    static ServiceUpdate revision(long second, int spec) {
        return ServiceUpdate.revision(second * MICROS_PER_SECOND, spec);
    }

    static ServiceUpdate desired(long second, int count) {
        return new ServiceUpdate(
                second * MICROS_PER_SECOND, OptionalInt.empty(), OptionalInt.of(count), false, Optional.empty());
    }

    static ServiceUpdate force(long second) {
        return new ServiceUpdate(
                second * MICROS_PER_SECOND, OptionalInt.empty(), OptionalInt.empty(), true, Optional.empty());
    }

    /** Does something at a time, before everything else of that instant. */
    void at(long second, Runnable what) {
        deeds.add(what);
        simulation.timeline().schedule(deed, second * MICROS_PER_SECOND, deeds.size() - 1, 0);
    }

    ServiceWorld begin() {
        scheduler.begin();
        return this;
    }

    ServiceWorld until(long second) {
        simulation.run(second * MICROS_PER_SECOND, Long.MAX_VALUE);
        return this;
    }

    /** What happened to tasks of a spec from a time on: "second what count", one line an instant. */
    List<String> story(long fromSecond, String what, int spec) {
        List<String> lines = new ArrayList<>();
        long second = -1;
        int count = 0;
        for (Happening happening : tasks.log) {
            if (happening.second() < fromSecond
                    || !happening.what().equals(what)
                    || happening.task().spec() != spec) {
                continue;
            }
            if (happening.second() != second && count > 0) {
                lines.add(second + ": " + count);
                count = 0;
            }
            second = happening.second();
            count++;
        }
        if (count > 0) {
            lines.add(second + ": " + count);
        }
        return lines;
    }

    void drain(int instance) {
        cluster.setStatus(instance, InstanceStatus.DRAINING, cluster.agentConnected(instance));
        scheduler.instanceChanged(instance);
    }

    void connection(int instance, boolean connected) {
        cluster.setStatus(instance, cluster.status(instance), connected);
        if (connected) {
            scheduler.instanceJoined(instance);
        } else {
            scheduler.instanceChanged(instance);
        }
    }

    /** An instance is terminated: its tasks go with it (R7.8). */
    void terminate(int instance) {
        tasks.lose(instance);
        cluster.deregister(instance);
        scheduler.instanceChanged(instance);
    }

    void register(int instance) {
        cluster.register(instance, simulation.clock().nowMicros());
        scheduler.instanceJoined(instance);
    }

    long running(int spec) {
        return tasks.live.stream()
                .filter(t -> t.spec() == spec && t.startedMicros() != Task.ABSENT)
                .count();
    }

    List<String> messages() {
        return events.stream().map(ServiceEvent::message).toList();
    }

    List<String> actionNames() {
        return actions.stream().map(ServiceAction::eventName).toList();
    }

    @Override
    public void serviceAction(ServiceAction action) {
        actions.add(action);
    }

    @Override
    public void serviceEvent(ServiceEvent event) {
        events.add(event);
    }

    @Override
    public void deploymentStateChanged(DeploymentStateChange change) {
        changes.add(change);
    }
}
