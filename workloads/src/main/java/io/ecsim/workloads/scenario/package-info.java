/** Scenario documents: binds cluster, tasks, arrivals and failures of a document to a world. */
@NullMarked
package io.ecsim.workloads.scenario;

import org.jspecify.annotations.NullMarked;
