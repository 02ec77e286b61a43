package io.ecsim.placement;

/** A strategy that picks or plans instead of ranking: it has no costs to add up, so a weighted sum refuses it by name. */
public interface WithoutCosts extends StrategyProvider {}
