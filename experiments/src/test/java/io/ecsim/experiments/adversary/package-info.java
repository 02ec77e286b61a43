/** The adversary's search held to functions whose greatest value is known. */
@NullMarked
package io.ecsim.experiments.adversary;

import org.jspecify.annotations.NullMarked;
