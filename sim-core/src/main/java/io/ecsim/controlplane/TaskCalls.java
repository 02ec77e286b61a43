package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.model.Demand;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.RunRecorder;
import io.ecsim.placement.Refusal;
import io.ecsim.random.Streams;
import io.ecsim.schedules.Scheduler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers the calls of RunTask and StartTask that a world makes beside its workload. What cannot be placed comes back at
 * once as a failure, whatever the world does with a task of its workload that fits nowhere (R5.32, R9.7); the tasks that
 * start live on as those of the workload do.
 */
final class TaskCalls {

    /** R9.8. */
    static final String NO_INSTANCES = "InvalidParameterException";

    /** R5.30. */
    static final String LIMIT_EXCEEDED = "ClientException";

    private final TaskCallPlan plan;
    private final List<TaskSpec> specs;
    private final SimClock clock;
    private final Simulation simulation;
    private final ClusterState cluster;
    private final TaskTable tasks;
    private final RunTask runTask;
    private final CalledTasks called;
    private final RunRecorder recorder;
    private final long warmupMicros;
    private final EventKind callEvent;
    private final Scheduler scheduler;
    private final Map<String, CallTally> tallies = new LinkedHashMap<>();
    private final Map<String, Integer> instanceById = new TreeMap<>();

    TaskCalls(
            World world,
            Simulation simulation,
            ClusterState cluster,
            TaskTable tasks,
            RunTask runTask,
            CalledTasks called,
            Streams streams,
            RunRecorder recorder) {
        this.plan = world.calls();
        this.specs = world.tasks();
        this.clock = simulation.clock();
        this.simulation = simulation;
        this.cluster = cluster;
        this.tasks = tasks;
        this.runTask = runTask;
        this.called = called;
        this.recorder = recorder;
        this.warmupMicros = world.warmupMicros();
        this.callEvent = simulation
                .timeline()
                .define(
                        "call",
                        Phase.ARRIVAL,
                        (call, generation) -> answer(plan.timed().get(call), call));
        this.scheduler = new Scheduler(
                simulation,
                streams,
                plan.scheduled().stream().map(TaskCallPlan.Scheduled::schedule).toList(),
                world.horizonMicros(),
                new Invoked());
        for (int instance = 0; instance < cluster.instances(); instance++) {
            instanceById.put(cluster.spec(instance).id(), instance);
        }
        plan.timed().forEach(timed -> tally(timed.call()));
        plan.scheduled().forEach(scheduled -> tally(scheduled.call()));
    }

    private CallTally tally(TaskCall call) {
        return tallies.computeIfAbsent(call.name(), name -> new CallTally(call));
    }

    void begin() {
        for (int call = 0; call < plan.timed().size(); call++) {
            simulation.timeline().schedule(callEvent, plan.timed().get(call).atMicros(), call, 0);
        }
        scheduler.begin();
    }

    /** Returns how the calls were answered, in the order of the plan. */
    List<CallCounts> counts() {
        return tallies.values().stream().map(CallTally::counts).toList();
    }

    private void answer(TaskCallPlan.Timed timed, int index) {
        TaskCall call = timed.call();
        CallTally tally = tallyAt(call, timed.atMicros());
        tally.called();
        int[] rows = new int[call.tasks()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = add(call, TaskOrdinals.timed(index, i), tally);
        }
        if (runTask.isThrottled()) {
            tally.exception();
            failAll(rows, LaunchThrottle.EXCEPTION, tally);
        } else if (call instanceof StartTaskCall start) {
            startOn(start, rows, tally);
        } else if (clusterIsEmpty(call)) {
            tally.exception();
            failAll(rows, NO_INSTANCES, tally);
        } else if (runTask.refuses(call.spec(), rows.length)) {
            tally.exception();
            failAll(rows, LIMIT_EXCEEDED, tally);
        } else {
            place(rows, tally);
        }
    }

    /** What EventBridge Scheduler invokes. */
    private final class Invoked implements Scheduler.Target {

        /** The tasks of invocations that were answered with an exception, by the ordinal of the first. */
        private final Map<Long, int[]> again = new TreeMap<>();

