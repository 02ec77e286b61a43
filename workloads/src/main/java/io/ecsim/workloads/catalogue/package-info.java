/** EC2 instance types with dated facts, and what an instance of a type registers with ECS. */
@NullMarked
package io.ecsim.workloads.catalogue;

import org.jspecify.annotations.NullMarked;
