package io.ecsim.random;

import java.nio.charset.StandardCharsets;

/** The SplitMix64 finaliser and the hashes built on it (Steele, Lea and Flood, OOPSLA 2014; Stafford's mix 13). */
final class SplitMix {

    static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix() {}

    static long mix(long word) {
        long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Folds {@code word} into {@code hash}; order matters. */
    static long fold(long hash, long word) {
        return mix((hash ^ mix(word + GOLDEN_GAMMA)) + GOLDEN_GAMMA);
    }

    /** Hashes a name by its UTF-8 bytes, so that a stream does not depend on the platform's charset or hashCode. */
    static long hash(String name) {
        long hash = GOLDEN_GAMMA;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001B3L;
        }
        return mix(hash ^ name.length());
    }
}
