/** The cluster query language (R1.50-R1.59). */
@NullMarked
package io.ecsim.model.query;

import org.jspecify.annotations.NullMarked;
