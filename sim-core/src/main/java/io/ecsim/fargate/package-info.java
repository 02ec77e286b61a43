/** Fargate: tasks that bring their own machine (section 8.1 of the rules). */
@NullMarked
package io.ecsim.fargate;

import org.jspecify.annotations.NullMarked;
