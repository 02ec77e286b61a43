/** Holds docs/conformance.md to the rules and to the tests, and the tests to the rules. */
@NullMarked
package io.ecsim.cli.conformance;

import org.jspecify.annotations.NullMarked;
