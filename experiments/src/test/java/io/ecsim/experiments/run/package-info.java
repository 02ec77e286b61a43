@NullMarked
package io.ecsim.experiments.run;

import org.jspecify.annotations.NullMarked;
