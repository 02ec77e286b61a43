/** Requests on services: what they make of the tasks' CPU, and what becomes of them (models.md M6). */
@NullMarked
package io.ecsim.traffic;

import org.jspecify.annotations.NullMarked;
