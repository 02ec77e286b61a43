/** Tests of the oracle suite. */
@NullMarked
package io.ecsim.experiments.validation;

import org.jspecify.annotations.NullMarked;
