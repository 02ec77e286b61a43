package io.ecsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final Streams STREAMS = new Streams(42, 3);

    private static long[] draws(RandomStream stream, int count) {
        return LongStream.generate(stream::nextLong).limit(count).toArray();
    }

    @Test
    void moreDrawsFromOneStreamLeaveAllOthersBitIdentical() {
        long[] arrivals = draws(STREAMS.sequential("arrivals"), 1000);
        long[] task = draws(STREAMS.keyed("tasks").at(17, 2), 10);

        SequentialStream busy = STREAMS.sequential("strategy");
        SequentialStream again = STREAMS.sequential("arrivals");
        KeyedStream tasks = STREAMS.keyed("tasks");
        long[] interleaved = new long[1000];
        for (int i = 0; i < interleaved.length; i++) {
            draws(busy, i % 7);
            draws(tasks.at(i, 0), i % 5);
            interleaved[i] = again.nextLong();
        }
        assertThat(interleaved).isEqualTo(arrivals);
        assertThat(draws(tasks.at(17, 2), 10)).isEqualTo(task);
    }

    @Test
    void aKeyGivesTheSameDrawsInAnyOrder() {
        KeyedStream forward = STREAMS.keyed("tasks");
        KeyedStream backward = STREAMS.keyed("tasks");
        long[][] first = new long[100][];
        for (int task = 0; task < first.length; task++) {
            first[task] = draws(forward.at(task, 1), 4);
        }
        for (int task = first.length - 1; task >= 0; task--) {
            backward.at(task, 0).nextLong();
            assertThat(draws(backward.at(task, 1), 4)).isEqualTo(first[task]);
        }
    }

    @Test
    void seedReplicationNameTaskAndAttemptAllMatter() {
        List<RandomStream> streams = List.of(
                STREAMS.sequential("a"),
                STREAMS.sequential("b"),
                new Streams(43, 3).sequential("a"),
                new Streams(42, 4).sequential("a"),
                STREAMS.keyed("a").at(0, 0),
                STREAMS.keyed("a").at(1, 0),
                STREAMS.keyed("a").at(0, 1),
                STREAMS.keyed("b").at(0, 0));
        Set<Long> seen = new TreeSet<>();
        for (RandomStream stream : streams) {
            Arrays.stream(draws(stream, 1000)).forEach(seen::add);
        }
        assertThat(seen).hasSize(8 * 1000);
    }

    /** Published first outputs of SplitMix64 started at 1234567; a keyed stream is such a sequence. */
    @Test
    void mixingIsSplitMix64() {
        long state = 1234567;
        long[] expected = {6457827717110365317L, 3203168211198807973L, -8629252141511181193L};
        for (long value : expected) {
            state += SplitMix.GOLDEN_GAMMA;
            assertThat(SplitMix.mix(state)).isEqualTo(value);
        }
    }

    @Test
    void boundedIntegersAreUniform() {
        SequentialStream stream = STREAMS.sequential("integers");
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[stream.nextInt(7)]++;
        }
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - 10_000.0) * (count - 10_000.0) / 10_000)
                .sum();
        assertThat(chiSquare).isLessThan(27.9); // 6 degrees of freedom, one in ten thousand
    }

    /** Antithetic replications: 1 - u for every u, the opposite quantile for exponential and normal variates. */
    @Test
    void aMirroredReplicationDrawsTheOpposites() {
        Streams plain = new Streams(9, 6);
        Streams mirrored = new Streams(9, 7, true);
        for (int i = 0; i < 1_000; i++) {
            assertThat(mirrored.keyed("a").at(i, 0).nextDouble())
                    .isEqualTo(1 - 0x1.0p-53 - plain.keyed("a").at(i, 0).nextDouble());
            assertThat(Variates.normal(mirrored.keyed("a").at(i, 1)))
                    .isEqualTo(-Variates.normal(plain.keyed("a").at(i, 1)));
            double one = Variates.exponential(plain.keyed("a").at(i, 2));
            double other = Variates.exponential(mirrored.keyed("a").at(i, 2));
            assertThat(Math.exp(-one) + Math.exp(-other)).isCloseTo(1, within(1e-12));
            assertThat(mirrored.keyed("a").at(i, 3).nextInt(10))
                    .isEqualTo(9 - plain.keyed("a").at(i, 3).nextInt(10));
        }
    }

    /** A mirror image takes as many words as its original, so that both stay in step. */
    @Test
    void aMirroredSequenceStaysInStep() {
        SequentialStream plain = new Streams(9, 6).sequential("s");
        SequentialStream mirrored = new Streams(9, 7, true).sequential("s");
        for (int i = 0; i < 10_000; i++) {
            Variates.exponential(plain);
            Variates.exponential(mirrored);
            assertThat(Variates.normal(mirrored)).isEqualTo(-Variates.normal(plain));
        }
        assertThat(mirrored.nextLong()).isEqualTo(~plain.nextLong());
    }

    @Test
    void theFirstReplicationMirrorsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Streams(1, 0, true));
    }
}
