/** Immutable values of the ECS world: clusters, container instances, task definitions, placement specifications. */
@NullMarked
package io.ecsim.model;

import org.jspecify.annotations.NullMarked;
