/** The only mutable truth of a run: container instances and tasks as rows behind small table classes. */
@NullMarked
package io.ecsim.cluster;

import org.jspecify.annotations.NullMarked;
