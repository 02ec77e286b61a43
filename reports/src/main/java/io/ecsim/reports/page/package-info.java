/** The report as a value, and the page, Markdown and files it becomes. */
@NullMarked
package io.ecsim.reports.page;

import org.jspecify.annotations.NullMarked;
