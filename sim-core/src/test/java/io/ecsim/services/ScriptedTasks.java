package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.model.Demand;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.placement.ClosestMatch;
import io.ecsim.placement.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Tasks that do what a script says, on a real cluster state: they start after a time, fail, crash, turn healthy or not,
 * and take a time to stop. A task goes to the eligible instance with fewest tasks; ties by number.
 */
final class ScriptedTasks implements TaskControl {

    /** Later than any test. */
    static final long NEVER = Long.MAX_VALUE / 4;

    /**
     * What tasks of one spec do; times in seconds.
     *
     * @param mayGo instances that their constraints allow
     * @param startSeconds from their creation to RUNNING, or to STOPPED where they fail
     * @param failsToStart whether they stop instead of RUNNING
     * @param crashSeconds from RUNNING to an exit by themselves
     * @param healthSeconds from RUNNING to a verdict of their health check
     * @param health that verdict
     * @param stopSeconds from the order to stop to STOPPED
     */
    record Script(
            Service service,
            TaskDefinition definition,
            IntPredicate mayGo,
            long startSeconds,
            boolean failsToStart,
            long crashSeconds,
            long healthSeconds,
            HealthStatus health,
            long stopSeconds) {

        static Script runs(Service service, TaskDefinition definition, long startSeconds) {
            return new Script(service, definition, i -> true, startSeconds, false, -1, -1, HealthStatus.UNKNOWN, 0);
        }

        Script failing() {
            return new Script(
                    service, definition, mayGo, startSeconds, true, crashSeconds, healthSeconds, health, stopSeconds);
        }

        Script crashingAfter(long seconds) {
            return new Script(
                    service,
                    definition,
                    mayGo,
                    startSeconds,
                    failsToStart,
                    seconds,
                    healthSeconds,
                    health,
                    stopSeconds);
        }

        Script turning(HealthStatus verdict, long afterSeconds) {
            return new Script(
                    service,
                    definition,
                    mayGo,
                    startSeconds,
                    failsToStart,
                    crashSeconds,
                    afterSeconds,
                    verdict,
                    stopSeconds);
        }

        Script stoppingIn(long seconds) {
            return new Script(
                    service,
                    definition,
                    mayGo,
                    startSeconds,
                    failsToStart,
                    crashSeconds,
                    healthSeconds,
                    health,
                    seconds);
        }

        Script onlyOn(IntPredicate instances) {
            return new Script(
                    service,
                    definition,
                    instances,
                    startSeconds,
                    failsToStart,
                    crashSeconds,
                    healthSeconds,
                    health,
                    stopSeconds);
        }
    }

    /** Something that happened to a task; seconds of simulated time. */
    record Happening(long second, String what, Task task) {}

    final List<Happening> log = new ArrayList<>();
    final List<Task> live = new ArrayList<>();

    /** What load balancers find, where it is not steady. */
    final Map<Integer, TaskBehaviour> behaviours = new TreeMap<>();

    private final SimClock clock;
    private final Simulation simulation;
    private final ClusterState cluster;
    private final List<Script> scripts;
    private final List<DefinitionNeeds> needs = new ArrayList<>();
    private final TaskTable table = new TaskTable();
    private Task[] byRow = new Task[16];
    private final EventKind startEvent;
    private final EventKind crashEvent;
    private final EventKind healthEvent;
    private final EventKind stoppedEvent;
    private Consumer<Task> listener = task -> {};
    private Consumer<Integer> freed = instance -> {};

