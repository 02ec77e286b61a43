/** Failures without a control plane: who goes when, and who comes back. */
@NullMarked
package io.ecsim.faults;

import org.jspecify.annotations.NullMarked;
