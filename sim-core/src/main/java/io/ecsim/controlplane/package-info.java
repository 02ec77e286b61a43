/** What ECS does with a request: run task, wait, retry, end; and the whole run. */
@NullMarked
package io.ecsim.controlplane;

import org.jspecify.annotations.NullMarked;
