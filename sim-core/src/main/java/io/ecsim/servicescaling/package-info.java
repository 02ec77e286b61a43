/** Service Auto Scaling: desired counts that follow metrics (section 6 of the rules). */
@NullMarked
package io.ecsim.servicescaling;

import org.jspecify.annotations.NullMarked;