    ScriptedTasks(Simulation simulation, ClusterState cluster, List<Script> scripts) {
        this.simulation = simulation;
        this.clock = simulation.clock();
        this.cluster = cluster;
        this.scripts = List.copyOf(scripts);
        for (Script script : scripts) {
            needs.add(
                    cluster.needs(script.definition().demand(), script.service().group()));
        }
        startEvent = define("started", this::started);
        crashEvent = define(
                "crash",
                task -> stopped(task, StopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited"));
        healthEvent = define("health", this::verdict);
        stoppedEvent = define("stopped", task -> stopped(task, StopCode.SERVICE_SCHEDULER_INITIATED, ""));
    }

    private EventKind define(String name, Consumer<Task> action) {
        return simulation.timeline().define("scripted-" + name, Phase.RELEASE, new EventHandler() {
            @Override
            public void handle(int row, int generation) {
                action.accept(byRow[row]);
            }

            @Override
            public boolean isLive(int row, int generation) {
                return table.generation(row) == generation;
            }
        });
    }

    /** Names who hears of every change of a task, and of room on an instance. */
    void tell(Consumer<Task> newListener, Consumer<Integer> newFreed) {
        listener = newListener;
        freed = newFreed;
    }

    void tell(ServiceScheduler scheduler) {
        tell(scheduler::taskChanged, scheduler::capacityFreed);
    }

    @Override
    public Start start(int spec, String startedBy, long ordinal) {
        int best = -1;
        for (int i = 0; i < cluster.instances(); i++) {
            if (feasible(spec, i) && (best < 0 || cluster.tasks(i) < cluster.tasks(best))) {
                best = i;
            }
        }
        return best < 0 ? Start.NotPlaced.of(closest(spec)) : place(spec, startedBy, ordinal, best);
    }

    @Override
    public Start startIn(int spec, String startedBy, long ordinal, String zone) {
        for (int i = 0; i < cluster.instances(); i++) {
            if (cluster.spec(i).zone().name().equals(zone) && feasible(spec, i)) {
                return place(spec, startedBy, ordinal, i);
            }
        }
        return Start.NotPlaced.of(Optional.empty());
    }

    @Override
    public TaskBehaviour behaviour(int spec) {
        return behaviours.getOrDefault(spec, TaskBehaviour.STEADY);
    }

    @Override
    public Start startOn(int spec, String startedBy, long ordinal, int instance) {
        return feasible(spec, instance)
                ? place(spec, startedBy, ordinal, instance)
                : Start.NotPlaced.of(Optional.of(new ClosestMatch(instance, refusal(spec, instance))));
    }

    @Override
    public boolean feasible(int spec, int instance) {
        return cluster.eligible(instance)
                && scripts.get(spec).mayGo().test(instance)
                && cluster.fits(instance, needs.get(spec), cpu(spec), memory(spec), 0);
    }

    private Optional<ClosestMatch> closest(int spec) {
        for (int i = 0; i < cluster.instances(); i++) {
            if (cluster.status(i).holdsTasks()) {
                return Optional.of(new ClosestMatch(i, refusal(spec, i)));
            }
        }
        return Optional.empty();
    }

    private Refusal refusal(int spec, int instance) {
        if (!scripts.get(spec).mayGo().test(instance)) {
            return Refusal.MEMBER_OF;
        }
        if (!cluster.agentConnected(instance)) {
            return Refusal.AGENT;
        }
        if (cluster.status(instance) != InstanceStatus.ACTIVE) {
            return Refusal.INACTIVE;
        }
        if (!cluster.portsFit(instance, needs.get(spec))) {
            return Refusal.PORTS;
        }
        return cluster.cpuFree(instance) < cpu(spec) ? Refusal.CPU : Refusal.MEMORY;
    }

    private int cpu(int spec) {
        return demand(spec).cpuUnits();
    }

    private int memory(int spec) {
        return demand(spec).memoryMiB();
    }

    private Demand demand(int spec) {
        return scripts.get(spec).definition().demand();
    }

    private Start place(int spec, String startedBy, long ordinal, int instance) {
        Script script = scripts.get(spec);
        int row = table.add(spec, cpu(spec), memory(spec), 0, 0, clock.nowMicros(), ordinal, NEVER);
        Task task = new Task(
                table,
                row,
                spec,
                script.definition(),
                script.service().cluster(),
                script.service().group(),
                startedBy,
                clock.nowMicros());
        if (row >= byRow.length) {
            byRow = Arrays.copyOf(byRow, byRow.length * 2);
        }
        byRow[row] = task;
        cluster.reserve(instance, needs.get(spec), cpu(spec), memory(spec), 0);
        task.place(instance);
        task.become(TaskStatus.PENDING, clock.nowMicros());
        live.add(task);
        note("start", task);
        schedule(startEvent, task, script.startSeconds());
        listener.accept(task);
        return new Start.Started(task);
    }

    private void schedule(EventKind kind, Task task, long seconds) {
        simulation
                .timeline()
                .schedule(
                        kind,
                        clock.nowMicros() + seconds * SimClock.MICROS_PER_SECOND,
                        task.row(),
                        table.generation(task.row()));
    }

    private void started(Task task) {
        Script script = scripts.get(task.spec());
        if (script.failsToStart()) {
            stopped(task, StopCode.TASK_FAILED_TO_START, "Task failed to start");
            return;
        }
        task.become(TaskStatus.RUNNING, clock.nowMicros());
        note("running", task);
        if (script.crashSeconds() >= 0) {
            schedule(crashEvent, task, script.crashSeconds());
        }
        if (script.healthSeconds() >= 0) {
            schedule(healthEvent, task, script.healthSeconds());
        }
        listener.accept(task);
    }

    private void verdict(Task task) {
        health(task, scripts.get(task.spec()).health());
    }

    /** Gives a task another health now. */
    void health(Task task, HealthStatus health) {
        if (task.setHealth(health)) {
            listener.accept(task);
        }
    }

    @Override
    public void stop(Task task, StopCode code, String reason) {
        note("stop", task);
        kill(task);
        task.stop(code, reason);
        release(task);
        long seconds = scripts.get(task.spec()).stopSeconds();
        if (seconds == 0) {
            stopped(task, code, reason);
            return;
        }
        task.become(TaskStatus.STOPPING, clock.nowMicros());
        schedule(stoppedEvent, task, seconds);
        listener.accept(task);
    }

    /** What was to happen to a task no longer does. */
    private void kill(Task task) {
        table.nextGeneration(task.row());
    }

    private void release(Task task) {
        if (task.reserved()) {
            int spec = task.spec();
            cluster.release(task.instance(), needs.get(spec), cpu(spec), memory(spec), 0);
            task.giveBack();
            freed.accept(task.instance());
        }
    }

    /** A task is over. */
    void stopped(Task task, StopCode code, String reason) {
        task.stop(code, reason);
        release(task);
        task.become(TaskStatus.STOPPED, clock.nowMicros());
        live.remove(task);
        note("stopped", task);
        kill(task); // rows are not reused here
        listener.accept(task);
    }

    /** The tasks on an instance are lost with it. */
    void lose(int instance) {
        for (Task task : List.copyOf(live)) {
            if (task.instance() == instance) {
                stopped(task, StopCode.TERMINATION_NOTICE, "Host EC2 (instance i-" + instance + ") terminated.");
            }
        }
    }

    private void note(String what, Task task) {
        log.add(new Happening(clock.nowMicros() / SimClock.MICROS_PER_SECOND, what, task));
    }
}
