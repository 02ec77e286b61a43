package io.ecsim.model;

/**
 * One entry of {@code dependsOn} (R3.31).
 *
 * @param containerName another container of the same task definition
 * @param condition what that container must have reached
 */
public record ContainerDependency(String containerName, ContainerCondition condition) {

    public ContainerDependency {
        if (containerName.isEmpty()) {
            throw new IllegalArgumentException("a dependency needs the name of a container");
        }
    }
}
