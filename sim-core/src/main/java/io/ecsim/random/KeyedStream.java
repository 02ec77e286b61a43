package io.ecsim.random;

/**
 * A counter-based stream: draws belong to a key, not to an order (models.md M1). {@link #at(long, int)} positions the
 * stream at the first draw of a key; the i-th draw of a key is {@code mix(hash(name, ordinal, attempt) + i * gamma)},
 * a SplitMix64 sequence. A strategy that delays or reorders work therefore leaves every draw of every task unchanged.
 * Not thread-safe: one owner positions and draws.
 */
public final class KeyedStream implements RandomStream {

    private final long name;
    private final long mask;
    private long counter;

    KeyedStream(long name, boolean mirrored) {
        mask = mirrored ? -1 : 0;
        this.name = name;
        this.counter = name;
    }

    /** Returns the ordinal of a subject that has a name rather than a position: the same name, the same draws. */
    public static long ordinalOf(String name) {
        return SplitMix.hash(name);
    }

    /**
     * Positions this stream at the first draw of a key.
     *
     * @param ordinal the subject: a task's position in its workload, an instance's launch ordinal
     * @param attempt the attempt of that subject, 0 for the first
     * @return this stream
     */
    public KeyedStream at(long ordinal, int attempt) {
        counter = SplitMix.fold(name + ordinal * SplitMix.GOLDEN_GAMMA, attempt);
        return this;
    }

    @Override
    public long nextLong() {
        counter += SplitMix.GOLDEN_GAMMA;
        return SplitMix.mix(counter) ^ mask;
    }

    @Override
    public long mask() {
        return mask;
    }
}
