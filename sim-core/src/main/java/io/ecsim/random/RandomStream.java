package io.ecsim.random;

/**
 * A source of uniformly distributed 64-bit words, from which every random quantity of a run is made.
 *
 * <p>The set is closed to two implementations so that a call site sees at most two types and stays inlined. All
 * derived values are exact integer or IEEE arithmetic: the same stream gives the same values on every JDK and machine.
 */
public sealed interface RandomStream permits SequentialStream, KeyedStream {

    /** Returns the next 64 uniformly distributed bits. */
    long nextLong();

    /** Returns what every word is combined with by exclusive or: 0, or all ones where this is the mirror image of a stream. */
    long mask();

    /** Returns a double uniform on {@code [0, 1)}, a multiple of 2<sup>-53</sup>. */
    default double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Returns a double uniform on {@code (0, 1]}, a multiple of 2<sup>-53</sup>; safe under a logarithm. */
    default double nextPositiveDouble() {
        return ((nextLong() >>> 11) + 1) * 0x1.0p-53;
    }

    /**
     * Returns an integer uniform on {@code [0, bound)} without bias (Lemire 2019, "Fast random integer generation in an
     * interval").
     *
     * @param bound exclusive upper bound, at least 1
     * @throws IllegalArgumentException if {@code bound} is less than 1
     */
    default int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, was " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xFFFF_FFFFL;
        if (low < bound) {
            long threshold = (0x1_0000_0000L - bound) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xFFFF_FFFFL;
            }
        }
        return (int) (product >>> 32);
    }
}
