@NullMarked
package io.ecsim.experiments.journal;

import org.jspecify.annotations.NullMarked;
