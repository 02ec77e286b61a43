/** Drives a headless Chromium over its debugging protocol, with nothing but the JDK and Jackson. */
@NullMarked
package io.ecsim.reports.browser;

import org.jspecify.annotations.NullMarked;
