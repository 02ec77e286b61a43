/** What is compared, and how: experiments read from scenario documents, run, judged and put into tables. */
@NullMarked
package io.ecsim.experiments;

import org.jspecify.annotations.NullMarked;
