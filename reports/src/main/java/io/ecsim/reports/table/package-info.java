/** Typed tables with units, and the files they become: CSV, JSON, Markdown and aligned terminal text. */
@NullMarked
package io.ecsim.reports.table;

import org.jspecify.annotations.NullMarked;
