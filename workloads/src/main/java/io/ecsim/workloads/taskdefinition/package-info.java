/** Task definitions in the JSON of Amazon ECS's RegisterTaskDefinition. */
@NullMarked
package io.ecsim.workloads.taskdefinition;

import org.jspecify.annotations.NullMarked;
