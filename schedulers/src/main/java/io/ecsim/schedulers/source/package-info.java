/** Strategies of a user's own, from files: a Java source, a jar, a program. */
@NullMarked
package io.ecsim.schedulers.source;

import org.jspecify.annotations.NullMarked;
