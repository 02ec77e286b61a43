/** Located documents: strict YAML and JSON whose every value knows its file, line, column and path. */
@NullMarked
package io.ecsim.workloads.document;

import org.jspecify.annotations.NullMarked;
