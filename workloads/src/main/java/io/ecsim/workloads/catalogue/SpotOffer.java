package io.ecsim.workloads.catalogue;

import java.util.Optional;

/**
 * Spot capacity of one instance type.
 *
 * @param microUsdPerHour long-run mean of the price, in millionths of a US dollar an hour
 * @param band how often it is taken away; empty if that is not known
 * @param assumed whether the price is an assumption, because nothing is known of the type
 */
public record SpotOffer(long microUsdPerHour, Optional<InterruptionBand> band, boolean assumed) {}
