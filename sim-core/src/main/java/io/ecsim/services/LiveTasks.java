package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DesiredStatus;
import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.engine.SimClock;
import io.ecsim.placement.ClosestMatch;
import io.ecsim.services.TaskControl.Start;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tasks of all services: starts and stops them, and keeps count of what they are worth (R4.12, R4.13). */
final class LiveTasks {

    /** A task without health check and load balancer is healthy when it has been RUNNING so long (R4.13). */
    private static final long SETTLING_MICROS = 40 * SimClock.MICROS_PER_SECOND;

    /** While a service goes on being refused, the reason is looked up once in so long: it takes a look at all instances. */
    private static final long REASON_MICROS = 3600 * SimClock.MICROS_PER_SECOND;

    private final SimClock clock;
    private final ClusterState cluster;
    private final TaskControl control;
    private final ServiceEvents events;
    private final Deployments deployments;
    private final TargetHealth targets;
    private Consumer<Task> listener = task -> {};
    private @Nullable ServiceTask[] byRow = new ServiceTask[256];
    private final List<List<ServiceTask>> byInstance = new ArrayList<>();

    LiveTasks(
            SimClock clock,
            ClusterState cluster,
            TaskControl control,
            ServiceEvents events,
            Deployments deployments,
            TargetHealth targets) {
        this.clock = clock;
        this.cluster = cluster;
        this.control = control;
        this.events = events;
        this.deployments = deployments;
        this.targets = targets;
        for (int i = 0; i < cluster.places(); i++) {
            byInstance.add(new ArrayList<>());
        }
    }

    /** Returns what is known of a task, or nothing if it is not a live one of a service. */
    @Nullable
    ServiceTask find(Task task) {
        ServiceTask found = task.row() < byRow.length ? byRow[task.row()] : null;
        return found != null && found.task == task ? found : null;
    }

    /** Returns what is known of a live task of a service. */
    ServiceTask get(Task task) {
        ServiceTask found = find(task);
        if (found == null) {
            throw new IllegalStateException("task " + task.ordinal() + " is not a live one of a service");
        }
        return found;
    }

    /** Returns the live service tasks on an instance. */
    List<ServiceTask> on(int instance) {
        return byInstance.get(instance);
    }

    /** Returns from when on a service may start a task; NEVER until its cluster changes. */
    long mayStartMicros(ServiceState state) {
        long pace = state.launchRate.mayLaunchMicros(clock.nowMicros());
        return Math.max(Math.max(pace, state.throttle.freeAtMicros()), state.roomAtMicros);
    }

    /** Starts tasks of the PRIMARY deployment as far as there is room, and returns how many. */
    int start(ServiceState state, int count) {
        return start(state, state.primary(), count);
    }

    /** Starts tasks of a deployment as far as there is room, and returns how many. */
    int start(ServiceState state, Deployment deployment, int count) {
        List<Task> started = new ArrayList<>();
        while (started.size() < count && !deployment.failed() && mayStartMicros(state) <= clock.nowMicros()) {
            long ordinal = state.firstOrdinal + state.tasksStarted;
            if (!add(state, deployment, control.start(deployment.spec, deployment.id, ordinal), started)) {
                break;
            }
        }
        tellStarted(state, deployment, started);
        return started.size();
    }

    /** Starts a task of the PRIMARY deployment on an instance; returns what became of it. */
    Start startOn(ServiceState state, int instance, List<Task> started) {
        Deployment deployment = state.primary();
        Start start =
                control.startOn(deployment.spec, deployment.id, state.firstOrdinal + state.tasksStarted, instance);
        if (start instanceof Start.Started) {
            add(state, deployment, start, started);
        }
        return start;
    }

    /** Starts a task of the PRIMARY deployment in a zone, if an instance there can take it (R1.73). */
    Optional<Task> startIn(ServiceState state, String zone) {
        Deployment deployment = state.primary();
        long ordinal = state.firstOrdinal + state.tasksStarted;
        Start start = control.startIn(deployment.spec, deployment.id, ordinal, zone);
        List<Task> started = new ArrayList<>();
        if (start instanceof Start.Started) {
            add(state, deployment, start, started);
        }
        return started.stream().findFirst();
    }

