/** Capacity providers of ECS and their managed scaling (section 5 of the rules). */
@NullMarked
package io.ecsim.capacity;

import org.jspecify.annotations.NullMarked;
