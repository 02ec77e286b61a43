package io.ecsim.observe;

import io.ecsim.billing.Bill;
import io.ecsim.billing.Billing;
import io.ecsim.billing.BillingPlan;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.model.ContainerInstance;
import io.ecsim.placement.DecisionTimes;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.SchedulerCount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears every transition of a run and keeps the default metrics (models.md M4) in primitives: constant time a
 * transition; fragmentation and exposure are sampled.
 */
public final class RunRecorder {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_HOUR = 3.6e9;

    private final ClusterState cluster;
    private final TaskTable tasks;
    private final boolean[] ofServices;
    private final long fromMicros;
    private final WaitRecorder waits;
    private final SampledMetrics sampled;
    private final UsageRecorder usage;
    private final LossRecorder losses;
    private final BillRecorder bill;
    private final StartRecorder starts = new StartRecorder();

    /** Absent where all is one cluster. */
    private final @Nullable ClusterRecorder clusters;

    /** Absent where no fault is planned. */
    private @Nullable FaultRecorder faults;

    private long requested;
    private long placed;
    private long completed;
    private long failed;
    private long crashed;

    /** Tasks moved since the warm-up ended, or -1 where the strategy moves none. */
    private long moves = -1;

    private final WideSum lostCpuMicros = new WideSum();
    private final WideSum usefulCpuMicros = new WideSum();
    private final long[] refusals = new long[Refusal.values().length];
    private final long[] stops = new long[StopCode.values().length];
    private long lastMicros;
    private long digest = 0x9E3779B97F4A7C15L;

    /**
     * Makes a recorder.
     *
     * @param fromMicros end of the warm-up: tasks requested from here on count, integrals begin here
     * @param ofServices by definition index: whether its tasks belong to a service under a control plane. Such tasks use
     *     resources like all others, but are asked for again and again: requests and waits are not counted
     * @param clusterOf by definition index: the cluster that runs its tasks
     * @param billing what is billed, at which prices
     */
    public RunRecorder(
            ClusterState cluster,
            TaskTable tasks,
            long fromMicros,
            boolean[] ofServices,
            List<String> clusterOf,
            BillingPlan billing) {
        this.cluster = cluster;
        this.tasks = tasks;
        this.ofServices = ofServices.clone();
        this.fromMicros = fromMicros;
        this.waits = new WaitRecorder(cluster);
        this.sampled = new SampledMetrics(cluster);
        this.usage = new UsageRecorder(cluster, fromMicros);
        this.losses = new LossRecorder(cluster);
        this.bill = new BillRecorder(billing, fromMicros);
        ClusterRecorder recorder = new ClusterRecorder(cluster, clusterOf, fromMicros);
        this.clusters = recorder.isNeeded() ? recorder : null;
    }

    private boolean counts(int row) {
        return tasks.requestedMicros(row) >= fromMicros && !ofServices[tasks.definition(row)];
    }

    /** Whether a task in this status has no instance yet, or none any more. */
    private static boolean waits(TaskStatus status) {
        return status == TaskStatus.PROVISIONING || status == TaskStatus.BACKING_OFF;
    }

    /** A task has arrived. */
    public void requested(int row) {
        lastMicros = tasks.requestedMicros(row);
        sampled.requested(tasks.cpuUnits(row), tasks.memoryMiB(row));
        if (counts(row)) {
            requested++;
            waits.requested(tasks.cpuUnits(row), tasks.memoryMiB(row), tasks.priority(row));
            if (clusters != null) {
                clusters.requested(tasks.definition(row));
            }
        }
    }

    /** A task is given an instance. */
    public void placed(int row, int instance, long nowMicros) {
        took(row, instance, nowMicros);
        if (tasks.attempt(row) == 0 && counts(row)) {
            if (clusters != null) {
                clusters.placed(tasks.definition(row), nowMicros - tasks.requestedMicros(row));
            }
            placed++;
            waits.placed(
                    tasks.cpuUnits(row),
                    tasks.memoryMiB(row),
                    tasks.priority(row),
                    nowMicros - tasks.requestedMicros(row));
        }
    }

