package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DesiredStatus;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The targets that tasks of services are in target groups of load balancers (R4.40-R4.43): registered when the task is
 * RUNNING, probed, deregistered when it is to stop. Only probes that change something are events.
 */
public final class LoadBalancerTargets implements TargetHealth, TargetTimes {

    /** Time in which several target groups take a task in: an assumption, AWS gives no figure. */
    static final long REGISTRATION_MICROS = SimClock.MICROS_PER_SECOND;

    /** Longer than any run, in seconds: about 290 years. */
    private static final double NEVER_SECONDS = 9e9;

    private final SimClock clock;
    private final Timeline timeline;
    private final ClusterState cluster;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final IntFunction<TaskBehaviour> behaviours;
    private final KeyedStream ready;
    private final KeyedStream fails;
    private final Consumer<Task> changed;
    private final BiConsumer<Service, String> messages;
    private final TargetMessages targetMessages;
    private final Map<Task, Registration> registrations = new LinkedHashMap<>();
    private final Rows<Registration.Target> targets = new Rows<>();
    private final Rows<Registration> drains = new Rows<>();
    private final EventKind probeEvent;
    private final EventKind drainedEvent;

    /** When probes do not reach zones, by name. */
    private Map<String, List<ProbeOutage>> outages = Map.of();

