package io.ecsim.reports.page;

import java.util.List;

/**
 * How to get the same bytes again.
 *
 * @param command the command line
 * @param facts seed, version, hashes of the inputs and the like, in the order shown
 */
public record Repeat(String command, List<Fact> facts) {
    public Repeat {
        facts = List.copyOf(facts);
    }

    /** One fact. */
    public record Fact(String name, String value) {}
}
