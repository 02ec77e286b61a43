/** Test support shared by the packages of this module: golden files and the directory of pictures to look at. */
@NullMarked
package io.ecsim.reports;

import org.jspecify.annotations.NullMarked;
