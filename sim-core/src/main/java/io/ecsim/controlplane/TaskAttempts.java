package io.ecsim.controlplane;

import io.ecsim.agent.AgentCommands.TaskRun;
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
import io.ecsim.faults.FaultPlan;
import io.ecsim.observe.RunRecorder;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The attempts of tasks that have been given an instance, and what follows when one ends: the task is done, or its
 * attempt crashed or was lost with the instance and it begins again after a delay, or it is given up.
 */
final class TaskAttempts implements TaskLifecycle.Follower {

    private static final long MICROS_PER_SECOND = SimClock.MICROS_PER_SECOND;

    /** A crash this late, 146,000 years, does not come. */
    private static final double NEVER_MICROS = 1L << 62;

    /** Apart by more than there are attempts, so that draws of a moved attempt are those of no other. */
    private static final int MOVE_STRIDE = 1 << 20;

    /** What a finished attempt leaves to whoever places tasks. */
    interface Placer {

        /** A task's delay is over: it is to be placed again. */
        void again(int row);

        /** An attempt has ended by itself and left room on its instance. */
        void roomOn(int instance);
    }

    private final SimClock clock;
    private final Timeline timeline;
    private final TaskTable tasks;
    private final Reservations reservations;
    private final FaultPlan faults;
    private final boolean keepsResidents;
    private final ResidentTasks residents;
    private final KeyedStream crashStream;
    private final TaskArrivals arrivals;
    private final RunRecorder recorder;
    private final Optional<TaskLifecycle> lifecycle;
    private final List<TaskSpec> specs;
    private final Placer placer;

    /** By row: how often its attempt was moved; empty until a task is moved. */
    private int[] moves = new int[0];

    private final EventKind endEvent;
    private final EventKind retryEvent;

