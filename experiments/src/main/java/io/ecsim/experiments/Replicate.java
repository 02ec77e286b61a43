package io.ecsim.experiments;

/** What a replication is (models.md M2): what differs from one to the next while strategies and cluster stay the same. */
public sealed interface Replicate {

    /** Most replications. */
    int MAX_COUNT = 10_000;

    /** Returns how many replications there are. */
    int count();

    /** Says what varies between replications, as a clause. */
    String varies();

    /** Returns the same kind with another count; {@link None} stays as it is. */
    Replicate withCount(int count);

    /** Whether replications are random samples of one population, so that intervals and tests make sense. */
    default boolean replicates() {
        return count() > 1;
    }

    /** Synthetic workload with new draws. */
    record Regenerate(int count) implements Replicate {

        public Regenerate {
            requireCount(count);
        }

        @Override
        public String varies() {
            return "all random draws: arrivals, sizes, run times, failures, strategy choices";
        }

        @Override
        public Replicate withCount(int other) {
            return new Regenerate(other);
        }
    }

    /**
     * Disjoint windows of a trace, each with a warm-up.
     *
     * @param lengthMicros length of a window in microseconds, warm-up included
     * @param warmupMicros unmeasured start of each window, 0 to less than the length
     * @param count windows, one after another
     */
    record Windows(long lengthMicros, long warmupMicros, int count) implements Replicate {

        public Windows {
            requireCount(count);
            if (warmupMicros < 0 || warmupMicros >= lengthMicros) {
                throw new IllegalArgumentException("a window's warm-up must be 0 to less than its length, was "
                        + warmupMicros + " of " + lengthMicros + " microseconds");
            }
        }

        @Override
        public String varies() {
            return "the window of the trace, and the strategies' own random choices";
        }

        @Override
        public Replicate withCount(int other) {
            return new Windows(lengthMicros, warmupMicros, other);
        }
    }

    /**
     * Traces of the same length put together from blocks drawn with replacement (moving blocks, Künsch 1989).
     *
     * @param blockMicros length of a block in microseconds, at least 1
     */
    record BlockBootstrap(long blockMicros, int count) implements Replicate {

        public BlockBootstrap {
            requireCount(count);
            if (blockMicros < 1) {
                throw new IllegalArgumentException("blockMicros must be at least 1, was " + blockMicros);
            }
        }

        @Override
        public String varies() {
            return "which blocks of the trace follow each other, and the strategies' own random choices";
        }

        @Override
        public Replicate withCount(int other) {
            return new BlockBootstrap(blockMicros, other);
        }
    }

    /** The tasks of a trace in random order, for arrival-only protocols. */
    record Shuffle(int count) implements Replicate {

        public Shuffle {
            requireCount(count);
        }

        @Override
        public String varies() {
            return "which tasks of the trace arrive in which order, and the strategies' own random choices";
        }

        @Override
        public Replicate withCount(int other) {
            return new Shuffle(other);
        }
    }

    /** One trace, one answer: no interval and no significance. */
    record None() implements Replicate {

        @Override
        public int count() {
            return 1;
        }

        @Override
        public String varies() {
            return "nothing: one trace, one answer";
        }

        @Override
        public Replicate withCount(int other) {
            return this;
        }
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("replications must be 1 to " + MAX_COUNT + ", were " + count);
        }
    }
}
