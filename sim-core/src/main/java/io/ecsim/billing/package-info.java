/** What a run costs: the items of a bill, the prices they are counted at, and who is told what was used (models.md M11). */
@NullMarked
package io.ecsim.billing;

import org.jspecify.annotations.NullMarked;