    /**
     * Makes the targets of all services, none registered.
     *
     * @param services all services; those without target groups have no targets
     * @param behaviours what programs do, by index of what is run as in the world's list
     * @param changed hears of a task that all or some target group now sees otherwise
     * @param messages takes service event messages, which do not name the service
     */
    public LoadBalancerTargets(
            Simulation simulation,
            ClusterState cluster,
            Streams streams,
            List<Service> services,
            IntFunction<TaskBehaviour> behaviours,
            Consumer<Task> changed,
            BiConsumer<Service, String> messages) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.cluster = cluster;
        services.forEach(service -> this.services.put(key(service.cluster(), service.group()), service));
        this.behaviours = behaviours;
        this.ready = streams.keyed("target/ready");
        this.fails = streams.keyed("target/fails");
        this.changed = changed;
        this.messages = messages;
        this.targetMessages = new TargetMessages(simulation, messages);
        this.probeEvent = timeline.define("target-probe", Phase.RETRY, new EventHandler() {
            @Override
            public void handle(int row, int generation) {
                probed(row);
            }

            @Override
            public boolean isLive(int row, int generation) {
                return targets.generation(row) == generation;
            }
        });
        this.drainedEvent = timeline.define("target-drained", Phase.RELEASE, new EventHandler() {
            @Override
            public void handle(int row, int generation) {
                drained(row);
            }

            @Override
            public boolean isLive(int row, int generation) {
                return drains.generation(row) == generation;
            }
        });
    }

    /** Says when probes do not reach zones, by name, before any target is registered. */
    void unreachable(Map<String, List<ProbeOutage>> times) {
        outages = new LinkedHashMap<>(times);
    }

    private static String key(String cluster, String group) {
        return cluster + "/" + group;
    }

    private List<TargetGroup> groupsOf(Task task) {
        Service service = services.get(key(task.cluster(), task.group()));
        return service == null ? List.of() : service.targetGroups();
    }

    @Override
    public boolean healthy(Task task) {
        Registration registration = registrations.get(task);
        return registration == null ? groupsOf(task).isEmpty() : registration.healthy();
    }

    @Override
    public boolean unhealthy(Task task) {
        Registration registration = registrations.get(task);
        return registration != null && registration.unhealthy();
    }

    @Override
    public boolean draining(Task task) {
        Registration registration = registrations.get(task);
        return registration != null && registration.drains();
    }

    @Override
    public String failure(Task task) {
        Registration registration = registrations.get(task);
        if (registration != null) {
            for (Registration.Target target : registration.targets) {
                if (target.state == TargetState.UNHEALTHY) {
                    return "Task failed ELB health checks in (target-group " + target.group.name() + ")";
                }
            }
        }
        throw new IllegalStateException("the task has not failed its load balancer's checks");
    }

    @Override
    public long activatingMicros(Task task) {
        return groupsOf(task).size() > 1 ? REGISTRATION_MICROS : 0;
    }

    @Override
    public long deactivatingMicros(Task task) {
        List<TargetGroup> groups = groupsOf(task);
        return groups.size() > 1 ? delayMicros(groups) : 0;
    }

    private static long delayMicros(List<TargetGroup> groups) {
        long seconds = 0;
        for (TargetGroup group : groups) {
            seconds = Math.max(seconds, group.deregistrationDelaySeconds());
        }
        return seconds * SimClock.MICROS_PER_SECOND;
    }

    @Override
    public void running(Task task) {
        Service service = services.get(key(task.cluster(), task.group()));
        if (service == null || service.targetGroups().isEmpty()) {
            return;
        }
        long now = clock.nowMicros();
        TaskBehaviour behaviour = behaviours.apply(task.spec());
        long readyMicros = after(now, behaviour.targetReadySeconds(), ready, task, now);
        long failsMicros = after(now, behaviour.targetFailsSeconds(), fails, task, TargetState.NEVER);
        List<ProbeOutage> unreached =
                outages.getOrDefault(cluster.spec(task.instance()).zone().name(), List.of());
        Registration registration = new Registration(service, task);
        for (TargetGroup group : service.targetGroups()) {
            List<TargetState.Change> changes = TargetState.changes(group, now, readyMicros, failsMicros, unreached);
            Registration.Target target = new Registration.Target(registration, group, changes, targets);
            registration.targets.add(target);
            targetMessages.registered(service, group);
            scheduleNext(target);
        }
        registrations.put(task, registration);
    }

    /** A moment after now that a law gives, or another where there is no law. */
    private static long after(long now, Optional<Law> seconds, KeyedStream stream, Task task, long otherwise) {
        if (seconds.isEmpty()) {
            return otherwise;
        }
        long subject = KeyedStream.ordinalOf(task.group()) + task.ordinal();
        double drawn = seconds.get().sample(stream.at(subject, task.attempt()));
        return drawn < NEVER_SECONDS ? now + (long) (drawn * SimClock.MICROS_PER_SECOND) : TargetState.NEVER;
    }

    private void scheduleNext(Registration.Target target) {
        if (target.changes()) {
            timeline.schedule(
                    probeEvent, target.changes.get(target.next).atMicros(), target.row, targets.generation(target.row));
        }
    }

    private void probed(int row) {
        Registration.Target target = targets.get(row);
        Registration registration = target.registration;
        boolean wasHealthy = registration.healthy();
        boolean wasUnhealthy = registration.unhealthy();
        target.state = target.changes.get(target.next++).state();
        scheduleNext(target);
        if (target.state == TargetState.UNHEALTHY) {
            messages.accept(
                    registration.service,
                    "(instance " + cluster.spec(registration.task.instance()).id() + ") is unhealthy in (target-group "
                            + target.group.name() + ") due to (reason Health checks failed)");
        }
        if (wasHealthy != registration.healthy() || wasUnhealthy != registration.unhealthy()) {
            changed.accept(registration.task);
        }
    }

    @Override
    public void stopping(Task task) {
        Registration registration = registrations.get(task);
        if (registration != null && !registration.drains()) {
            registrations.remove(task);
            deregister(registration);
        }
    }

    private void deregister(Registration registration) {
        for (Registration.Target target : registration.targets) {
            target.state = TargetState.DRAINING;
            targets.remove(target.row);
            if (target.changes()) {
                timeline.cancelled();
            }
            targetMessages.deregistered(registration.service, target.group);
        }
    }

    /**
     * Deregisters a task that is about to be stopped and waits until its connections have ended (R4.42). Tasks in several
     * target groups do so after the stop, in DEACTIVATING (R3.3).
     *
     * @param then what is done afterwards, unless the task has ended by then
     * @return whether there is something to wait for; if not, nothing has been done
     */
    boolean drain(Task task, Runnable then) {
        Registration registration = registrations.get(task);
        if (registration == null || registration.targets.size() != 1) {
            return false;
        }
        if (registration.drains()) {
            return true;
        }
        deregister(registration);
        targetMessages.draining(registration.service);
        long delay = delayMicros(registration.service.targetGroups());
        registration.drain = drains.add(registration);
        registration.afterDrain = then;
        timeline.schedule(
                drainedEvent, clock.nowMicros() + delay, registration.drain, drains.generation(registration.drain));
        return true;
    }

    private void drained(int row) {
        Registration registration = drains.get(row);
        drains.remove(row);
        registrations.remove(registration.task);
        Task task = registration.task;
        if (task.status() == TaskStatus.RUNNING && task.desiredStatus() == DesiredStatus.RUNNING) {
            registration.afterDrain.run();
        }
    }

    /** Returns a control that drains the connections of a task before it has it stopped (R4.42). */
    public TaskControl drainingFirst(TaskControl control) {
        return new DrainingFirst(control, this);
    }
}
