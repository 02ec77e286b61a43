/** The oracle suite: the whole simulator held against exact results, with faults planted to prove that it would tell. */
@NullMarked
package io.ecsim.experiments.validation;

import org.jspecify.annotations.NullMarked;
