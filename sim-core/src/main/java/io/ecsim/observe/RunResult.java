package io.ecsim.observe;

import io.ecsim.billing.Bill;
import io.ecsim.placement.DecisionTimes;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.SchedulerCount;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one run hands over.
 *
 * @param strategy name of the strategy that placed
 * @param seed the scenario's seed
 * @param replication index of the replication, from 0
 * @param counts what became of the tasks
 * @param metrics value by metric; absent where the run has no such value (no GPUs, no large tasks)
 * @param waits waits of all tasks
 * @param waitsByPriority waits of the tasks of each priority, the greatest first; empty when all tasks have the same
 * @param series sampled quantities
 * @param refusals sampled reasons why instances refused tasks: instances counted by the first condition that failed
 * @param calls how calls beside the workload were answered, by name; empty when there are none
 * @param controlPlane what the control plane did; absent in a world without one
 * @param clusters what each cluster did; empty where there is but one
 * @param bill what it cost, line by line
 * @param faults the faults that struck, where any is planned
 * @param scheduler what the strategies counted beside placing; without the counts that are 0
 * @param decisionTimes how long decisions outside the run took by the wall clock, and what of it was charged
 * @param events engine events handled
 * @param digest checksum of every placement and end, in order: equal runs have equal digests
 */
public record RunResult(
        String strategy,
        long seed,
        int replication,
        TaskCounts counts,
        Map<Metric, Double> metrics,
        WaitDistribution waits,
        List<PriorityWaits> waitsByPriority,
        List<Series> series,
        Map<Refusal, Long> refusals,
        List<CallCounts> calls,
        Optional<ControlPlaneResult> controlPlane,
        List<ClusterUse> clusters,
        Bill bill,
        FaultTimeline faults,
        Map<SchedulerCount, Long> scheduler,
        DecisionTimes decisionTimes,
        long events,
        long digest) {

    public RunResult {
        metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
        waitsByPriority = List.copyOf(waitsByPriority);
        series = List.copyOf(series);
        calls = List.copyOf(calls);
        clusters = List.copyOf(clusters);
        scheduler = scheduler.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(scheduler));
        refusals = refusals.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(refusals));
    }

    /** Makes the result of a run without a bill. */
    public RunResult(
            String strategy,
            long seed,
            int replication,
            TaskCounts counts,
            Map<Metric, Double> metrics,
            WaitDistribution waits,
            List<PriorityWaits> waitsByPriority,
            List<Series> series,
            Map<Refusal, Long> refusals,
            List<CallCounts> calls,
            Optional<ControlPlaneResult> controlPlane,
            List<ClusterUse> clusters,
            long events,
            long digest) {
        this(
                strategy,
                seed,
                replication,
                counts,
                metrics,
                waits,
                waitsByPriority,
                series,
                refusals,
                calls,
                controlPlane,
                clusters,
                Bill.NONE,
                FaultTimeline.NONE,
                Map.of(),
                DecisionTimes.NONE,
                events,
                digest);
    }

    /** Makes the result of a run whose tasks all have the same priority and come from the workload. */
    public RunResult(
            String strategy,
            long seed,
            int replication,
            TaskCounts counts,
            Map<Metric, Double> metrics,
            WaitDistribution waits,
            List<Series> series,
            Map<Refusal, Long> refusals,
            long events,
            long digest) {
        this(
                strategy,
                seed,
                replication,
                counts,
                metrics,
                waits,
                List.of(),
                series,
                refusals,
                List.of(),
                Optional.empty(),
                List.of(),
                Bill.NONE,
                FaultTimeline.NONE,
                Map.of(),
                DecisionTimes.NONE,
                events,
                digest);
    }

    /** Returns what the strategies counted. */
    public long count(SchedulerCount count) {
        return scheduler.getOrDefault(count, 0L);
    }

    /** Returns a metric's value, or NaN where this run has none. */
    public double value(Metric metric) {
        return metrics.getOrDefault(metric, Double.NaN);
    }
}
