package io.ecsim.workloads.catalogue;

/**
 * Spot capacity of one instance type.
 *
 * @param microUsdPerHour long-run mean of the price, in millionths of a US dollar an hour
 * @param band how often it is taken away
 * @param assumed whether both are assumptions, because nothing is known of the type
 */
public record SpotOffer(long microUsdPerHour, InterruptionBand band, boolean assumed) {}
