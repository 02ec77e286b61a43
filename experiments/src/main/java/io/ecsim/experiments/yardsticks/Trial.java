package io.ecsim.experiments.yardsticks;

/**
 * What one trial of a strategy found: tasks and instances in an order of their own, the same for every strategy.
 *
 * @param cpu share of the cluster's CPU that the placed tasks reserve
 * @param memory share of the cluster's memory that they reserve
 * @param unplaced share of the tasks that found no room in the whole cluster
 * @param holes hole-fillers that fitted beside the tasks
 * @param inflation by how many times the workload could grow until too many of its tasks found no room; below 1 where
 *     it was too large from the start
 * @param machines the fewest instances that held it, of the cluster or of clones of it; 0 where eight clusters did not
 */
record Trial(double cpu, double memory, double unplaced, int holes, double inflation, int machines) {}
