package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.query.ClusterQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * The constraints of a request in the numbers of one cluster. Queries on attributes alone are answered here, once per
 * instance class; the others are asked per instance and decision.
 */
final class CompiledConstraints {

    private final boolean[] members;
    private final boolean[] classes;
    private final List<ClusterQuery> perInstance;
    private final boolean distinctInstance;
    private final boolean readsTasks;
    private final int group;
    private final ClusterFacts facts;
    private final boolean alwaysNow;

    private CompiledConstraints(
            boolean[] members,
            boolean[] classes,
            List<ClusterQuery> perInstance,
            boolean distinctInstance,
            int group,
            ClusterFacts facts) {
        this.members = members;
        this.classes = classes;
        this.perInstance = List.copyOf(perInstance);
        this.distinctInstance = distinctInstance;
        this.readsTasks = perInstance.stream().anyMatch(ClusterQuery::readsTasks);
        this.group = group;
        this.facts = facts;
        this.alwaysNow = perInstance.isEmpty() && !distinctInstance;
    }

    static CompiledConstraints of(
            ClusterState cluster, List<PlacementConstraint> constraints, int group, String clusterName) {
        boolean[] members = new boolean[cluster.instanceClasses()];
        for (int i = 0; i < members.length; i++) {
            members[i] = cluster.classCluster(i).equals(clusterName);
        }
        boolean[] classes = members.clone();
        List<ClusterQuery> perInstance = new ArrayList<>();
        boolean distinct = false;
        ClusterFacts facts = new ClusterFacts(cluster);
        for (PlacementConstraint constraint : constraints) {
            if (constraint instanceof PlacementConstraint.MemberOf memberOf) {
                ClusterQuery query = memberOf.expression();
                if (query.readsOnlyAttributes()) {
                    for (int i = 0; i < classes.length; i++) {
                        classes[i] = classes[i] && query.matches(facts.ofClass(i));
                    }
                } else {
                    perInstance.add(query);
                    if (query.readsTaskGroups()) {
                        cluster.trackGroupsByInstance();
                    }
                }
            } else {
                distinct = true;
            }
        }
        return new CompiledConstraints(members, classes, perInstance, distinct, group, facts);
    }

    boolean[] classes() {
        return classes;
    }

    boolean distinctInstance() {
        return distinctInstance;
    }

    /** Whether a task's arrival on an instance can make a refused request fit there. */
    boolean readsTasks() {
        return readsTasks;
    }

    /** Whether instances of a class belong to the cluster of the request. */
    boolean inCluster(int instanceClass) {
        return members[instanceClass];
    }

    boolean allowsClass(int instanceClass) {
        return classes[instanceClass];
    }

    boolean allowsEveryClass() {
        for (boolean allowed : classes) {
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    boolean alwaysNow() {
        return alwaysNow;
    }

    /** What depends on more than the class. */
    boolean allowsNow(ClusterState cluster, int instance) {
        return alwaysNow || (memberOfNow(instance) && distinctNow(cluster, instance));
    }

    boolean memberOfNow(int instance) {
        for (ClusterQuery query : perInstance) {
            if (!query.matches(facts.ofInstance(instance))) {
                return false;
            }
        }
        return true;
    }

    boolean distinctNow(ClusterState cluster, int instance) {
        return !distinctInstance || cluster.tasksOfGroup(group, instance) == 0;
    }
}
