package io.ecsim.model.query;

/**
 * A parsed cluster query.
 *
 * @param text the expression as written
 */
public record ClusterQuery(String text) {}
