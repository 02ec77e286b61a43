/** Several workloads out of one recorded workload: windows, block bootstrap, random order. */
@NullMarked
package io.ecsim.workloads.resample;

import org.jspecify.annotations.NullMarked;
