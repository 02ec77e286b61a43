/** The container agent: what happens to a task on its host, and what of it the back end hears (section 7 of the rules). */
@NullMarked
package io.ecsim.agent;

import org.jspecify.annotations.NullMarked;