    /** A task has reserved what it needs on an instance. */
    private void took(int row, int instance, long nowMicros) {
        digest = mix(digest, Long.rotateLeft(tasks.ordinal(row), 24) ^ instance, nowMicros);
        lastMicros = nowMicros;
        usage.inUse(nowMicros);
        if (clusters != null && !cluster.isFargate(instance)) {
            clusters.holds(instance, nowMicros);
        }
    }

    /** The strategy of this run moves tasks: moves are counted from here on. */
    public void repacks() {
        moves = 0;
    }

    /** A task that was stopped to be moved has been given its new instance. */
    public void moved(int row, int instance, long nowMicros) {
        took(row, instance, nowMicros);
        if (nowMicros >= fromMicros) {
            moves++;
        }
    }

    /** A task under a control plane has STOPPED. */
    public void stopped(StopCode code) {
        stops[code.ordinal()]++;
    }

    /** Returns how many tasks stopped, by stop code; only codes that occurred. */
    public Map<StopCode, Long> stops() {
        Map<StopCode, Long> counted = new EnumMap<>(StopCode.class);
        for (StopCode code : StopCode.values()) {
            if (stops[code.ordinal()] > 0) {
                counted.put(code, stops[code.ordinal()]);
            }
        }
        return counted;
    }

    /** A task under a control plane has become RUNNING so long after it was created. */
    public void running(long nowMicros, long latencyMicros) {
        if (nowMicros >= fromMicros) {
            starts.running(latencyMicros);
        }
    }

    /** A task has run to its end, for so many microseconds; its resources have been released. */
    public void completed(int row, long nowMicros, long ranMicros) {
        usefulCpuMicros.addProduct(tasks.cpuUnits(row), Math.min(ranMicros, inWindow(row, nowMicros)));
        if (counts(row)) {
            completed++;
        }
    }

    /**
     * An attempt has ended before its time; its resources have been released.
     *
     * @param ranMicros how long it ran, in microseconds
     * @param keptMicros how much of that was checkpointed, in microseconds
     */
    public void aborted(int row, long nowMicros, boolean byTaskItself, long ranMicros, long keptMicros) {
        worked(row, nowMicros, ranMicros, keptMicros);
        if (nowMicros >= fromMicros) {
            if (byTaskItself) {
                crashed++;
            } else {
                losses.lost(nowMicros);
            }
        }
    }

    /**
     * A task has been stopped to be moved; its resources have been released. Nothing failed: only work is lost.
     *
     * @param ranMicros how long it ran since it was placed or moved last, in microseconds
     * @param keptMicros how much of that was checkpointed, in microseconds
     */
    public void stoppedToMove(int row, long nowMicros, long ranMicros, long keptMicros) {
        worked(row, nowMicros, ranMicros, keptMicros);
    }

    private void worked(int row, long nowMicros, long ranMicros, long keptMicros) {
        long kept = Math.min(keptMicros, inWindow(row, nowMicros));
        usefulCpuMicros.addProduct(tasks.cpuUnits(row), kept);
        if (nowMicros >= fromMicros) {
            lostCpuMicros.addProduct(tasks.cpuUnits(row), ranMicros - keptMicros);
        }
    }

    /** A task has been given up; its status still tells whether it had an instance. */
    public void failed(int row, long nowMicros) {
        failed(row, nowMicros, !waits(tasks.status(row)));
    }

    /** A task that waited for capacity has STOPPED without an instance (R5.31). */
    public void waitedInVain(int row, long nowMicros) {
        failed(row, nowMicros, false);
    }

    private void failed(int row, long nowMicros, boolean hadInstance) {
        lastMicros = nowMicros;
        if (counts(row)) {
            failed++;
            boolean placedBefore = tasks.attempt(row) > 0 || hadInstance;
            if (!placedBefore) { // a wait that ended in a placement was counted then
                waits.unplaced(tasks.priority(row), nowMicros - tasks.requestedMicros(row));
            }
        }
    }

