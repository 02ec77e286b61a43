package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.Demand;
import io.ecsim.observe.RunRecorder;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.WorkloadException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The life of a standalone task: requested, placed or made to wait, run, ended or begun again (R1.9, R2.10). Arrivals
 * come from a cursor, one pending at a time.
 */
final class RunTask {

    private static final long REFUSAL_SAMPLE_MICROS = 60 * SimClock.MICROS_PER_SECOND;
    private static final long MICROS_PER_SECOND = SimClock.MICROS_PER_SECOND;

    private final SimClock clock;
    private final Timeline timeline;
    private final ClusterState cluster;
    private final TaskTable tasks;
    private final PlacementPipeline pipeline;
    private final RequestKind[] kinds;
    private final Request request;
    private final WaitQueue queue;
    private final Optional<StrictQueue> inOrder;
    private final NoFitPolicy noFit;
    private final FaultPlan faults;
    private final KeyedStream crashStream;
    private final ArrivalCursor arrivals;
    private final RunRecorder recorder;
    private final boolean placementsHelp;
    private final long[] refusalSampledAt;

    private final EventKind arrivalEvent;
    private final EventKind endEvent;
    private final EventKind retryEvent;
    private long ordinal;

    RunTask(
            World world,
            Simulation simulation,
            ClusterState cluster,
            TaskTable tasks,
            PlacementPipeline pipeline,
            List<RequestKind> kinds,
            ArrivalCursor arrivals,
            Streams streams,
            RunRecorder recorder) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.cluster = cluster;
        this.tasks = tasks;
        this.pipeline = pipeline;
        this.kinds = kinds.toArray(new RequestKind[0]);
        this.request = new Request(this.kinds[0], 0, 0, 0);
        this.noFit = world.noFit();
        this.faults = world.faults();
        this.crashStream = streams.keyed("task/crash");
        this.arrivals = arrivals;
        this.recorder = recorder;
        this.inOrder = noFit instanceof NoFitPolicy.Wait wait && wait.strictFifo()
                ? Optional.of(new StrictQueue(new Placeable()))
                : Optional.empty();
        this.queue = inOrder.isPresent() ? inOrder.get() : new PassingQueue(tasks, this.kinds.length, new Placeable());
        // Under strict FIFO whoever comes next is tried everywhere anyway.
        this.placementsHelp = inOrder.isEmpty() && kinds.stream().anyMatch(RequestKind::readsTasks);
        this.refusalSampledAt = new long[this.kinds.length];
        Arrays.fill(refusalSampledAt, Long.MIN_VALUE);
        arrivalEvent = timeline.define("arrival", Phase.ARRIVAL, (subject, generation) -> arrive());
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

    void begin() {
        if (arrivals.advance()) {
            timeline.schedule(arrivalEvent, arrivals.timeMicros(), 0, 0);
        }
    }

    long arrived() {
        return ordinal;
    }

    int waiting() {
        return queue.size();
    }

    private void arrive() {
        long now = clock.nowMicros();
        boolean more;
        do {
            requireBounded(arrivals.cpuUnits(), arrivals.gpus());
            int row = tasks.add(
                    arrivals.definition(),
                    arrivals.cpuUnits(),
                    arrivals.memoryMiB(),
                    arrivals.gpus(),
                    now,
                    ordinal++,
                    arrivals.runMicros());
            recorder.requested(row);
            submit(row);
            more = arrivals.advance();
        } while (more && arrivals.timeMicros() == now);
        if (more) {
            timeline.schedule(arrivalEvent, arrivals.timeMicros(), 0, 0);
        }
    }

    /** A trace may say anything; demand classes hold what {@link Demand} allows. */
    private void requireBounded(int cpuUnits, int gpus) {
        if (cpuUnits > Demand.MAX_CPU_UNITS || gpus > Demand.MAX_GPUS) {
            throw new WorkloadException("task " + ordinal + " of the workload asks for " + cpuUnits + " CPU units and "
                    + gpus + " GPUs; at most " + Demand.MAX_CPU_UNITS + " and " + Demand.MAX_GPUS + " are allowed");
        }
    }

    private Request requestOf(int row) {
        return request.set(kinds[tasks.definition(row)], tasks.cpuUnits(row), tasks.memoryMiB(row), tasks.gpus(row));
    }

    /** What the wait queue asks. */
    private final class Placeable implements WaitQueue.Placeability {
        @Override
        public boolean fits(int row, int instance) {
            return pipeline.feasible(requestOf(row), instance);
        }

        @Override
        public boolean speaksFor(int waitingRow, int otherRow) {
            int definition = tasks.definition(waitingRow);
            return definition == tasks.definition(otherRow) || kinds[definition].unconstrained();
        }

        @Override
        public int cpuFree(int instance) {
            return cluster.cpuFree(instance);
        }

        @Override
        public int memoryFree(int instance) {
            return cluster.memoryFree(instance);
        }
    }

    /** Tries to place a task that is not waiting. */
    private void submit(int row) {
        if (noFit instanceof NoFitPolicy.Wait && queue.blocks(row)) {
            queue.add(row);
            return;
        }
        int instance = pipeline.place(requestOf(row));
        if (instance != PlacementPipeline.NONE) {
            start(row, instance);
            if (placementsHelp) {
                serve(instance);
            }
            return;
        }
        sampleRefusal(row);
        if (noFit instanceof NoFitPolicy.Wait) {
            queue.add(row);
        } else if (noFit instanceof NoFitPolicy.Retry retry) {
            backOff(row, retry.backoff());
        } else {
            giveUp(row);
        }
    }

