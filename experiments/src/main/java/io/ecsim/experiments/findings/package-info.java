/** What an experiment found: who wins, by how much, how sure that is, why, and what to doubt. */
@NullMarked
package io.ecsim.experiments.findings;

import org.jspecify.annotations.NullMarked;
