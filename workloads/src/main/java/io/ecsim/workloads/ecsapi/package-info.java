/** What the Amazon ECS API says to requests that it refuses: exceptions by name, messages in its words. */
@NullMarked
package io.ecsim.workloads.ecsapi;

import org.jspecify.annotations.NullMarked;
