/** A run as the event stream that Amazon EventBridge would carry of it (section 11 of the rules), in JSON lines. */
@NullMarked
package io.ecsim.experiments.events;

import org.jspecify.annotations.NullMarked;