    private boolean add(ServiceState state, Deployment deployment, Start start, List<Task> started) {
        if (start instanceof Start.Started made) {
            state.tasksStarted++;
            state.launchRate.launch(clock.nowMicros());
            ServiceTask task = new ServiceTask(made.task(), state, deployment, state.throttle.wave());
            enter(task);
            started.add(task.task);
            refresh(task);
            return true;
        }
        refused(state, (Start.NotPlaced) start);
        return false;
    }

    /** A task found no room: the service says so and waits for a change. */
    void refused(ServiceState state, Start.NotPlaced refusal) {
        state.roomAtMicros = ServiceState.NEVER;
        state.refusedMicros = clock.nowMicros();
        if (clock.nowMicros() >= state.reasonUntilMicros) {
            Optional<ClosestMatch> closest = refusal.closest();
            events.notPlaced(state, closest);
            state.reason = closest.map(match -> match.refusal().code()).orElse("no container instances");
            state.reasonUntilMicros = clock.nowMicros() + REASON_MICROS;
        }
        deployments.blocked(state.primary(), state.reason);
    }

    /** Tells of the tasks that a look at a service has started for a deployment. */
    void tellStarted(ServiceState state, Deployment deployment, List<Task> started) {
        if (!started.isEmpty()) {
            state.steady = false;
            state.reasonUntilMicros = 0;
            if (deployment.inProgress()) {
                deployment.batches++;
            }
            events.started(state, started);
            events.resolved(state, ServiceEvents.Complaint.CONFIGURATION);
            events.resolved(state, ServiceEvents.Complaint.THROTTLED);
        }
    }

    private void enter(ServiceTask entry) {
        int row = entry.task.row();
        if (row >= byRow.length) {
            byRow = Arrays.copyOf(byRow, Math.max(row + 1, byRow.length * 2));
        }
        byRow[row] = entry;
        entry.deployment.add(entry);
        settle(entry);
    }

    /** A task that has been given an instance is among those there. */
    private void settle(ServiceTask entry) {
        int instance = entry.task.instance();
        if (instance >= 0 && entry.onInstance < 0) {
            entry.onInstance = byInstance.get(instance).size();
            byInstance.get(instance).add(entry);
        }
    }

    private void leave(ServiceTask entry) {
        byRow[entry.task.row()] = null;
        entry.deployment.remove(entry);
        if (entry.onInstance >= 0) {
            List<ServiceTask> there = byInstance.get(entry.task.instance());
            ServiceTask last = there.remove(there.size() - 1);
            if (last != entry) {
                there.set(entry.onInstance, last);
                last.onInstance = entry.onInstance;
            }
        }
    }

    /** Stops tasks for one reason and tells of it. */
    void stop(ServiceState state, List<Task> victims, String reason) {
        if (!victims.isEmpty()) {
            stopUntold(state, victims, reason);
            events.stopped(state, victims);
        }
    }

    /** Stops tasks for one reason of which the caller tells. */
    void stopUntold(ServiceState state, List<Task> victims, String reason) {
        for (Task victim : victims) {
            ServiceTask entry = get(victim);
            control.stop(victim, StopCode.SERVICE_SCHEDULER_INITIATED, reason);
            refresh(entry);
        }
        state.steady = false;
    }

    /** An instance has begun or ceased to drain (R5.40). */
    void drain(ServiceTask entry, boolean draining) {
        entry.deployment.count(entry, -1);
        entry.draining = draining;
        entry.deployment.count(entry, 1);
    }

    /** Looks at a task anew and returns whether that is news to its service. */
    boolean refresh(ServiceTask entry) {
        Standing before = entry.standing;
        if (before == Standing.GONE) {
            return false;
        }
        settle(entry);
        boolean gaveBack = entry.holds && entry.task.instance() >= 0 && !entry.task.reserved();
        if (gaveBack) {
            entry.holds = false;
            // A service that waits for room has made its own (R2.10).
            entry.state.roomAtMicros = Math.min(entry.state.roomAtMicros, clock.nowMicros());
        }
        if (entry.registered && entry.task.status() != TaskStatus.RUNNING) {
            entry.registered = false;
            targets.stopping(entry.task);
        }
        boolean restood = restand(entry, before);
        listener.accept(entry.task);
        return restood || gaveBack;
    }

    /** Tells somebody of every task about which something may have changed. */
    void listen(Consumer<Task> other) {
        listener = other;
    }

