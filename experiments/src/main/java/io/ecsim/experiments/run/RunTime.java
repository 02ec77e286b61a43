package io.ecsim.experiments.run;

/**
 * How long one run took on this machine. Kept apart from results, which are the same on every machine.
 *
 * @param contender its name
 * @param replication index from 0
 * @param wallNanos elapsed time in nanoseconds
 * @param events engine events handled
 */
public record RunTime(String contender, int replication, long wallNanos, long events) {}
