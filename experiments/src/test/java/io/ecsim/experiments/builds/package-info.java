/** Tests of the comparison of two builds. */
@org.jspecify.annotations.NullMarked
package io.ecsim.experiments.builds;
