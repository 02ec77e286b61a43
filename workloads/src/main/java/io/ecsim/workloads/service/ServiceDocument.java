package io.ecsim.workloads.service;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Service;
import io.ecsim.workloads.document.Node;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A service as read from a document.
 *
 * @param service what the simulation uses
 * @param cluster name of its cluster, where the document says so
 * @param constraints placement constraints of its tasks
 * @param taskDefinition family, {@code family:revision} or ARN of what it runs, where the document says so
 * @param capacity on what its tasks run
 * @param loadBalancers where its target groups reach its tasks
 * @param volumeSizesGiB sizes of the volumes that its task definition leaves open until launch, by name
 * @param ignoredFields paths of fields that Amazon ECS knows and the simulation does not model, in document order
 */
public record ServiceDocument(
        Service service,
        Optional<String> cluster,
        List<PlacementConstraint> constraints,
        Optional<String> taskDefinition,
        RequestFields.StatedCapacity capacity,
        List<LoadBalancer> loadBalancers,
        Map<String, Integer> volumeSizesGiB,
        List<String> ignoredFields) {

    public ServiceDocument {
        constraints = List.copyOf(constraints);
        loadBalancers = List.copyOf(loadBalancers);
        volumeSizesGiB = Collections.unmodifiableMap(new TreeMap<>(volumeSizesGiB));
        ignoredFields = List.copyOf(ignoredFields);
    }

    /**
     * An entry of loadBalancers.
     *
     * @param node its place
     * @param targetGroup name of the target group, or of a Classic Load Balancer
     * @param container name of the container that it reaches; empty where the document does not say
     * @param port port of that container, 0 where the document does not say
     */
    public record LoadBalancer(Node node, String targetGroup, String container, int port) {}
}
