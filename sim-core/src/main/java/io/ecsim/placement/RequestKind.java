package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Service;
import java.util.List;

/**
 * What all requests of one definition share: needs beyond CPU, memory and GPUs, constraints, group. Belongs to one
 * cluster; constraints are compiled once, here.
 */
public final class RequestKind {

    private final DefinitionNeeds needs;
    private final CompiledConstraints constraints;
    private final boolean service;
    private final boolean plain;
    private final String groupName;

    private RequestKind(DefinitionNeeds needs, CompiledConstraints constraints, boolean service, String groupName) {
        this.needs = needs;
        this.constraints = constraints;
        this.service = service;
        this.groupName = groupName;
        this.plain = needs.isPlain() && constraints.alwaysNow();
    }

    /**
     * Returns the kind of a demand in a group of a cluster. Must be made before the first task is placed.
     *
     * @param constraints of definition and request together (R1.6)
     * @param service whether the group is a service (R1.30)
     * @param clusterName whose instances may take its tasks
     */
    public static RequestKind of(
            ClusterState cluster,
            Demand demand,
            String group,
            List<PlacementConstraint> constraints,
            boolean service,
            String clusterName) {
        DefinitionNeeds needs = cluster.needs(demand, group);
        CompiledConstraints compiled = CompiledConstraints.of(cluster, constraints, needs.group(), clusterName);
        if (service || compiled.distinctInstance()) {
            cluster.trackGroupsByInstance();
        }
        return new RequestKind(needs, compiled, service, group);
    }

    /** Returns the kind of a demand in a group of the default cluster. Must be made before the first task is placed. */
    public static RequestKind of(
            ClusterState cluster, Demand demand, String group, List<PlacementConstraint> constraints, boolean service) {
        return of(cluster, demand, group, constraints, service, Service.DEFAULT_CLUSTER);
    }

    /** Returns the needs beyond CPU, memory and GPUs. */
    public DefinitionNeeds needs() {
        return needs;
    }

    /** Returns whether a task placed on an instance can make it fit for a task of this kind (affinity, R1.57). */
    public boolean readsTasks() {
        return constraints.readsTasks();
    }

    /** Returns the name of the task group. */
    String groupName() {
        return groupName;
    }

    /** Returns whether nothing but CPU, memory and GPUs keeps a task of this kind off an instance. */
    public boolean unconstrained() {
        return plain && constraints.allowsEveryClass();
    }

    /** Returns whether the constraints on attributes let a task of this kind on instances of a class. */
    public boolean allowsClass(int instanceClass) {
        return constraints.classes()[instanceClass];
    }

    CompiledConstraints constraints() {
        return constraints;
    }

    /** Nothing but CPU, memory and GPUs decides whether a member instance fits. */
    boolean plain() {
        return plain;
    }

    boolean service() {
        return service;
    }
}
