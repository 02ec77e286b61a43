package io.ecsim.random;

/**
 * A probability law of a non-negative quantity. Implementations are immutable and take all randomness from the stream
 * given; they use only exact IEEE arithmetic and {@link StrictMath}, so that a sample has the same bits everywhere. The
 * laws themselves live in {@code workloads} and are passed in.
 */
public interface Law {

    /** Draws one value, in the unit that the owner of the law states. */
    double sample(RandomStream stream);

    /** Returns the expectation; positive infinity where it diverges. */
    double mean();

    /** Returns the law in the notation of the scenario file, such as {@code exponential(mean 600)}. */
    String describe();
}
