package io.ecsim.model;

import java.util.List;
import java.util.Optional;

/**
 * A service as CreateService takes it; its task definitions belong to its deployments.
 *
 * @param name unique in its cluster; its task group is {@code service:<name>} (R1.23)
 * @param cluster name of its cluster
 * @param schedulingStrategy REPLICA unless stated
 * @param desiredCount tasks to keep, at least 0; of no meaning for DAEMON
 * @param deployment bounds of its deployments; rolling for DAEMON
 * @param targetGroups load balancer target groups that each task joins; at most 5 (R4.43)
 * @param healthCheckGraceSeconds health is not looked at so long after a task's start (R4.17)
 * @param availabilityZoneRebalancing whether tasks move when zones are out of balance (R1.70-R1.75)
 * @param placementStrategy its own strategy; absent: the one under comparison
 */
public record Service(
        String name,
        String cluster,
        SchedulingStrategy schedulingStrategy,
        int desiredCount,
        DeploymentConfiguration deployment,
        List<TargetGroup> targetGroups,
        int healthCheckGraceSeconds,
        boolean availabilityZoneRebalancing,
        Optional<List<PlacementStrategy>> placementStrategy) {

    /** Name of the cluster that ECS assumes where none is stated. */
    public static final String DEFAULT_CLUSTER = "default";

    private static final int MOST_TARGET_GROUPS = 5;
    private static final int MOST_STRATEGIES = 5;

    public Service {
        if (name.isEmpty() || cluster.isEmpty()) {
            throw new IllegalArgumentException("a service needs a name and a cluster");
        }
        if (desiredCount < 0) {
            throw new IllegalArgumentException("desiredCount must be at least 0, was " + desiredCount);
        }
        requireFits(schedulingStrategy, deployment);
        if (healthCheckGraceSeconds < 0) {
            throw new IllegalArgumentException(
                    "healthCheckGracePeriodSeconds must be at least 0, was " + healthCheckGraceSeconds);
        }
        if (targetGroups.size() > MOST_TARGET_GROUPS) {
            throw new IllegalArgumentException(
                    "a service has at most " + MOST_TARGET_GROUPS + " target groups, was " + targetGroups.size());
        }
        if (placementStrategy.isPresent() && placementStrategy.get().size() > MOST_STRATEGIES) {
            throw new IllegalArgumentException("a service has at most " + MOST_STRATEGIES + " strategies, was "
                    + placementStrategy.get().size());
        }
        targetGroups = List.copyOf(targetGroups);
        placementStrategy = placementStrategy.map(List::copyOf);
    }

    /** Returns a REPLICA service with the defaults of ECS in the default cluster. */
    public static Service replica(String name, int desiredCount) {
        return new Service(
                name,
                DEFAULT_CLUSTER,
                SchedulingStrategy.REPLICA,
                desiredCount,
                DeploymentConfiguration.DEFAULT,
                List.of(),
                0,
                false,
                Optional.empty());
    }

    /**
     * Refuses a deployment configuration that its scheduling strategy does not take: a DAEMON service deploys rolling.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    public void requireFits(DeploymentConfiguration other) {
        requireFits(schedulingStrategy, other);
    }

    private static void requireFits(SchedulingStrategy scheduling, DeploymentConfiguration deployment) {
        boolean rolling = deployment.strategy() instanceof DeploymentStrategy.Rolling;
        if (scheduling == SchedulingStrategy.DAEMON && !rolling) {
            throw new IllegalArgumentException(
                    "a DAEMON service takes the deployment strategy ROLLING only, was " + deployment.strategy());
        }
    }

    /** Returns the task group of its tasks (R1.23). */
    public String group() {
        return "service:" + name;
    }
}
