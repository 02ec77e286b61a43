package io.ecsim.services;

/**
 * What a service has now.
 *
 * @param desired its desired count; for a DAEMON the instances that are to have a task
 * @param running tasks that are RUNNING and meant to go on
 * @param pending tasks on their way there
 * @param healthy tasks that count as healthy (R4.13)
 * @param stopping tasks that are being stopped
 */
public record ServiceCounts(int desired, int running, int pending, int healthy, int stopping) {}