        @Override
        public boolean invoke(Scheduler.Invocation invocation) {
            RunTaskCall call = plan.scheduled().get(invocation.schedule()).call();
            CallTally tally = tallyAt(call, invocation.firstMicros());
            tally.called();
            int[] rows = rows(invocation, call, tally);
            if (runTask.isThrottled() || clusterIsEmpty(call) || runTask.refuses(call.spec(), rows.length)) {
                tally.exception();
                for (int row : rows) {
                    tasks.setStatus(row, TaskStatus.BACKING_OFF);
                }
                again.put(ordinal(invocation, 0), rows);
                return false;
            }
            place(rows, tally);
            return true;
        }

        private int[] rows(Scheduler.Invocation invocation, RunTaskCall call, CallTally tally) {
            int[] rows = again.remove(ordinal(invocation, 0));
            if (rows == null) {
                rows = new int[call.count()];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = add(call, ordinal(invocation, i), tally);
                }
                return rows;
            }
            for (int row : rows) {
                tasks.setStatus(row, TaskStatus.PROVISIONING);
            }
            return rows;
        }

        @Override
        public void dropped(Scheduler.Invocation invocation) {
            RunTaskCall call = plan.scheduled().get(invocation.schedule()).call();
            CallTally tally = tallyAt(call, invocation.firstMicros());
            tally.dropped();
            int[] rows = rows(invocation, call, tally);
            failAll(rows, runTask.isThrottled() ? LaunchThrottle.EXCEPTION : NO_INSTANCES, tally);
        }

        private static long ordinal(Scheduler.Invocation invocation, int task) {
            return TaskOrdinals.scheduled(invocation.schedule(), invocation.number(), task);
        }
    }

    /** Calls made during the warm-up are not counted. */
    private CallTally tallyAt(TaskCall call, long calledMicros) {
        return calledMicros < warmupMicros ? new CallTally(call) : tally(call);
    }

    private int add(TaskCall call, long ordinal, CallTally tally) {
        tally.asked();
        Demand demand = specs.get(call.spec()).definition().demand();
        int row = tasks.add(
                call.spec(),
                demand.cpuUnits(),
                demand.memoryMiB(),
                demand.gpus(),
                0,
                clock.nowMicros(),
                ordinal,
                called.runMicros(ordinal, 0));
        if (demand.gpuMilli() > 0) {
            tasks.share(row, demand.gpuMilli());
        }
        recorder.requested(row);
        return row;
    }

    /** R9.8: a cluster of which no instance is registered. */
    private boolean clusterIsEmpty(TaskCall call) {
        if (runTask.asksCapacity(call.spec())) {
            return false;
        }
        String name = specs.get(call.spec()).cluster();
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (cluster.status(instance).holdsTasks()
                    && cluster.spec(instance).cluster().equals(name)) {
                return false;
            }
        }
        return true;
    }

    /** One after another, each seeing what the one before has left (R1.9). */
    private void place(int[] rows, CallTally tally) {
        int next = 0;
        while (next < rows.length && runTask.placeNow(rows[next])) {
            tally.started();
            next++;
        }
        if (next < rows.length) { // a failure changes nothing, so the rest of the call fails like the first
            Refusal refusal = runTask.closestRefusal(rows[next]);
            while (next < rows.length) {
                fail(rows[next++], refusal.code(), tally);
            }
        }
    }

    private void startOn(StartTaskCall call, int[] rows, CallTally tally) {
        for (int i = 0; i < rows.length; i++) {
            Optional<String> failure =
                    startOn(call, rows[i], call.containerInstances().get(i));
            if (failure.isPresent()) {
                fail(rows[i], failure.get(), tally);
            } else {
                tally.started();
            }
        }
    }

    /** Returns why StartTask could not (R1.10). */
    private Optional<String> startOn(StartTaskCall call, int row, String id) {
        Integer instance = instanceById.get(id);
        String name = specs.get(call.spec()).cluster();
        if (instance == null || !cluster.spec(instance).cluster().equals(name)) {
            return Optional.of("MISSING");
        }
        return runTask.startOn(row, instance).map(Refusal::code);
    }

    private void failAll(int[] rows, String reason, CallTally tally) {
        for (int row : rows) {
            fail(row, reason, tally);
        }
    }

    private void fail(int row, String reason, CallTally tally) {
        tally.failed(reason);
        runTask.giveUp(row);
    }
}