    /** Returns whether a load balancer, if there is one, sends requests to a RUNNING task. */
    boolean receivesRequests(Task task) {
        ServiceTask entry = find(task);
        return entry != null && !targets.draining(task) && (!hasTargets(entry.state) || targets.healthy(task));
    }

    private boolean restand(ServiceTask entry, Standing before) {
        Standing next = standing(entry);
        if (next == before) {
            return false;
        }
        entry.deployment.count(entry, -1);
        entry.standing = next;
        entry.deployment.count(entry, 1);
        ServiceState state = entry.state;
        if (before == Standing.PENDING && next.running()) {
            ran(state, entry);
        }
        if (next == Standing.HEALTHY) {
            deployments.healthyTask(state, entry.deployment);
        }
        if (next == Standing.GONE) {
            leave(entry);
            if (entry.task.startedMicros() == Task.ABSENT) {
                neverRan(state, entry);
            }
        }
        return true;
    }

    private void ran(ServiceState state, ServiceTask entry) {
        state.throttle.running();
        events.resolved(state, ServiceEvents.Complaint.START_IMPAIRED);
        if (!entry.deployment.ran) {
            entry.deployment.ran = true;
            entry.deployment.failedTasks = 0;
        }
        if (hasTargets(state)) {
            entry.registered = true;
            targets.running(entry.task);
        }
    }

    /** A task has STOPPED without RUNNING: its own doing, or that of its host or image, counts (R4.22, R4.30). */
    private void neverRan(ServiceState state, ServiceTask entry) {
        StopCode code = entry.task.stopCode();
        if (code != StopCode.TASK_FAILED_TO_START && code != StopCode.ESSENTIAL_CONTAINER_EXITED) {
            return;
        }
        if (state.throttle.failed(entry.wave, clock.nowMicros())) {
            events.startImpaired(state);
        }
        if (!entry.deployment.ran) {
            deployments.failedTask(state, entry.deployment);
        }
    }

    private Standing standing(ServiceTask entry) {
        Task task = entry.task;
        if (task.status() == TaskStatus.STOPPED) {
            return Standing.GONE;
        }
        if (task.desiredStatus() == DesiredStatus.STOPPED
                || task.status().compareTo(TaskStatus.RUNNING) > 0
                || targets.draining(task)) {
            return Standing.STOPPING;
        }
        return task.status() == TaskStatus.RUNNING ? whileRunning(entry) : Standing.PENDING;
    }

    private Standing whileRunning(ServiceTask entry) {
        Task task = entry.task;
        boolean targeted = hasTargets(entry.state);
        long now = clock.nowMicros();
        if (isIll(entry)) {
            long graceEnd =
                    task.startedMicros() + entry.state.service.healthCheckGraceSeconds() * SimClock.MICROS_PER_SECOND;
            if (now >= graceEnd) {
                return Standing.UNHEALTHY;
            }
            entry.state.note(entry, graceEnd);
            return Standing.SETTLING;
        }
        if (entry.checked || targeted) {
            boolean healthy =
                    (!entry.checked || task.health() == HealthStatus.HEALTHY) && (!targeted || targets.healthy(task));
            return healthy ? Standing.HEALTHY : Standing.SETTLING;
        }
        long settled = task.startedMicros() + SETTLING_MICROS;
        if (now >= settled) {
            return Standing.HEALTHY;
        }
        if (entry.standing == Standing.PENDING) {
            entry.state.note(entry, settled);
        }
        return Standing.SETTLING;
    }

    /** Returns whether a check of a RUNNING task fails, in its grace period or not (R4.17). */
    boolean isIll(ServiceTask entry) {
        return failsContainerCheck(entry) || hasTargets(entry.state) && targets.unhealthy(entry.task);
    }

    private static boolean failsContainerCheck(ServiceTask entry) {
        return entry.checked && entry.task.health() == HealthStatus.UNHEALTHY;
    }

    /** Returns the stopped reason of a task that is replaced for its health (R3.21). */
    String healthFailure(ServiceTask entry) {
        return failsContainerCheck(entry) ? "Task failed container health checks" : targets.failure(entry.task);
    }

    private static boolean hasTargets(ServiceState state) {
        return !state.service.targetGroups().isEmpty();
    }

    /** Returns whether the instance of a task is DRAINING. */
    boolean drains(int instance) {
        return cluster.status(instance) == InstanceStatus.DRAINING;
    }
}
