/** Scenario documents: binds what is compared, how often and by which objective, around the world of the document. */
@NullMarked
package io.ecsim.experiments.scenario;

import org.jspecify.annotations.NullMarked;
