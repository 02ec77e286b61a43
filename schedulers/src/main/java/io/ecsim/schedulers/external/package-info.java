/** Strategies in any language: a process that answers placement requests over lines of JSON. */
@NullMarked
package io.ecsim.schedulers.external;

import org.jspecify.annotations.NullMarked;
