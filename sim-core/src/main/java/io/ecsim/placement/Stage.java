package io.ecsim.placement;

/**
 * One stage of a strategy chain, opened for one run. The core has removed every instance where the task may not go; a
 * stage only prefers. It never changes the cluster and never sees the engine.
 */
public sealed interface Stage permits Ranking, Partition, Chooser, WholeChain {}
