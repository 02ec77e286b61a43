/** Services and placement rules in the form of the Amazon ECS API. */
@NullMarked
package io.ecsim.workloads.service;

import org.jspecify.annotations.NullMarked;
