/** The JSON Schema of scenario files, for editors and for programs that write scenarios. */
@NullMarked
package io.ecsim.experiments.schema;

import org.jspecify.annotations.NullMarked;
