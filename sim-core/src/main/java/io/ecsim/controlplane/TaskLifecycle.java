package io.ecsim.controlplane;

import io.ecsim.agent.AgentCommands;
import io.ecsim.agent.AgentCommands.TaskRun;
import io.ecsim.agent.AgentReports;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.NetworkMode;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.RunRecorder;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.services.TargetTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The back end's part in the life of a task that has been given an instance (section 3 of the rules): network interface,
 * hand-over to the agent, target groups, stop, and the return of resources (R2.10). What happens on the host is the
 * agent's.
 */
final class TaskLifecycle implements AgentReports {

    private static final int NO_STEP = 0;

    /** Who wanted the task, and hears what becomes of it. */
    interface Follower {

        /** Something about the task has changed; read it now. */
        void changed(Task task);

        /** The task has STOPPED; its row belongs to the follower again. */
        void stopped(Task task);
    }

    /** Who cares about instances on which something may be placed again. */
    interface Hosts {

        /** Resources have been given back; all that follows for their task has been done. */
        void roomOn(int instance);

        /** The connection of an agent was lost or is back. */
        void connectionChanged(int instance, boolean connected);

        /** A task that waited for an instance stops. */
        void withdrawn(Task task);

        /** A task has been given an instance. */
        void placed(Task task);

        /** A task is to stop, or has stopped by itself. */
        void stops(Task task);

        /** A task has STOPPED, and all has been told. */
        void gone(Task task);
    }

    /** What is kept of a live task beside its record. */
    private static final class Entry {
        final Task task;
        final TaskRun run;
        final Follower follower;
        int step = NO_STEP;

        Entry(Task task, TaskRun run, Follower follower) {
            this.task = task;
            this.run = run;
            this.follower = follower;
        }
    }

    private final SimClock clock;
    private final Timeline timeline;
    private final ClusterState cluster;
    private final TaskTable tasks;
    private final List<TaskSpec> specs;
    private final Reservations reservations;
    private final LifecycleTimings timings;
    private final TargetTimes targets;
    private final RunRecorder recorder;
    private final ControlPlaneObserver observer;
    private final Hosts hosts;
    private final ResidentTasks residents;
    private final KeyedStream interfaceDraws;
    private final AgentCommands agents;
    private final EventKind stepEvent;
    private @Nullable Entry[] entries = new Entry[256];
    private int steps;

