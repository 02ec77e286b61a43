package io.ecsim.experiments.output;

/**
 * How to repeat a comparison.
 *
 * @param command the exact command line, with seed and replications
 * @param version of ecsim
 * @param threads used, which changes nothing but the time
 */
public record Repetition(String command, String version, int threads) {}
