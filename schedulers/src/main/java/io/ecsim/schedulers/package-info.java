/** The placement strategies, one class each, and the one list that names them. */
@NullMarked
package io.ecsim.schedulers;

import org.jspecify.annotations.NullMarked;
