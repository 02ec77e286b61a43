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
    private final boolean[] attributes;
    private final boolean[] memberOf;
    private final boolean[] classes;
    private final List<ClusterQuery> perInstance;
    private final boolean distinctInstance;
    private final boolean readsTasks;
    private final int group;
    private final ClusterFacts facts;
    private final boolean alwaysNow;

    private CompiledConstraints(
            boolean[] members,
            boolean[] attributes,
            boolean[] memberOf,
            List<ClusterQuery> perInstance,
            boolean distinctInstance,
            int group,
            ClusterFacts facts) {
        this.members = members;
        this.attributes = attributes;
        this.memberOf = memberOf;
        this.classes = new boolean[members.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = members[i] && attributes[i] && memberOf[i];
        }
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
        boolean[] attributes = members.clone();
        boolean[] memberOf = members.clone();
        List<ClusterQuery> perInstance = new ArrayList<>();
        boolean distinct = false;
        ClusterFacts facts = new ClusterFacts(cluster);
        for (PlacementConstraint constraint : constraints) {
            if (constraint instanceof PlacementConstraint.MemberOf stated) {
                ClusterQuery query = stated.expression();
                if (query.readsOnlyAttributes()) {
                    keepMatching(memberOf, query, facts);
                } else {
                    perInstance.add(query);
                    if (query.readsTaskGroups()) {
                        cluster.trackGroupsByInstance();
                    }
                }
            } else if (constraint instanceof PlacementConstraint.RequiredAttribute required) {
                for (int i = 0; i < attributes.length; i++) {
                    attributes[i] &= facts.ofClass(i)
                            .attribute(required.name())
                            .filter(required.value()::equals)
                            .isPresent();
                }
            } else {
                distinct = true;
            }
        }
        return new CompiledConstraints(members, attributes, memberOf, perInstance, distinct, group, facts);
    }

    private static void keepMatching(boolean[] classes, ClusterQuery query, ClusterFacts facts) {
        for (int i = 0; i < classes.length; i++) {
            classes[i] = classes[i] && query.matches(facts.ofClass(i));
        }
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

    /** Whether instances of a class have the attributes that the task definition requires (R1.3). */
    boolean hasAttributes(int instanceClass) {
        return attributes[instanceClass];
    }

    /** Whether the constraints on attributes hold for instances of a class; others are asked per instance. */
    boolean memberOfClass(int instanceClass) {
        return memberOf[instanceClass];
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