    /** The resources of a task have been given back; its row still tells what they were. */
    public void released(int row, long nowMicros) {
        digest = mix(digest, ~tasks.ordinal(row), nowMicros);
        lastMicros = nowMicros;
        usage.inUse(nowMicros);
        if (cluster.isFargate(tasks.instance(row))) {
            return; // what it takes is no part of what instances register
        }
        if (clusters != null) {
            clusters.released(tasks.instance(row), nowMicros);
        }
        usage.reserved(tasks.cpuUnits(row), tasks.memoryMiB(row), tasks.gpuThousandths(row), inWindow(row, nowMicros));
    }

    private long inWindow(int row, long nowMicros) {
        return Math.max(0, nowMicros - Math.max(tasks.startedMicros(row), fromMicros));
    }

    /** What running containers use has changed, by millionths of a vCPU and by MiB (models.md M5). */
    public void used(long microVcpu, long memoryMiB, long nowMicros) {
        usage.used(microVcpu, memoryMiB, nowMicros);
    }

    /** Has somebody follow the faults of the run, before it begins. */
    public void follow(FaultRecorder recorder) {
        faults = recorder;
    }

    /** An instance has changed in a way that registers no resources: launched, not registered, gone. */
    public void changed(long nowMicros) {
        lastMicros = nowMicros;
    }

    /** An instance has become ACTIVE. */
    public void joined(ContainerInstance instance, long nowMicros) {
        lastMicros = nowMicros;
        usage.registered(instance, 1, nowMicros);
        if (faults != null) {
            faults.registered(1, nowMicros);
        }
    }

    /** An instance that was ACTIVE or DRAINING has gone. */
    public void left(ContainerInstance instance, long nowMicros) {
        lastMicros = nowMicros;
        usage.registered(instance, -1, nowMicros);
        if (faults != null) {
            faults.registered(-1, nowMicros);
        }
    }

    /** An instance that was launched earlier has been terminated, or the run has ended. */
    public void billed(ContainerInstance instance, long launchedMicros, long nowMicros) {
        bill.instance(instance, launchedMicros, nowMicros);
    }

    /** Returns who hears of everything else that costs money. */
    public Billing billing() {
        return bill;
    }

    /** Returns whether it matters how many bytes image pulls received before the warm-up ended. */
    public boolean countsImageBytes() {
        return bill.countsImageBytes();
    }

    /** The warm-up has ended, and image pulls had received so many bytes until then. */
    public void imageBytesBefore(long bytes) {
        bill.imageBytesBefore(bytes);
    }

    /** Returns when something last happened to a task or an instance, in microseconds. */
    public long lastMicros() {
        return lastMicros;
    }

    /** Returns where sampled refusal reasons are counted, by {@link Refusal#ordinal}. */
    public long[] refusalCounts() {
        return refusals;
    }

    /** Takes a sample of what is not kept at every change. */
    public void sample(long nowMicros, int waiting) {
        sampled.sample(nowMicros, nowMicros >= fromMicros, waiting);
    }

    /** Closes the books and returns the result. */
    public RunResult finish(RunEnd end) {
        long running = 0;
        long waiting = 0;
        for (int row = 0; row < tasks.rows(); row++) {
            TaskStatus status = tasks.status(row);
            if (status == TaskStatus.STOPPED) {
                continue;
            }
            boolean reserved = tasks.instance(row) >= 0;
            if (reserved && !cluster.isFargate(tasks.instance(row))) {
                usage.reserved(
                        tasks.cpuUnits(row),
                        tasks.memoryMiB(row),
                        tasks.gpuThousandths(row),
                        inWindow(row, end.nowMicros()));
            }
            if (!counts(row)) {
                continue;
            }
            if (reserved || !waits(status)) {
                running++;
                continue;
            }
            waiting++;
            if (tasks.attempt(row) == 0) {
                waits.unplaced(tasks.priority(row), end.nowMicros() - tasks.requestedMicros(row));
            }
        }
        usage.finish(end.nowMicros());
        Bill closed = bill.finish(
                end.nowMicros(),
                end.controlPlane().map(done -> done.images().bytes()).orElse(0L));
        double billedUsd = bill.totalUsd(closed);
        FaultTimeline timeline = faults == null ? FaultTimeline.NONE : faults.finish(end.nowMicros());
        TaskCounts taskCounts = new TaskCounts(requested, placed, completed, failed, waiting, running);
        return new RunResult(
                end.strategy(),
                end.seed(),
                end.replication(),
                taskCounts,
                metrics(taskCounts, timeline, end, billedUsd),
                waits.distribution(),
                waits.byPriority(),
                sampled.series(),
                refusalShares(),
                end.calls(),
                end.controlPlane(),
                clusters == null ? List.of() : clusters.finish(end.nowMicros()),
                closed,
                timeline,
                end.scheduler(),
                end.decisionTimes(),
                end.events(),
                digest);
    }