    private void start(int row, int instance) {
        long now = clock.nowMicros();
        cluster.reserve(
                instance,
                kinds[tasks.definition(row)].needs(),
                tasks.cpuUnits(row),
                tasks.memoryMiB(row),
                tasks.gpus(row));
        tasks.start(row, instance, now);
        recorder.placed(row, now);
        long length = Math.min(tasks.runMicros(row), crashAfter(row));
        if (length != ArrivalCursor.ENDLESS) {
            timeline.schedule(endEvent, Math.addExact(now, length), row, tasks.generation(row));
        }
    }

    /** Microseconds until this attempt crashes; the draw belongs to (task, attempt). */
    private long crashAfter(int row) {
        if (faults.crashes().isEmpty()) {
            return ArrivalCursor.ENDLESS;
        }
        Law law = faults.crashes().get();
        double seconds = law.sample(crashStream.at(tasks.ordinal(row), tasks.attempt(row)));
        return (long) (seconds * MICROS_PER_SECOND);
    }

    private void end(int row) {
        long now = clock.nowMicros();
        int instance = release(row);
        if (now - tasks.startedMicros(row) >= tasks.runMicros(row)) {
            recorder.completed(row, now);
            tasks.remove(row);
        } else {
            abort(row, true);
        }
        serve(instance);
    }

    private int release(int row) {
        int instance = tasks.instance(row);
        cluster.release(
                instance,
                kinds[tasks.definition(row)].needs(),
                tasks.cpuUnits(row),
                tasks.memoryMiB(row),
                tasks.gpus(row));
        return instance;
    }

    /** Ends all attempts on an instance that has gone. */
    void loseTasksOn(int instance) {
        for (int row = 0; row < tasks.rows(); row++) {
            if (tasks.status(row) == TaskStatus.RUNNING && tasks.instance(row) == instance) {
                if (tasks.runMicros(row) != ArrivalCursor.ENDLESS
                        || faults.crashes().isPresent()) {
                    cancelEnd(row);
                }
                release(row);
                abort(row, false);
            }
        }
    }

    private void cancelEnd(int row) {
        tasks.nextGeneration(row);
        timeline.cancelled();
    }

    /** An attempt has ended before its time: keep what was checkpointed, try again or give up. */
    private void abort(int row, boolean byTaskItself) {
        long now = clock.nowMicros();
        FaultPlan.Recovery recovery = faults.recovery();
        long ran = now - tasks.startedMicros(row);
        boolean again = tasks.attempt(row) < recovery.maxRetries();
        long kept = again && recovery.checkpointMicros() > 0 ? ran - ran % recovery.checkpointMicros() : 0;
        recorder.aborted(row, now, byTaskItself, kept);
        if (!again) {
            giveUp(row);
            return;
        }
        int attempt = tasks.attempt(row) + 1;
        long run = recovery.checkpointMicros() > 0
                ? leftToRun(row, kept) // also when this attempt added nothing to what earlier ones kept
                : arrivals.runMicros(tasks.definition(row), tasks.ordinal(row), attempt, tasks.runMicros(row));
        tasks.setStatus(row, TaskStatus.BACKING_OFF);
        tasks.nextAttempt(row, run);
        timeline.schedule(retryEvent, now + recovery.backoffMicros(attempt), row, tasks.generation(row));
    }

    private long leftToRun(int row, long keptMicros) {
        long run = tasks.runMicros(row);
        return run == ArrivalCursor.ENDLESS ? run : run - keptMicros;
    }

    private void backOff(int row, Backoff backoff) {
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
        submit(row);
    }

    private void giveUp(int row) {
        recorder.failed(row, clock.nowMicros());
        tasks.remove(row);
    }

    /** Offers an instance that changed to those who wait. */
    void serve(int instance) {
        while (queue.size() > 0) {
            int row = queue.takeFitting(instance);
            if (row == WaitQueue.NONE) {
                return;
            }
            pipeline.placeOn(requestOf(row), instance); // it fits nowhere else: that is why it waited
            start(row, instance);
            if (inOrder.isPresent()) {
                serveHeads(inOrder.get());
                return;
            }
        }
    }

    /** Behind a head that has left under strict FIFO stands a task that nobody has tried to place yet. */
    private void serveHeads(StrictQueue line) {
        while (line.size() > 0) {
            int instance = pipeline.place(requestOf(line.head()));
            if (instance == PlacementPipeline.NONE) {
                sampleRefusal(line.head());
                return;
            }
            start(line.takeHead(), instance);
        }
    }

    /** Counts why instances refuse, at most once a definition and simulated minute: exact counts cost a scan. */
    private void sampleRefusal(int row) {
        int definition = tasks.definition(row);
        long now = clock.nowMicros();
        if (refusalSampledAt[definition] == Long.MIN_VALUE
                || now - refusalSampledAt[definition] >= REFUSAL_SAMPLE_MICROS) {
            refusalSampledAt[definition] = now;
            pipeline.explain(requestOf(row), recorder.refusalCounts());
        }
    }
}