    TaskAttempts(
            Simulation simulation,
            ClusterState cluster,
            TaskTable tasks,
            Reservations reservations,
            FaultPlan faults,
            boolean keepsResidents,
            Streams streams,
            TaskArrivals arrivals,
            RunRecorder recorder,
            Optional<TaskLifecycle> lifecycle,
            List<TaskSpec> specs,
            Placer placer) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.tasks = tasks;
        this.reservations = reservations;
        this.faults = faults;
        this.keepsResidents = keepsResidents;
        this.residents = new ResidentTasks(keepsResidents ? cluster.instances() : 0);
        this.crashStream = streams.keyed("task/crash");
        this.arrivals = arrivals;
        this.recorder = recorder;
        this.lifecycle = lifecycle;
        this.specs = specs;
        this.placer = placer;
        endEvent = timeline.define("end", Phase.RELEASE, new RowHandler() {
            @Override
            public void handle(int row, int generation) {
                end(row);
            }
        });
        retryEvent = timeline.define("retry", Phase.RETRY, new RowHandler() {
            @Override
            public void handle(int row, int generation) {
                retry(row);
            }
        });
    }

    /** An event on a task's row lives as long as the row's generation. */
    private abstract class RowHandler implements EventHandler {
        @Override
        public boolean isLive(int row, int generation) {
            return tasks.generation(row) == generation;
        }
    }

    /** Begins an attempt on an instance. */
    void start(int row, int instance) {
        long now = clock.nowMicros();
        if (lifecycle.isPresent()) {
            lifecycle.get().begin(row, instance, arrivals.startedBy(row), run(row), this);
            recorder.placed(row, instance, now);
            return;
        }
        if (row < moves.length) {
            moves[row] = 0;
        }
        reservations.reserve(row, instance);
        tasks.start(row, instance, now);
        if (keepsResidents) {
            residents.add(row, instance);
        }
        recorder.placed(row, instance, now);
        scheduleEnd(row);
    }

    private void scheduleEnd(int row) {
        long length = attemptMicros(row);
        if (length != ArrivalCursor.ENDLESS) {
            timeline.schedule(endEvent, Math.addExact(clock.nowMicros(), length), row, tasks.generation(row));
        }
    }

    /** Returns the rows of the tasks on an instance, ascending. */
    int[] on(int instance) {
        return residents.on(instance);
    }

    /**
     * Stops a task and starts it on another instance at once: its attempt begins anew, with what was checkpointed kept. It
     * costs no further attempt, since nothing failed; when it would crash is drawn again.
     */
    void move(int row, int to) {
        long now = clock.nowMicros();
        if (attemptMicros(row) != ArrivalCursor.ENDLESS) {
            cancelEnd(row);
        }
        release(row);
        long ran = now - tasks.startedMicros(row);
        long checkpoint = faults.recovery().checkpointMicros();
        long kept = checkpoint > 0 ? ran - ran % checkpoint : 0;
        recorder.stoppedToMove(row, now, ran, kept);
        countMove(row);
        tasks.move(row, to, now, leftToRun(row, kept));
        reservations.reserve(row, to);
        residents.add(row, to);
        recorder.moved(row, to, now);
        scheduleEnd(row);
    }

    private void countMove(int row) {
        if (row >= moves.length) {
            moves = Arrays.copyOf(moves, Math.max(tasks.rows(), row + 1));
        }
        moves[row]++;
    }

    /** Begins an attempt that waits for capacity of its own (R5.5). */
    void await(int row, Capacity capacity) {
        String startedBy = arrivals.startedBy(row);
        String provider = capacity.providerFor(tasks.definition(row), startedBy);
        capacity.ask(lifecycle.orElseThrow().provision(row, startedBy, provider, run(row), this));
    }

    private TaskRun run(int row) {
        long length = attemptMicros(row);
        boolean crashes = length < tasks.runMicros(row);
        return new TaskRun(specs.get(tasks.definition(row)).behaviour(), length, crashes ? 1 : 0);
    }

    /** Microseconds until this attempt ends by itself, or ENDLESS. */
    private long attemptMicros(int row) {
        return Math.min(tasks.runMicros(row), crashAfter(row));
    }

    /** Microseconds until this attempt crashes; the draw belongs to (task, attempt), and to each move. */
    private long crashAfter(int row) {
        if (faults.crashes().isEmpty()) {
            return ArrivalCursor.ENDLESS;
        }
        Law law = faults.crashes().get();
        int start = tasks.attempt(row) + (row < moves.length ? moves[row] * MOVE_STRIDE : 0);
        double seconds = law.sample(crashStream.at(tasks.ordinal(row), start));
        double micros = seconds * MICROS_PER_SECOND;
        return micros < NEVER_MICROS ? (long) micros : ArrivalCursor.ENDLESS;
    }

    private void end(int row) {
        long now = clock.nowMicros();
        int instance = release(row);
        long ran = now - tasks.startedMicros(row);
        if (ran >= tasks.runMicros(row)) {
            complete(row, ran);
        } else {
            abort(row, true, ran);
        }
        placer.roomOn(instance);
    }

    private void complete(int row, long ranMicros) {
        recorder.completed(row, clock.nowMicros(), ranMicros);
        end(row, true);
    }

    @Override
    public void changed(Task task) {}

    @Override
    public void stopped(Task task) {
        if (task.instance() < 0) {
            recorder.waitedInVain(task.row(), clock.nowMicros());
            end(task.row(), false);
            return;
        }
        // A container that shares CPU runs longer than its work.
        long ran = Math.min(task.workedMicros(), tasks.runMicros(task.row()));
        if (task.stopCode() == StopCode.ESSENTIAL_CONTAINER_EXITED && task.succeeded()) {
            complete(task.row(), ran);
        } else {
            StopCode code = task.stopCode();
            boolean ofInfrastructure = code == StopCode.TERMINATION_NOTICE || code == StopCode.SPOT_INTERRUPTION;
            abort(task.row(), !ofInfrastructure && code != StopCode.USER_INITIATED, ran);
        }
    }

    private int release(int row) {
        int instance = tasks.instance(row);
        if (keepsResidents) {
            residents.remove(row, instance);
        }
        reservations.release(row, instance);
        recorder.released(row, clock.nowMicros());
        return instance;
    }

    /** Ends all attempts on an instance that has gone, where no control plane does it. */
    void loseOn(int instance) {
        for (int row : residents.on(instance)) {
            if (attemptMicros(row) != ArrivalCursor.ENDLESS) {
                cancelEnd(row);
            }
            release(row);
            abort(row, false, clock.nowMicros() - tasks.startedMicros(row));
        }
    }

    private void cancelEnd(int row) {
        tasks.nextGeneration(row);
        timeline.cancelled();
    }

    /** An attempt has ended before its time: keep what was checkpointed, try again or give up. */
    private void abort(int row, boolean byTaskItself, long ran) {
        long now = clock.nowMicros();
        FaultPlan.Recovery recovery = faults.recovery();
        boolean again = tasks.attempt(row) < recovery.maxRetries();
        long kept = again && recovery.checkpointMicros() > 0 ? ran - ran % recovery.checkpointMicros() : 0;
        recorder.aborted(row, now, byTaskItself, ran, kept);
        if (!again) {
            giveUp(row);
            return;
        }
        int attempt = tasks.attempt(row) + 1;
        long run = recovery.checkpointMicros() > 0
                ? leftToRun(row, kept) // also when this attempt added nothing to what earlier ones kept
                : arrivals.runMicros(row, attempt);
        if (lifecycle.isPresent()) {
            tasks.setStatus(row, TaskStatus.PROVISIONING); // the old task has STOPPED; its row serves the next attempt
        }
        tasks.setStatus(row, TaskStatus.BACKING_OFF);
        tasks.nextAttempt(row, run);
        timeline.schedule(retryEvent, now + recovery.backoffMicros(attempt), row, tasks.generation(row));
    }

    private long leftToRun(int row, long keptMicros) {
        long run = tasks.runMicros(row);
        return run == ArrivalCursor.ENDLESS ? run : run - keptMicros;
    }

    /** Tries a task that fits nowhere again later, or gives it up when it was refused too often. */
    void backOff(int row, Backoff backoff) {
        int retry = tasks.countRefusal(row);
        if (retry > backoff.maxRetries()) {
            giveUp(row);
            return;
        }
        tasks.setStatus(row, TaskStatus.BACKING_OFF);
        timeline.schedule(retryEvent, clock.nowMicros() + backoff.delayMicros(retry), row, tasks.generation(row));
    }

    private void retry(int row) {
        tasks.setStatus(row, TaskStatus.PROVISIONING);
        placer.again(row);
    }

    /** Ends a task that will not run again before its work is done. */
    void giveUp(int row) {
        recorder.failed(row, clock.nowMicros());
        end(row, false);
    }

    private void end(int row, boolean done) {
        arrivals.ended(tasks.ordinal(row), done);
        tasks.remove(row);
    }
}