    /**
     * How a run ended.
     *
     * @param nowMicros when, in microseconds
     * @param decisions placement decisions made
     * @param probes instances or index blocks examined for them
     * @param withheldTasks tasks that will not arrive because one they wait for was given up; -1 where none waits
     * @param calls how calls beside the workload were answered
     * @param scheduler what the strategies counted
     * @param decisionTimes how long decisions outside the run took
     * @param controlPlane what the control plane did, if there is one
     */
    public record RunEnd(
            String strategy,
            long seed,
            int replication,
            long nowMicros,
            long events,
            long decisions,
            long probes,
            long withheldTasks,
            List<CallCounts> calls,
            Map<SchedulerCount, Long> scheduler,
            DecisionTimes decisionTimes,
            Optional<ControlPlaneResult> controlPlane) {}

    private Map<Metric, Double> metrics(TaskCounts taskCounts, FaultTimeline timeline, RunEnd end, double billedUsd) {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        waits.into(metrics);
        usage.into(metrics);
        metrics.put(Metric.BILLED, billedUsd);
        sampled.into(metrics);
        starts.into(metrics);
        end.controlPlane().ifPresent(controlPlane -> controlPlane.into(metrics));
        timeline.into(metrics);
        if (taskCounts.requested() > 0) {
            metrics.put(
                    Metric.UNPLACED, (double) (taskCounts.requested() - taskCounts.placed()) / taskCounts.requested());
        }
        metrics.put(Metric.COMPLETED, (double) taskCounts.completed());
        metrics.put(Metric.LOST, (double) losses.lost());
        metrics.put(Metric.LOST_AT_ONCE, losses.largestShare());
        metrics.put(Metric.CRASHED, (double) crashed);
        metrics.put(Metric.LOST_WORK, lostCpuMicros.toDouble() / 1024 / MICROS_PER_SECOND);
        double usefulHours = usefulCpuMicros.toDouble() / 1024 / MICROS_PER_HOUR;
        if (usefulHours > 0) {
            metrics.put(Metric.USEFUL_PRICE, billedUsd / usefulHours);
        }
        if (end.withheldTasks() >= 0) {
            metrics.put(Metric.WITHHELD, (double) end.withheldTasks());
        }
        if (end.decisions() > 0) {
            metrics.put(Metric.DECISION_COST, (double) end.probes() / end.decisions());
        }
        if (moves >= 0 && end.nowMicros() > fromMicros) {
            metrics.put(Metric.MOVE_RATE, moves * MICROS_PER_HOUR / (end.nowMicros() - fromMicros));
        }
        long commits = end.scheduler().getOrDefault(SchedulerCount.COMMITS, 0L);
        if (commits > 0) {
            long conflicts = end.scheduler().getOrDefault(SchedulerCount.CONFLICTS, 0L);
            metrics.put(Metric.CONFLICT_RATE, (double) conflicts / commits);
        }
        return metrics;
    }

    private Map<Refusal, Long> refusalShares() {
        Map<Refusal, Long> counted = new EnumMap<>(Refusal.class);
        for (Refusal refusal : Refusal.values()) {
            if (refusals[refusal.ordinal()] > 0) {
                counted.put(refusal, refusals[refusal.ordinal()]);
            }
        }
        return counted;
    }

    private static long mix(long hash, long subject, long time) {
        long z = (hash ^ subject) * 0xBF58476D1CE4E5B9L + time;
        z = (z ^ (z >>> 29)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 32);
    }
}
