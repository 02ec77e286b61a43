package io.ecsim.random;

/**
 * The random streams of one replication: each is a function of (seed, replication, name) alone, so that adding draws
 * to one stream, or a new stream, leaves all others bit-identical.
 *
 * @param seed the scenario's seed
 * @param replication the replication's index, from 0; equal across the strategies compared (common random numbers)
 * @param mirrored whether this replication draws the mirror image of the one before: 1 - u for every u, and of exponential and
 *     normal variates the value at the opposite quantile (antithetic variates, Hammersley and Morton 1956)
 */
public record Streams(long seed, int replication, boolean mirrored) {

    public Streams {
        if (replication < 0) {
            throw new IllegalArgumentException("replication must be at least 0, was " + replication);
        }
        if (mirrored && replication == 0) {
            throw new IllegalArgumentException("replication 0 has none before it to mirror");
        }
    }

    /** The streams of a replication that draws for itself. */
    public Streams(long seed, int replication) {
        this(seed, replication, false);
    }

    /** Returns a new stream, at its start, for draws that are made in one fixed order. */
    public SequentialStream sequential(String name) {
        return new SequentialStream(key(name), mirrored);
    }

    /** Returns a new stream for draws that belong to a subject (a task, an instance), whatever the order of events. */
    public KeyedStream keyed(String name) {
        return new KeyedStream(key(name), mirrored);
    }

    private long key(String name) {
        return SplitMix.fold(SplitMix.fold(SplitMix.hash(name), seed), mirrored ? replication - 1 : replication);
    }
}
