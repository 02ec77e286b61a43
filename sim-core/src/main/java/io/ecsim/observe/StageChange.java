package io.ecsim.observe;

/**
 * A deployment has entered a stage, or another share of the traffic within one (R4.50, R4.52).
 *
 * @param atMicros when
 * @param stage which
 * @param greenPercent share of production traffic that the new revision serves from then on
 */
public record StageChange(long atMicros, LifecycleStage stage, double greenPercent) {}
