/**
 * Figures as values, and their pictures as PNG and SVG.
 *
 * <p>XChart gives the scales, ticks and axes; marks and words are drawn over them, because XChart turns words into
 * outlines (which cannot be searched or read aloud) and restarts a dash pattern at every point.
 */
@NullMarked
package io.ecsim.reports.figure;

import org.jspecify.annotations.NullMarked;
