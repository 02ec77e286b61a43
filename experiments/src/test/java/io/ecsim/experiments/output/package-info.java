@NullMarked
package io.ecsim.experiments.output;

import org.jspecify.annotations.NullMarked;
