/** The cluster query language (R1.50-R1.59) and the attributes it reads (R1.43, R1.44). */
@NullMarked
package io.ecsim.model.query;

import org.jspecify.annotations.NullMarked;
