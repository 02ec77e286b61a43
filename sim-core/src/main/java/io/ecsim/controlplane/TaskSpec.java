package io.ecsim.controlplane;

import io.ecsim.model.Launch;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * How tasks of one definition are run: the part of RunTask and CreateService that placement sees.
 *
 * @param definition the task definition
 * @param group task group; {@code family:<family>} unless stated (R1.23)
 * @param constraints constraints of the request, ANDed with those of the definition (R1.6)
 * @param service whether the group is a service: ties then prefer instances with fewer of its tasks (R1.30)
 * @param cluster name of the cluster that runs them
 * @param behaviour what their programs do; of no meaning in a world without a control plane
 * @param launch on what they run; EC2 in a world without a control plane
 */
public record TaskSpec(
        TaskDefinition definition,
        String group,
        List<PlacementConstraint> constraints,
        boolean service,
        String cluster,
        TaskBehaviour behaviour,
        Launch launch) {

    /** Most constraints of definition and request together (R1.6). */
    public static final int MAX_CONSTRAINTS = 10;

    /** Makes a spec for the default cluster whose programs are steady. */
    public TaskSpec(TaskDefinition definition, String group, List<PlacementConstraint> constraints, boolean service) {
        this(definition, group, constraints, service, Service.DEFAULT_CLUSTER, TaskBehaviour.STEADY);
    }

    /** Makes a spec of the launch type EC2. */
    public TaskSpec(
            TaskDefinition definition,
            String group,
            List<PlacementConstraint> constraints,
            boolean service,
            String cluster,
            TaskBehaviour behaviour) {
        this(definition, group, constraints, service, cluster, behaviour, Launch.EC2);
    }

    /** Returns this spec on other capacity. */
    public TaskSpec with(Launch other) {
        return new TaskSpec(definition, group, constraints, service, cluster, behaviour, other);
    }

    public TaskSpec {
        if (group.isEmpty()) {
            throw new IllegalArgumentException("a task group needs a name");
        }
        long constraintCount = Stream.concat(definition.constraints().stream(), constraints.stream())
                .filter(constraint -> !(constraint instanceof PlacementConstraint.RequiredAttribute))
                .count();
        if (constraintCount > MAX_CONSTRAINTS) {
            throw new IllegalArgumentException(
                    group + " has " + constraintCount + " constraints; ECS allows " + MAX_CONSTRAINTS + " (R1.6)");
        }
        constraints = List.copyOf(constraints);
    }

    /** Returns the name of the group among those of all clusters. */
    public String groupInCluster() {
        return cluster.equals(Service.DEFAULT_CLUSTER) ? group : cluster + "/" + group;
    }

    /** Returns the constraints of definition and request together (R1.6). */
    public List<PlacementConstraint> allConstraints() {
        return Stream.concat(definition.constraints().stream(), constraints.stream())
                .toList();
    }

    /** Returns the spec of standalone tasks in the default group of their family, without constraints. */
    public static TaskSpec standalone(TaskDefinition definition) {
        return new TaskSpec(definition, "family:" + definition.family(), List.of(), false);
    }
}
