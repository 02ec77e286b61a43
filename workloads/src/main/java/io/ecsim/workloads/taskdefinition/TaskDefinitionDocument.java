package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.TaskDefinition;
import io.ecsim.model.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * A task definition as read from a document.
 *
 * @param definition what the simulation uses, without the volumes that are configured at launch
 * @param launchVolumes names of the volumes whose size the service or the RunTask call gives; at most one
 * @param ignoredFields paths of fields that Amazon ECS knows and the simulation does not model, in document order
 */
public record TaskDefinitionDocument(
        TaskDefinition definition, List<String> launchVolumes, List<String> ignoredFields) {

    public TaskDefinitionDocument {
        launchVolumes = List.copyOf(launchVolumes);
        ignoredFields = List.copyOf(ignoredFields);
    }

    /** Returns the definition with Amazon EBS volumes of that size in GiB in place of those configured at launch. */
    public TaskDefinition launched(int sizeGiB) {
        List<Volume> volumes = new ArrayList<>(definition.volumes());
        launchVolumes.forEach(name -> volumes.add(new Volume.Ebs(name, sizeGiB)));
        return new TaskDefinition(
                definition.family(),
                definition.revision(),
                definition.networkMode(),
                definition.cpuUnits(),
                definition.memoryMiB(),
                definition.containers(),
                definition.constraints(),
                definition.extra(),
                volumes,
                definition.ephemeralStorageGiB());
    }
}
