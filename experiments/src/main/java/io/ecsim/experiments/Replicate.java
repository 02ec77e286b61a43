package io.ecsim.experiments;

import java.util.Optional;

/** What a replication is (models.md M2): what differs from one to the next while strategies and cluster stay the same. */
public sealed interface Replicate {

    /** Most replications. */
    int MAX_COUNT = 10_000;

    /** Replications that are done before the first look at how wide the intervals are (models.md M12). */
    int FEWEST_BEFORE_STOPPING = 20;

    /** Returns how many replications there are; the most there may be, where they end with the precision. */
    int count();

    /** Returns the half-width that intervals of the objective must reach for the replications to end; absent: all are done. */
    default Optional<Margin> precision() {
        return Optional.empty();
    }

    /** Whether each replication of odd index lives through the mirror image of the one before. */
    default boolean antithetic() {
        return false;
    }

    /** Whether what is known of the drawn work is used to narrow the intervals. */
    default boolean controlVariates() {
        return false;
    }

    /** Says what varies between replications, as a clause. */
    String varies();

    /** Returns the same kind with another count; {@link None} stays as it is. */
    Replicate withCount(int count);

    /** Whether replications are random samples of one population, so that intervals and tests make sense. */
    default boolean replicates() {
        return count() > 1;
    }

    /**
     * Synthetic workload with new draws.
     *
     * @param count replications, or the most where there is a precision
     * @param precision see {@link Replicate#precision()}; then the count is at least {@link #FEWEST_BEFORE_STOPPING}
     * @param antithetic see {@link Replicate#antithetic()}; then the count is even
     * @param controlVariates see {@link Replicate#controlVariates()}
     */
    record Regenerate(int count, Optional<Margin> precision, boolean antithetic, boolean controlVariates)
            implements Replicate {

        public Regenerate {
            requireCount(count);
            if (precision.isPresent() && count < FEWEST_BEFORE_STOPPING) {
                throw new IllegalArgumentException("replications that end with a precision must be at least "
                        + FEWEST_BEFORE_STOPPING + ", were " + count);
            }
            if (antithetic && count % 2 != 0) {
                throw new IllegalArgumentException("antithetic replications come in pairs, were " + count);
            }
        }

        /** So many replications, neither more nor less. */
        public Regenerate(int count) {
            this(count, Optional.empty(), false, false);
        }

        @Override
        public String varies() {
            return "all random draws: arrivals, sizes, run times, failures, strategy choices";
        }

        /** Returns the same replications, each drawing for itself. */
        public Regenerate withoutMirrors() {
            return new Regenerate(count, precision, false, controlVariates);
        }

        /** Returns so many replications, whatever the precision; one more where they come in pairs. */
        @Override
        public Replicate withCount(int other) {
            int even = antithetic && other % 2 != 0 ? other + 1 : other;
            return new Regenerate(even, Optional.empty(), antithetic, controlVariates);
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
