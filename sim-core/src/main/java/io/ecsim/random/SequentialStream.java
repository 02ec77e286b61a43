package io.ecsim.random;

/**
 * A sequential stream: xoshiro256++ (Blackman and Vigna, ACM TOMS 2021), seeded by four SplitMix64 outputs. Not
 * thread-safe: one owner draws in order.
 */
public final class SequentialStream implements RandomStream {

    private final long mask;
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    SequentialStream(long seed, boolean mirrored) {
        mask = mirrored ? -1 : 0;
        long state = seed + SplitMix.GOLDEN_GAMMA;
        s0 = SplitMix.mix(state);
        state += SplitMix.GOLDEN_GAMMA;
        s1 = SplitMix.mix(state);
        state += SplitMix.GOLDEN_GAMMA;
        s2 = SplitMix.mix(state);
        state += SplitMix.GOLDEN_GAMMA;
        s3 = SplitMix.mix(state);
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result ^ mask;
    }

    @Override
    public long mask() {
        return mask;
    }
}
