package io.ecsim.experiments.validation.published;

/**
 * A result known from elsewhere beside ecsim's.
 *
 * @param name what was done
 * @param expected what is known, in words
 * @param measured what came out, in words
 * @param passed whether it agrees
 */
record KnownResult(String name, String expected, String measured, boolean passed) {}
