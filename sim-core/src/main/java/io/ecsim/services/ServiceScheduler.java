package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Service;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The service scheduler of ECS (section 4 of the rules). It looks at a service when something about it has changed, after
 * its reaction time, or when a time comes that it computed before: never at all services, and never to find that nothing
 * is to be done.
 */
public final class ServiceScheduler {

    /** Numbers that the tasks of one service may have. */
    private static final int ORDINAL_BITS = 24;

    private final SimClock clock;
    private final Timeline timeline;
    private final ClusterState cluster;
    private final ServiceSettings settings;
    private final KeyedStream reactions;
    private final ServiceEvents events;
    private final Deployments deployments;
    private final LiveTasks tasks;
    private final RollingUpdate rollingUpdate;
    private final StagedUpdate stagedUpdate;
    private final LoadBalancerTargets targets;
    private final TaskProtection protection;
    private final ProtectionCalls protectionCalls;
    private final ZoneMoves zoneMoves;
    private final Map<String, ServiceState> byName = new LinkedHashMap<>();
    private final DaemonTasks daemonTasks;
    private final List<ServiceState> services = new ArrayList<>();
    private final List<ServiceState> daemons = new ArrayList<>();

    /** Services that found no room, by cluster. */
    private final Map<String, List<ServiceState>> waiting = new LinkedHashMap<>();

    private final EventKind lookEvent;
    private final EventKind updateEvent;

    private ServiceHealth health = ServiceHealth.UNHEARD;
    private LaunchGate gate = LaunchGate.OPEN;

    /** The service that is being looked at: what it does itself is no news to it. */
    private int lookingAt = -1;

