package io.ecsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generators and integers against commons-rng, against numbers computed by another program, and by chi-square. */
class RandomOracleTest {

    private static final double NEVER = 1e-4; // the seeds are fixed: a test that passes keeps passing

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x0123456789ABCDEFL})
    void sequentialStreamsAreXoshiro256PlusPlusSeededBySplitMix(long seed) {
        UniformRandomProvider splitMix = RandomSource.SPLIT_MIX_64.create(seed);
        long[] state = LongStream.generate(splitMix::nextLong).limit(4).toArray();
        RestorableUniformRandomProvider oracle = RandomSource.XO_SHI_RO_256_PP.create(state);
        SequentialStream stream = new SequentialStream(seed, false);
        for (int i = 0; i < 1000; i++) {
            assertThat(stream.nextLong()).isEqualTo(oracle.nextLong());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999_999_999L})
    void keyedStreamsAreSplitMixFromTheHashOfTheKey(long ordinal) {
        for (int attempt = 0; attempt < 3; attempt++) {
            long start = SplitMix.fold(77 + ordinal * SplitMix.GOLDEN_GAMMA, attempt);
            UniformRandomProvider oracle = RandomSource.SPLIT_MIX_64.create(start);
            KeyedStream stream = new KeyedStream(77, false).at(ordinal, attempt);
            for (int i = 0; i < 100; i++) {
                assertThat(stream.nextLong()).isEqualTo(oracle.nextLong());
            }
        }
    }

    /** Computed by a program in another language from the definition of names, keys and generators. */
    @Test
    void namedStreamsBeginWithTheseWords() {
        SequentialStream arrivals = new Streams(42, 3).sequential("arrivals");
        assertThat(LongStream.generate(arrivals::nextLong).limit(4))
                .containsExactly(0xba59bdc160261c31L, 0x26eda45999f638bbL, 0x95eb66ae11da37deL, 0xf9deee4a1200c8ffL);
        SequentialStream accented = new Streams(-1, 0).sequential("größe");
        assertThat(LongStream.generate(accented::nextLong).limit(2))
                .containsExactly(0x34e0a28b96a307d0L, 0xb2a78f763d6e4fe2L);
        KeyedStream tasks = new Streams(42, 3).keyed("tasks").at(1_000_000, 2);
        assertThat(LongStream.generate(tasks::nextLong).limit(3))
                .containsExactly(0x04e1b1a2d05fcc56L, 0x64601df1e6474421L, 0xe874e65263307ac3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 64, 1000})
    void integersAreUniform(int bound) {
        SequentialStream stream = new Streams(bound, 0).sequential("integers");
        long[] counts = new long[bound];
        for (int i = 0; i < bound * 500; i++) {
            counts[stream.nextInt(bound)]++; // out of range fails here
        }
        assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(NEVER);
    }

    /** At 3 x 2^29 a scaled 32-bit word hits every third value half as often again unless some words are rejected. */
    @Test
    void largeBoundsAreUnbiasedToo() {
        int bound = 3 << 29;
        SequentialStream stream = new Streams(5, 0).sequential("integers");
        long[] counts = new long[3];
        long[] biased = new long[3];
        for (int i = 0; i < 100_000; i++) {
            int value = stream.nextInt(bound);
            assertThat(value).isBetween(0, bound - 1);
            counts[value % 3]++;
            biased[(int) (((stream.nextLong() >>> 32) * bound >>> 32) % 3)]++;
        }
        assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(NEVER);
        assertThat(ChiSquareTest.withDefaults().test(biased).getPValue()).isLessThan(1e-12);
    }

    @Test
    void boundsAreChecked() {
        SequentialStream stream = new Streams(1, 0).sequential("integers");
        assertThat(stream.nextInt(1)).isZero();
        assertThat(stream.nextInt(Integer.MAX_VALUE)).isNotNegative();
        assertThatThrownBy(() -> stream.nextInt(0)).hasMessage("bound must be at least 1, was 0");
        assertThatThrownBy(() -> new Streams(1, -1)).hasMessage("replication must be at least 0, was -1");
    }

    /** The first draws of neighbouring keys, and the pairs they form, are as uniform as the draws of one stream. */
    @Test
    void neighbouringKeysAreIndependent() {
        KeyedStream stream = new Streams(9, 0).keyed("tasks");
        long[] byOrdinal = new long[256];
        long[] byAttempt = new long[256];
        for (int i = 0; i < 100_000; i++) {
            byOrdinal[stream.at(i, 0).nextInt(16) << 4 | stream.at(i + 1, 0).nextInt(16)]++;
            byAttempt[stream.at(i, 0).nextInt(16) << 4 | stream.at(i, 1).nextInt(16)]++;
        }
        assertThat(ChiSquareTest.withDefaults().test(byOrdinal).getPValue()).isGreaterThan(NEVER);
        assertThat(ChiSquareTest.withDefaults().test(byAttempt).getPValue()).isGreaterThan(NEVER);
    }

    @Test
    void neighbouringSeedsReplicationsAndNamesAreIndependent() {
        long[] counts = new long[256];
        long[] named = new long[256];
        for (int i = 0; i < 100_000; i++) {
            int first = new Streams(i, 0).sequential("a").nextInt(16);
            counts[first << 4 | new Streams(i, 1).sequential("a").nextInt(16)]++;
            named[first << 4 | new Streams(i, 0).sequential("b").nextInt(16)]++;
        }
        assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(NEVER);
        assertThat(ChiSquareTest.withDefaults().test(named).getPValue()).isGreaterThan(NEVER);
    }

    @Test
    void doublesKeepToTheirIntervals() {
        SequentialStream stream = new Streams(3, 0).sequential("doubles");
        double[] doubles = new double[100_000];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = stream.nextDouble();
            assertThat(stream.nextPositiveDouble()).isPositive().isLessThanOrEqualTo(1);
        }
        assertThat(Arrays.stream(doubles).min().orElseThrow()).isNotNegative();
        assertThat(Arrays.stream(doubles).max().orElseThrow()).isLessThan(1);
        assertThat(Arrays.stream(doubles).average().orElseThrow()).isBetween(0.496, 0.504);
    }
}
