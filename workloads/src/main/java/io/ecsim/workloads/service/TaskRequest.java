package io.ecsim.workloads.service;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PlacementStrategy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call of RunTask or StartTask as read from a document.
 *
 * @param taskDefinition family, {@code family:revision} or ARN
 * @param cluster name of the cluster, where it is stated
 * @param count how many tasks RunTask starts, 1 to 10; 1 for StartTask, which starts one on each instance
 * @param group task group, where it is stated (R1.23)
 * @param startedBy who starts them, where it is stated
 * @param constraints placement constraints of the call; none for StartTask (R1.10)
 * @param strategy placement strategy of the call, where it is stated
 * @param capacity on what they run
 * @param containerInstances ids or ARNs of the instances of StartTask, at most 10; empty for RunTask
 * @param volumeSizesGiB sizes of the volumes that the task definition leaves open until launch, by name
 * @param ignoredFields paths of fields that Amazon ECS knows and the simulation does not model
 */
public record TaskRequest(
        String taskDefinition,
        Optional<String> cluster,
        int count,
        Optional<String> group,
        Optional<String> startedBy,
        List<PlacementConstraint> constraints,
        Optional<List<PlacementStrategy>> strategy,
        RequestFields.StatedCapacity capacity,
        List<String> containerInstances,
        Map<String, Integer> volumeSizesGiB,
        List<String> ignoredFields) {

    public TaskRequest {
        constraints = List.copyOf(constraints);
        strategy = strategy.map(List::copyOf);
        containerInstances = List.copyOf(containerInstances);
        volumeSizesGiB = Collections.unmodifiableMap(new TreeMap<>(volumeSizesGiB));
        ignoredFields = List.copyOf(ignoredFields);
    }
}
