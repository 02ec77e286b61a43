package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.workloads.document.Node;
import java.util.List;

/**
 * A container while its task definition is read.
 *
 * @param node its place
 * @param definition what placement needs
 * @param hasHealthCheck whether a healthCheck is defined
 * @param dependencies its dependsOn entries
 * @param startsAfter names of the containers that start before it: dependsOn, links and volumesFrom
 */
record ReadContainer(
        Node node,
        ContainerDefinition definition,
        boolean hasHealthCheck,
        List<Dependency> dependencies,
        List<String> startsAfter) {

    /** A condition on another container (R3.31). */
    enum Condition {
        START,
        COMPLETE,
        SUCCESS,
        HEALTHY
    }

    /** One entry of dependsOn, at its place. */
    record Dependency(Node node, String containerName, Condition condition) {}

    String name() {
        return definition.name();
    }
}
