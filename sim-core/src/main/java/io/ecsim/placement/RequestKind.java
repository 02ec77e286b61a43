package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import java.util.List;

/**
 * What all requests of one definition share: needs beyond CPU, memory and GPUs, constraints, group.
 *
 * @param needs in the numbers of one cluster
 * @param constraints of definition and request together (R1.6)
 * @param service whether the group is a service (R1.30)
 */
public record RequestKind(DefinitionNeeds needs, List<PlacementConstraint> constraints, boolean service) {

    public RequestKind {
        constraints = List.copyOf(constraints);
    }

    /** Returns the kind of a demand in a group of a cluster. */
    public static RequestKind of(
            ClusterState cluster, Demand demand, String group, List<PlacementConstraint> constraints, boolean service) {
        return new RequestKind(cluster.needs(demand, group), constraints, service);
    }

    boolean distinctInstance() {
        return constraints.stream().anyMatch(PlacementConstraint.DistinctInstance.class::isInstance);
    }
}
