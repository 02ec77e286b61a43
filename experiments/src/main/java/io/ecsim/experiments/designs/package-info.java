/** Where in the space of a scenario's fields an experiment looks: axes, full factorials, Latin hypercubes, Morris. */
@NullMarked
package io.ecsim.experiments.designs;

import org.jspecify.annotations.NullMarked;