    /**
     * Makes the scheduler of all services of a run.
     *
     * @param plans the services, all of them created at time 0
     * @param control starts and stops tasks, and calls {@link #taskChanged}
     */
    public ServiceScheduler(
            Simulation simulation,
            ClusterState cluster,
            List<ServicePlan> plans,
            TaskControl control,
            ControlPlaneObserver observer,
            ServiceSettings settings,
            Streams streams) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.cluster = cluster;
        this.settings = settings;
        this.reactions = streams.keyed("service/reaction");
        this.events = new ServiceEvents(clock, cluster, observer, plans.size());
        this.deployments = new Deployments(clock, cluster, events, streams);
        this.protection = new TaskProtection(simulation, this::protectionEnded);
        this.protectionCalls = new ProtectionCalls(simulation, protection, services, this::tryAgain);
        this.targets = new LoadBalancerTargets(
                simulation,
                cluster,
                streams,
                plans.stream().map(ServicePlan::service).toList(),
                control::behaviour,
                this::targetHealthChanged,
                (service, message) -> events.say(stateOf(service), message));
        this.tasks = new LiveTasks(clock, cluster, targets.drainingFirst(control), events, deployments, targets);
        this.rollingUpdate = new RollingUpdate(clock, tasks, deployments, events, this::isProtected, settings);
        this.stagedUpdate = new StagedUpdate(clock, tasks, deployments);
        this.zoneMoves = new ZoneMoves(clock, cluster, tasks, control, events, rollingUpdate, this::isProtected);
        this.daemonTasks = new DaemonTasks(clock, cluster, tasks, deployments, events);
        KeyedStream victimDraws = streams.keyed("service/scale-in");
        ScaleIn.TieBreak tieBreak = settings.randomScaleIn() ? ScaleIn.TieBreak.RANDOM : ScaleIn.TieBreak.LATEST_START;
        for (ServicePlan plan : plans) {
            String name = plan.service().cluster() + "/" + plan.service().name();
            long firstOrdinal = KeyedStream.ordinalOf(name) >>> 1 & -1L << ORDINAL_BITS;
            ScaleIn scaleIn = new ScaleIn(cluster, plan.service(), victimDraws, tieBreak, this::isProtected);
            List<CapacityProviderStrategyItem> providers = control.providers(plan.spec());
            VictimChoice victims = providers.isEmpty() ? scaleIn : new ProviderRatio(scaleIn, providers);
            ServiceState state = new ServiceState(services.size(), plan, firstOrdinal, settings, victims);
            services.add(state);
            byName.put(name, state);
            zoneMoves.begin(state);
        }
        services.stream().filter(ServiceState::daemon).forEach(daemons::add);
        lookEvent = timeline.define("service", Phase.RETRY, new EventHandler() {
            @Override
            public void handle(int index, int generation) {
                look(services.get(index));
            }

            @Override
            public boolean isLive(int index, int generation) {
                return services.get(index).lookGeneration == generation;
            }
        });
        updateEvent =
                timeline.define("update-service", Phase.ARRIVAL, (index, generation) -> update(services.get(index)));
    }

    /** Has somebody hear of the health of all services, before they are created. */
    public void tell(ServiceHealth listener) {
        health = listener;
    }

    /** Has all launches go through a gate, before services are created. */
    public void launchThrough(LaunchGate other) {
        gate = other;
        services.forEach(state -> state.launchRate.through(other));
    }

    /** The gate lets more through than before: every service tries again. Looks at all services. */
    public void gateOpened() {
        services.forEach(this::tryAgain);
    }

    /** Says when probes of load balancers do not reach zones, by name, before services are created. */
    public void unreachable(Map<String, List<ProbeOutage>> times) {
        targets.unreachable(times);
    }

    private void record(ServiceState state) {
        deployments.record(state);
        tellHealth(state);
    }

    private void tellHealth(ServiceState state) {
        if (health != ServiceHealth.UNHEARD) {
            int healthy = state.count(Standing.HEALTHY);
            health.changed(
                    state.index, healthy, state.desiredCount, state.primary().inProgress());
        }
    }

    /** Creates all services. */
    public void begin() {
        for (ServiceState state : services) {
            deployments.begin(state, state.plan.spec());
            tellHealth(state);
            scheduleUpdate(state);
            protectionCalls.scheduleNext(state);
        }
        for (int instance = 0; instance < cluster.instances(); instance++) {
            cover(instance);
        }
        for (ServiceState state : services) {
            react(state);
        }
    }

    /** Returns how long target groups keep tasks in ACTIVATING and DEACTIVATING (R3.3). */
    public TargetTimes targetTimes() {
        return targets;
    }

    private ServiceState stateOf(Service service) {
        ServiceState state = byName.get(service.cluster() + "/" + service.name());
        if (state == null) {
            throw new IllegalStateException(service.name() + " is no service of this run");
        }
        return state;
    }

    /** Returns whether neither scale-in nor a deployment may stop a task; one that is unhealthy is replaced (R1.67). */
    private boolean isProtected(Task task) {
        return protection.covers(task) && tasks.get(task).standing != Standing.UNHEALTHY;
    }

    private void protectionEnded(Task task) {
        ServiceTask entry = tasks.find(task);
        if (entry != null) {
            tryAgain(entry.state);
        }
    }

    /** What was not possible may be so now. */
    private void tryAgain(ServiceState state) {
        if (state.rebalancing != null) {
            state.rebalancing.tryAgain();
        }
        react(state);
    }

    /** A task has changed: status, health, or that it is to stop. Tasks that are of no service are ignored. */
    public void taskChanged(Task task) {
        ServiceTask entry = tasks.find(task);
        if (entry == null) {
            return;
        }
        ServiceState state = entry.state;
        if (!tasks.refresh(entry)) {
            if (state.index != lookingAt) {
                lookAt(state, state.nextDueMicros()); // its grace period may have begun to count
            }
            return;
        }
        if (entry.standing == Standing.GONE) {
            protection.forget(task);
            gone(entry);
        }
        if (state.index != lookingAt) {
            record(state);
            if (entry.standing == Standing.SETTLING) {
                lookAt(state, state.nextDueMicros()); // that it runs is nothing to act on before it is healthy
            } else {
                react(state);
            }
        }
    }

    /** A task that is gone leaves an instance without its daemon, or lets the daemon of a DRAINING one go (R1.68). */
    private void gone(ServiceTask entry) {
        int instance = entry.task.instance();
        if (entry.state.daemon()) {
            daemonTasks.uncover(entry.state, instance);
        } else if (entry.draining) {
            for (ServiceTask other : tasks.on(instance)) {
                if (other.state.daemon()) {
                    react(other.state);
                }
            }
        }
    }

    /** Has DAEMON services see to an instance at once: what their tasks need comes before all else there (R4.2). */
    private void cover(int instance) {
        for (ServiceState state : daemons) {
            if (daemonTasks.uncover(state, instance)) {
                lookAt(state, clock.nowMicros());
            }
        }
    }

    /** What a load balancer makes of a RUNNING task has changed. */
    public void targetHealthChanged(Task task) {
        taskChanged(task);
    }

    /** An instance takes tasks from now on: it has registered, become ACTIVE or its agent has connected. */
    public void instanceJoined(int instance) {
        instanceChanged(instance);
        cover(instance);
        for (ServiceState state : takeWaiting(instance)) {
            state.roomAtMicros = 0;
            react(state);
        }
    }

    /** The status of an instance has changed. */
    public void instanceChanged(int instance) {
        boolean draining = tasks.drains(instance);
        for (ServiceTask entry : tasks.on(instance)) {
            if (entry.draining != draining) {
                tasks.drain(entry, draining);
                react(entry.state);
            }
        }
    }

    /** Resources of an instance have been given back: tasks of other services may fit now. */
    public void capacityFreed(int instance) {
        long now = clock.nowMicros();
        for (ServiceState state : takeWaiting(instance)) {
            state.roomAtMicros =
                    Math.max(now + reactionMicros(state), state.refusedMicros + settings.placementRetryMicros());
            lookAt(state, state.roomAtMicros);
        }
    }

    private List<ServiceState> takeWaiting(int instance) {
        List<ServiceState> all = waiting.get(cluster.spec(instance).cluster());
        if (all == null || all.isEmpty()) {
            return List.of();
        }
        List<ServiceState> taken = new ArrayList<>(all);
        all.clear();
        taken.removeIf(state -> {
            state.waitsForRoom = false;
            ZoneRebalancing rebalancing = state.rebalancing;
            boolean zonesWait = rebalancing != null && rebalancing.waits();
            if (rebalancing != null) {
                rebalancing.tryAgain();
            }
            return state.roomAtMicros <= clock.nowMicros() && !zonesWait;
        });
        return taken;
    }

    private void scheduleUpdate(ServiceState state) {
        List<ServiceUpdate> updates = state.plan.updates();
        if (state.updatesDone < updates.size()) {
            timeline.schedule(updateEvent, updates.get(state.updatesDone).atMicros(), state.index, 0);
        }
    }

    /** UpdateService (R4.7). */
    private void update(ServiceState state) {
        ServiceUpdate update = state.plan.updates().get(state.updatesDone++);
        update.desiredCount().ifPresent(count -> state.desiredCount = count);
        tellHealth(state);
        update.deployment().ifPresent(configuration -> state.configuration = configuration);
        state.roomAtMicros = 0;
        int spec = update.spec().orElse(state.primary().spec);
        if (update.forceNewDeployment() || spec != state.primary().spec) {
            deployments.begin(state, spec);
            daemonTasks.uncoverAll(state);
            health.redeploys(state.index);
        }
        react(state);
        scheduleUpdate(state);
    }

    /**
     * Changes the desired count of a REPLICA service for Service Auto Scaling, which changes its current deployment (R4.7)
     * and is told (R11.4).
     *
     * @param index its position among the plans
     * @param count at least 0
     */
    public void setDesiredCount(int index, int count) {
        ServiceState state = services.get(index);
        state.desiredCount = count;
        tellHealth(state);
        state.roomAtMicros = 0;
        events.desiredCountUpdated(state);
        react(state);
    }

    /** Returns how many tasks a service wants, by its position among the plans. */
    public int desiredCount(int index) {
        return services.get(index).desiredCount;
    }

    /** Returns how many tasks of a service are RUNNING and meant to go on, by its position among the plans. */
    public int runningCount(int index) {
        ServiceState state = services.get(index);
        return state.count(Standing.SETTLING) + state.count(Standing.HEALTHY) + state.count(Standing.UNHEALTHY);
    }

    /** Returns whether the newest deployment of a service is in progress, by its position among the plans. */
    public boolean isDeploying(int index) {
        return services.get(index).primary().inProgress();
    }

    private void react(ServiceState state) {
        lookAt(state, clock.nowMicros() + reactionMicros(state));
    }

    private long reactionMicros(ServiceState state) {
        long least = settings.leastReactionMicros();
        long span = settings.mostReactionMicros() - least;
        long usual = span == 0
                ? least
                : least + (long) (reactions.at(state.firstOrdinal, state.looks).nextDouble() * span);
        return (long) (usual * gate.reactionFactor(clock.nowMicros()));
    }

    /** Looks at a service at a time unless it is looked at before. */
    private void lookAt(ServiceState state, long atMicros) {
        if (atMicros >= state.lookAtMicros) {
            return;
        }
        if (state.lookAtMicros != ServiceState.NEVER) {
            state.lookGeneration++;
            timeline.cancelled();
        }
        state.lookAtMicros = atMicros;
        timeline.schedule(lookEvent, atMicros, state.index, state.lookGeneration);
    }

    private void look(ServiceState state) {
        state.lookAtMicros = ServiceState.NEVER;
        state.lookGeneration++;
        state.looks++;
        lookingAt = state.index;
        for (ServiceTask due = state.pollDue(clock.nowMicros()); due != null; due = state.pollDue(clock.nowMicros())) {
            tasks.refresh(due);
        }
        deployments.heedAlarm(state);
        long next = step(state);
        record(state);
        lookingAt = -1;
        boolean zonesWait = state.rebalancing != null && state.rebalancing.waits();
        if ((state.roomAtMicros == ServiceState.NEVER || zonesWait) && !state.waitsForRoom) {
            state.waitsForRoom = true;
            waiting.computeIfAbsent(state.service.cluster(), name -> new ArrayList<>())
                    .add(state);
        }
        if (deployments.rollbackIsDue(state)) {
            react(state);
        }
        lookAt(
                state,
                Math.min(Math.min(next, state.nextDueMicros()), state.primary().nextMicros(clock.nowMicros())));
    }

    private long step(ServiceState state) {
        if (StagedUpdate.isUnderWay(state)) {
            zoneMoves.look(state); // the deployment interrupts it (R1.75)
            return stagedUpdate.step(state);
        }
        if (deployments.rollbackIsDue(state)) {
            deployments.rollBack(state);
            daemonTasks.uncoverAll(state);
        }
        if (state.daemon()) {
            return daemonTasks.step(state);
        }
        long next = rollingUpdate.step(state);
        return zoneMoves.look(state) ? clock.nowMicros() : next;
    }

    /** Returns what recounts all services and throws if something is wrong. Slow; for tests. */
    public Runnable invariants() {
        return new ServiceInvariants(services, tasks, settings)::check;
    }

    /** Returns what a service has now, by its position among the plans. */
    public ServiceCounts counts(int index) {
        ServiceState state = services.get(index);
        int healthy = state.count(Standing.HEALTHY);
        return new ServiceCounts(
                state.desiredCount,
                runningCount(index),
                state.count(Standing.PENDING),
                healthy,
                state.count(Standing.STOPPING));
    }

    /** Tells somebody of every task of a service that begins or ends to run or to receive requests, if not only then. */
    public void listen(Consumer<Task> listener) {
        tasks.listen(listener);
    }

    /** Returns whether a RUNNING task is sent requests: if its service has target groups, those it is healthy in (R4.41). */
    public boolean receivesRequests(Task task) {
        return tasks.receivesRequests(task);
    }

    /** Returns the tasks of a service that are RUNNING and meant to go on, by its position among the plans. */
    public List<Task> runningTasks(int index) {
        List<Task> running = services.get(index).aliveTasks();
        running.removeIf(task -> task.status() != TaskStatus.RUNNING);
        return running;
    }

    /** Returns the newest messages of a service, at most 100 (R4.60), by its position among the plans. */
    public List<ServiceEvent> events(int index) {
        return events.newest(index);
    }

    /** Returns what is known of all deployments so far, in the order in which they began. */
    public List<DeploymentRecord> deployments() {
        return deployments.records();
    }

    /** Returns the least share of healthy among desired tasks that a service had after its first deployment completed. */
    public OptionalDouble leastHealthyShare() {
        return deployments.leastHealthyShare();
    }
}
