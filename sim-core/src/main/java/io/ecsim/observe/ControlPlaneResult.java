package io.ecsim.observe;

import io.ecsim.cluster.StopCode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the control plane of a run did.
 *
 * @param deployments all deployments of all services, in the order in which they began
 * @param messages the newest event messages of each service, service by service, at most 100 of each (R4.60)
 * @param images what image pulls did
 * @param stops tasks that stopped, by stop code (R3.20); only codes that occurred
 * @param leastHealthyShare least share of healthy tasks among the desired ones that a service had at any time after its
 *     first deployment completed; absent where none completed
 * @param scaled what Service Auto Scaling did, service by service
 * @param requests what became of the requests on services; absent where nobody makes any
 * @param groups what Auto Scaling groups did, in the order of the world
 * @param provisioningTimeouts tasks that waited in vain for capacity of their provider (R5.31)
 */
public record ControlPlaneResult(
        List<DeploymentRecord> deployments,
        List<ServiceEvent> messages,
        ImageTotals images,
        Map<StopCode, Long> stops,
        OptionalDouble leastHealthyShare,
        List<ScaledService> scaled,
        Optional<RequestResult> requests,
        List<GroupTotals> groups,
        long provisioningTimeouts) {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double BYTES_PER_GB = 1e9;

    /** Makes the result of a run in which no service scales or gets requests. */
    public ControlPlaneResult(
            List<DeploymentRecord> deployments,
            List<ServiceEvent> messages,
            ImageTotals images,
            Map<StopCode, Long> stops,
            OptionalDouble leastHealthyShare) {
        this(deployments, messages, images, stops, leastHealthyShare, List.of(), Optional.empty(), List.of(), 0);
    }

    public ControlPlaneResult {
        groups = List.copyOf(groups);
        scaled = List.copyOf(scaled);
        deployments = List.copyOf(deployments);
        messages = List.copyOf(messages);
        stops = stops.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(stops));
    }

    /** Adds the metrics that follow from this. */
    void into(Map<Metric, Double> metrics) {
        leastHealthyShare.ifPresent(share -> metrics.put(Metric.TROUGH, share));
        if (!groups.isEmpty()) {
            metrics.put(Metric.LAUNCHED, (double)
                    groups.stream().mapToLong(GroupTotals::launched).sum());
            metrics.put(
                    Metric.FLEET_MEAN,
                    groups.stream().mapToDouble(GroupTotals::meanMachines).sum());
            metrics.put(Metric.FLEET_PEAK, (double)
                    groups.stream().mapToInt(GroupTotals::peakMachines).sum());
            metrics.put(
                    Metric.CAPACITY_SHORT,
                    groups.stream().mapToLong(GroupTotals::insufficientMicros).sum() / MICROS_PER_SECOND);
            metrics.put(Metric.PROVISIONING_TIMEOUTS, (double) provisioningTimeouts);
        }
        deployments.stream()
                .filter(deployment ->
                        deployment.replaces() && deployment.state() == DeploymentStateChange.State.COMPLETED)
                .mapToLong(deployment -> deployment.endedMicros() - deployment.startedMicros())
                .average()
                .ifPresent(micros -> metrics.put(Metric.DEPLOYMENT_TIME, micros / MICROS_PER_SECOND));
        if (!deployments.isEmpty()) {
            metrics.put(Metric.DEPLOYMENTS_FAILED, (double) deployments.stream()
                    .filter(deployment -> deployment.state() == DeploymentStateChange.State.FAILED)
                    .count());
        }
        if (!scaled.isEmpty()) {
            metrics.put(Metric.SCALING_ACTIONS, (double) scaled.stream()
                    .mapToLong(each -> each.scaleOuts() + each.scaleIns())
                    .sum());
            metrics.put(
                    Metric.TASKS_MEAN,
                    scaled.stream().mapToDouble(ScaledService::runningMean).sum());
        }
        metrics.put(Metric.FAILED_STARTS, (double) stops.getOrDefault(StopCode.TASK_FAILED_TO_START, 0L));
        requests.ifPresent(result -> result.into(metrics));
        metrics.put(Metric.PULLED, images.bytes() / BYTES_PER_GB);
    }
}
