/** The service scheduler: desired counts, deployments, load balancer targets, zone rebalancing (section 4 of the rules). */
@NullMarked
package io.ecsim.services;

import org.jspecify.annotations.NullMarked;
