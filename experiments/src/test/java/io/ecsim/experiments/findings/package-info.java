@NullMarked
package io.ecsim.experiments.findings;

import org.jspecify.annotations.NullMarked;
