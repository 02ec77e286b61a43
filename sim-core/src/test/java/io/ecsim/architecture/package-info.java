/** The rules of the house as tests: which room may use which, and what no room may do. Every module runs them. */
@NullMarked
package io.ecsim.architecture;

import org.jspecify.annotations.NullMarked;
