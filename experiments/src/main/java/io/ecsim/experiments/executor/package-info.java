/** Where the runs of an experiment are done: on threads of this process, or elsewhere by an executor of a module of its own. */
@NullMarked
package io.ecsim.experiments.executor;

import org.jspecify.annotations.NullMarked;
