@NullMarked
package io.ecsim.experiments.events;

import org.jspecify.annotations.NullMarked;