    TaskLifecycle(
            Simulation simulation,
            ClusterState cluster,
            TaskTable tasks,
            List<TaskSpec> specs,
            Reservations reservations,
            LifecycleTimings timings,
            TargetTimes targets,
            Streams streams,
            RunRecorder recorder,
            ControlPlaneObserver observer,
            Hosts hosts,
            Function<AgentReports, AgentCommands> agents) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.cluster = cluster;
        this.tasks = tasks;
        this.specs = specs;
        this.reservations = reservations;
        this.timings = timings;
        this.targets = targets;
        this.recorder = recorder;
        this.observer = observer;
        this.hosts = hosts;
        this.residents = new ResidentTasks(cluster.places());
        this.interfaceDraws = streams.keyed("task/interface");
        this.stepEvent = timeline.define("task step", Phase.RELEASE, new EventHandler() {
            @Override
            public void handle(int row, int step) {
                entry(row).step = NO_STEP;
                endStep(entry(row));
            }

            @Override
            public boolean isLive(int row, int step) {
                Entry entry = entries[row];
                return entry != null && entry.step == step;
            }
        });
        this.agents = agents.apply(this);
    }

    /** Reserves the resources of a row that is PROVISIONING and sets its task on its way (R3.3). */
    Task begin(int row, int instance, String startedBy, TaskRun run, Follower follower) {
        Entry entry = create(row, startedBy, run, follower);
        place(entry, instance, timings.eniAttachSeconds());
        return entry.task;
    }

    /**
     * Creates a task that waits for an instance: it is PROVISIONING until {@link #place} gives it one (R5.5).
     *
     * @param capacityProvider the provider it is bound to; empty for the launch type FARGATE
     */
    Task provision(int row, String startedBy, String capacityProvider, TaskRun run, Follower follower) {
        Entry entry = create(row, startedBy, run, follower);
        entry.task.bind(capacityProvider);
        told(entry);
        return entry.task;
    }

    /** Gives an instance to a task that waits for one, reserves its resources there and sets it on its way. */
    void place(Task task, int instance) {
        place(task, instance, timings.eniAttachSeconds());
    }

    /** As {@link #place(Task, int)}, where the network interface and all else takes another time to be made, in seconds. */
    void place(Task task, int instance, Law attachSeconds) {
        if (task.instance() >= 0 || task.stops()) {
            throw new IllegalStateException("task " + task.id() + " waits for no instance");
        }
        place(entry(task.row()), instance, attachSeconds);
        recorder.placed(task.row(), instance, clock.nowMicros());
    }

    private Entry create(int row, String startedBy, TaskRun run, Follower follower) {
        int spec = tasks.definition(row);
        TaskSpec asked = specs.get(spec);
        Task task = new Task(
                tasks, row, spec, asked.definition(), asked.cluster(), asked.group(), startedBy, clock.nowMicros());
        if (asked.launch().isFargate()) {
            task.launchOnFargate();
        }
        Entry entry = new Entry(task, run, follower);
        keep(row, entry);
        return entry;
    }

    private void place(Entry entry, int instance, Law attachSeconds) {
        Task task = entry.task;
        int row = task.row();
        long now = clock.nowMicros();
        reservations.reserve(row, instance);
        tasks.assign(row, instance, now);
        residents.add(row, instance);
        task.place(instance);
        hosts.placed(task);
        if (hasInterface(task)) {
            told(entry);
            step(entry, attachSeconds, 0);
        } else {
            handOver(entry);
        }
        resourcesChanged(instance);
    }

    private static boolean hasInterface(Task task) {
        return task.definition().networkMode() == NetworkMode.AWSVPC;
    }

    private void handOver(Entry entry) {
        entry.task.become(TaskStatus.PENDING, clock.nowMicros());
        told(entry);
        agents.start(entry.task, entry.run);
    }

    /** The step that a task's status has it wait for is over. */
    private void endStep(Entry entry) {
        switch (entry.task.status()) {
            case PROVISIONING -> handOver(entry);
            case ACTIVATING -> run(entry);
            case DEACTIVATING -> stopContainers(entry);
            case DEPROVISIONING -> end(entry);
            case BACKING_OFF, PENDING, RUNNING, STOPPING, STOPPED ->
                throw new IllegalStateException("no step ends while a task is " + entry.task.status());
        }
    }

    @Override
    public void running(Task task) {
        if (task.stops()) {
            return; // the order to stop is on its way to the agent
        }
        Entry entry = entry(task.row());
        long activating = targets.activatingMicros(task);
        if (activating > 0) {
            task.become(TaskStatus.ACTIVATING, clock.nowMicros());
            told(entry);
            schedule(entry, activating);
        } else {
            run(entry);
        }
    }

    private void run(Entry entry) {
        Task task = entry.task;
        task.become(TaskStatus.RUNNING, clock.nowMicros());
        recorder.running(clock.nowMicros(), clock.nowMicros() - task.createdMicros());
        told(entry);
    }

    /**
     * Stops a task (R2.10, R3.3, R3.5): its resources are free from now on, whatever its containers still do. No effect
     * on a task that stops already.
     */
    void stop(Task task, StopCode code, String reason) {
        if (task.stops()) {
            return;
        }
        Entry entry = entry(task.row());
        task.stop(code, reason);
        hosts.stops(task);
        if (task.instance() < 0) {
            hosts.withdrawn(task);
            end(entry);
            return;
        }
        cancelStep(entry);
        release(entry);
        switch (task.status()) {
            case PROVISIONING -> releaseInterface(entry);
            case RUNNING -> {
                long deactivating = targets.deactivatingMicros(task);
                if (deactivating > 0) {
                    task.become(TaskStatus.DEACTIVATING, clock.nowMicros());
                    told(entry);
                    schedule(entry, deactivating);
                } else {
                    stopContainers(entry);
                }
            }
            case PENDING, ACTIVATING -> stopContainers(entry);
            case BACKING_OFF, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED ->
                throw new IllegalStateException("a task that is " + task.status() + " has been stopped before");
        }
        hosts.roomOn(task.instance());
    }

    private void stopContainers(Entry entry) {
        entry.task.become(TaskStatus.STOPPING, clock.nowMicros());
        told(entry);
        agents.stop(entry.task);
    }

    @Override
    public void stopped(Task task, StopCode code, String reason) {
        Entry entry = entry(task.row());
        task.stop(code, reason);
        hosts.stops(task);
        cancelStep(entry);
        if (task.executionStoppedMicros() == Task.ABSENT) {
            task.executionStopped(clock.nowMicros());
        }
        boolean reserved = task.reserved();
        if (reserved) {
            release(entry);
        }
        releaseInterface(entry);
        if (reserved) {
            hosts.roomOn(task.instance());
        }
    }

    /** Returns the tasks on an instance, as the back end knows them. */
    List<Task> tasksOn(int instance) {
        List<Task> tasks = new ArrayList<>();
        for (int row : residents.on(instance)) {
            tasks.add(entry(row).task);
        }
        return tasks;
    }

    /** Nothing will be heard of the tasks of an instance again: they have STOPPED, whatever they do (R7.8, R7.9). */
    void tasksLost(int instance, StopCode code, String reason) {
        for (int row : residents.on(instance)) {
            Entry entry = entry(row);
            entry.task.stop(code, reason);
            hosts.stops(entry.task);
            cancelStep(entry);
            if (entry.task.executionStoppedMicros() == Task.ABSENT) {
                entry.task.executionStopped(clock.nowMicros());
            }
            if (entry.task.reserved()) {
                release(entry);
            }
            end(entry);
        }
    }

    private void releaseInterface(Entry entry) {
        if (hasInterface(entry.task)) {
            entry.task.become(TaskStatus.DEPROVISIONING, clock.nowMicros());
            told(entry);
            step(entry, timings.eniDetachSeconds(), 1);
        } else {
            end(entry);
        }
    }

    private void end(Entry entry) {
        Task task = entry.task;
        if (task.instance() >= 0) {
            residents.remove(task.row(), task.instance());
        }
        task.become(TaskStatus.STOPPED, clock.nowMicros());
        recorder.stopped(task.stopCode());
        told(entry);
        entries[task.row()] = null;
        entry.follower.stopped(task);
        hosts.gone(task);
    }

    /** Gives the resources back; who may use them is told when the task has moved on. */
    private void release(Entry entry) {
        Task task = entry.task;
        int row = task.row();
        reservations.release(row, task.instance());
        recorder.released(row, clock.nowMicros());
        tasks.unassign(row);
        task.giveBack();
        resourcesChanged(task.instance());
    }

    /** R11.6; a place on Fargate is no container instance. */
    private void resourcesChanged(int instance) {
        if (!cluster.isFargate(instance)) {
            observer.containerInstanceStateChanged(cluster, instance, clock.nowMicros());
        }
    }

    @Override
    public void healthChanged(Task task) {
        told(entry(task.row()));
    }

    @Override
    public void containerChanged(Task task) {
        task.touch();
        told(entry(task.row()));
    }

    @Override
    public void used(long microVcpu, long memoryMiB) {
        recorder.used(microVcpu, memoryMiB, clock.nowMicros());
    }

    @Override
    public void connectionChanged(int instance, boolean connected) {
        observer.containerInstanceStateChanged(cluster, instance, clock.nowMicros());
        hosts.connectionChanged(instance, connected);
    }

    private void told(Entry entry) {
        observer.taskStateChanged(entry.task, clock.nowMicros());
        entry.follower.changed(entry.task);
    }

    private void step(Entry entry, Law seconds, int draw) {
        Task task = entry.task;
        double drawn = seconds.sample(interfaceDraws.at(task.ordinal(), task.attempt() * 2 + draw));
        schedule(entry, (long) (drawn * SimClock.MICROS_PER_SECOND));
    }

    private void schedule(Entry entry, long delayMicros) {
        entry.step = ++steps;
        timeline.schedule(stepEvent, Math.addExact(clock.nowMicros(), delayMicros), entry.task.row(), entry.step);
    }

    private void cancelStep(Entry entry) {
        if (entry.step != NO_STEP) {
            entry.step = NO_STEP;
            timeline.cancelled();
        }
    }

    /** Returns the agents. */
    AgentCommands agents() {
        return agents;
    }

    /** Compares the record of each task with its row, its instance and its host. Slow; for tests. */
    void requireConsistent() {
        int[] residing = new int[cluster.places()];
        for (int row = 0; row < tasks.rows(); row++) {
            Entry entry = row < entries.length ? entries[row] : null;
            if (entry == null) {
                boolean elsewhere = tasks.status(row) == TaskStatus.STOPPED
                        || tasks.status(row) == TaskStatus.BACKING_OFF
                        || tasks.status(row) == TaskStatus.PROVISIONING && tasks.instance(row) < 0;
                require(elsewhere, row, "has no record");
                continue;
            }
            Task task = entry.task;
            boolean waits = task.instance() < 0;
            if (!waits) {
                residing[task.instance()]++;
            }
            require(task.row() == row && task.status() == tasks.status(row), row, "has another status");
            require(tasks.instance(row) == (task.reserved() ? task.instance() : -1), row, "is reserved elsewhere");
            require(
                    task.reserved() != (task.stops() || waits),
                    row,
                    "holds resources although it stops, or none and goes on");
            boolean stepping = switch (task.status()) {
                case PROVISIONING -> !waits;
                case ACTIVATING, DEACTIVATING, DEPROVISIONING -> true;
                case BACKING_OFF, PENDING, RUNNING, STOPPING, STOPPED -> false;
            };
            require(stepping == (entry.step != NO_STEP), row, "takes no step, or one too many");
        }
        for (int instance = 0; instance < residing.length; instance++) {
            int[] rows = residents.on(instance);
            require(rows.length == residing[instance], instance, "is an instance with other tasks than these");
            for (int row : rows) {
                require(entry(row).task.instance() == instance, row, "resides elsewhere");
            }
        }
        agents.requireWithinMachines();
    }

    private static void require(boolean holds, int row, String what) {
        if (!holds) {
            throw new IllegalStateException("number " + row + " " + what);
        }
    }

    private void keep(int row, Entry entry) {
        if (row >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(row + 1, entries.length * 2));
        }
        entries[row] = entry;
    }

    private Entry entry(int row) {
        Entry entry = entries[row];
        if (entry == null) {
            throw new IllegalStateException("row " + row + " holds no task");
        }
        return entry;
    }
}
