/** The placement pipeline of ECS (R1.1): eligible, constraints, strategy chain, tie-break; its SPI and its indexes. */
@NullMarked
package io.ecsim.placement;

import org.jspecify.annotations.NullMarked;
