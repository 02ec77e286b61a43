package io.ecsim.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitDistributionTest {

    /**
     * Seven tasks: placed after 1, 1, 3, 5; still waiting after 2, 3, 6. By hand: 5/7 wait beyond 1; of the 4 left 1 leaves
     * at 3 (who gave up at 3 was at risk then), 15/28; of the 2 left 1 leaves at 5, 15/56 = 0.268; no more.
     */
    @ParameterizedTest(name = "quantile {0}")
    @CsvSource({"0, 1", "0.28, 1", "0.29, 3", "0.46, 3", "0.47, 5", "0.73, 5", "0.74, -1", "0.99, -1"})
    void quantilesByTheProductLimit(double q, long expected) {
        WaitDistribution waits = new WaitDistribution(
                new long[] {1, 3, 5}, new long[] {2, 1, 1}, new long[] {2, 3, 6}, new long[] {1, 1, 1});
        assertThat(waits.placed()).isEqualTo(4);
        assertThat(waits.censored()).isEqualTo(3);
        assertThat(waits.quantileMicros(q).orElse(-1)).isEqualTo(expected);
    }

    @Test
    void withoutCensoringQuantilesAreThoseOfTheSample() {
        SequentialStream random = new Streams(4, 0).sequential("waits");
        TreeMap<Long, Long> counts = new TreeMap<>();
        int size = 1000;
        for (int i = 0; i < size; i++) {
            counts.merge((long) random.nextInt(300), 1L, Long::sum);
        }
        WaitDistribution waits = new WaitDistribution(
                counts.keySet().stream().mapToLong(Long::longValue).toArray(),
                counts.values().stream().mapToLong(Long::longValue).toArray(),
                new long[0],
                new long[0]);
        for (int percent = 1; percent < 100; percent++) {
            long below = 0;
            long expected = -1;
            for (var entry : counts.entrySet()) {
                below += entry.getValue();
                if (below * 100 >= (long) percent * size) {
                    expected = entry.getKey();
                    break;
                }
            }
            assertThat(waits.quantileMicros(percent / 100.0))
                    .as("%d %%", percent)
                    .hasValue(expected);
        }
    }

    @Test
    void nobodyPlacedIsNoQuantile() {
        WaitDistribution waits = new WaitDistribution(new long[0], new long[0], new long[] {5}, new long[] {9});
        assertThat(waits.quantileMicros(0)).isEmpty();
        assertThat(new WaitDistribution(new long[0], new long[0], new long[0], new long[0]).quantileMicros(0.5))
                .isEmpty();
    }

    @Test
    void valuesAndCountsComeInPairs() {
        assertThatThrownBy(() -> new WaitDistribution(new long[1], new long[0], new long[0], new long[0]))
                .hasMessage("values and counts differ in length");
    }
}
