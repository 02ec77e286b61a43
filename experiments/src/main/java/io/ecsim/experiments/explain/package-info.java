/** Why a task went where it went, and what would have followed had it gone elsewhere. */
@NullMarked
package io.ecsim.experiments.explain;

import org.jspecify.annotations.NullMarked;
