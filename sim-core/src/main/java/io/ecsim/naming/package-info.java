/** Names that people type: what a misspelt one was probably meant to be. */
@NullMarked
package io.ecsim.naming;

import org.jspecify.annotations.NullMarked;
