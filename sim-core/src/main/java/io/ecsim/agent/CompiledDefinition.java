package io.ecsim.agent;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.Volume;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;

/** A task definition as the agent wants it: containers and their dependencies by number, volumes by what they need. */
final class CompiledDefinition {

    final TaskDefinition definition;
    final CompiledContainer[] containers;
    final int[] ports;
    final int ebsVolumes;
    final int efsVolumes;
    final List<Volume.Docker> sharedVolumes = new ArrayList<>();

    /** Number of the first essential container, whose end the run time of a task is. */
    final int first;

    CompiledDefinition(TaskDefinition definition, Streams streams) {
        this.definition = definition;
        List<ContainerDefinition> given = definition.containers();
        containers = new CompiledContainer[given.size()];
        int essential = -1;
        for (int i = 0; i < containers.length; i++) {
            containers[i] = new CompiledContainer(given.get(i), i, this::number, streams);
            if (essential < 0 && given.get(i).essential()) {
                essential = i;
            }
        }
        first = Math.max(0, essential);
        for (CompiledContainer container : containers) {
            for (int dependency : container.dependencies) {
                containers[dependency].dependents.add(container.number);
            }
        }
        ports = definition.demand().hostPorts().stream()
                .mapToInt(port -> port.protocol().ordinal() << 16 | port.port())
                .toArray();
        ebsVolumes = (int) definition.volumes().stream()
                .filter(Volume.Ebs.class::isInstance)
                .count();
        efsVolumes = (int) definition.volumes().stream()
                .filter(Volume.Efs.class::isInstance)
                .count();
        for (Volume volume : definition.volumes()) {
            if (volume instanceof Volume.Docker docker && docker.scope() == Volume.DockerScope.SHARED) {
                sharedVolumes.add(docker);
            }
        }
    }

    private int number(String container) {
        List<ContainerDefinition> given = definition.containers();
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).name().equals(container)) {
                return i;
            }
        }
        throw new IllegalArgumentException(definition.name() + " has no container " + container);
    }
}
