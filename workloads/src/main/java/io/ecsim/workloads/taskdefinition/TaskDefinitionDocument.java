package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.TaskDefinition;
import java.util.List;

/**
 * A task definition as read from a document.
 *
 * @param definition what the simulation uses
 * @param ignoredFields paths of fields that Amazon ECS knows and the simulation does not model, in document order
 */
public record TaskDefinitionDocument(TaskDefinition definition, List<String> ignoredFields) {

    public TaskDefinitionDocument {
        ignoredFields = List.copyOf(ignoredFields);
    }
}
