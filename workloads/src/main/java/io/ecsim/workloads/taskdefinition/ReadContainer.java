package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.workloads.document.Node;
import java.util.List;

/**
 * A container while its task definition is read.
 *
 * @param node its place
 * @param definition what the simulation uses
 * @param dependencies what it starts after: dependsOn, then links and volumesFrom as START
 * @param mounts the volumes that it mounts
 */
record ReadContainer(Node node, ContainerDefinition definition, List<Dependency> dependencies, List<Mount> mounts) {

    /** A wait for another container, at its place. */
    record Dependency(Node node, String containerName, ContainerCondition condition) {}

    /** An entry of mountPoints, at its place. */
    record Mount(Node node, String volume) {}

    String name() {
        return definition.name();
    }
}
