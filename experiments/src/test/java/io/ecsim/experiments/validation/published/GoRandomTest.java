package io.ecsim.experiments.validation.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The numbers that every Go program with the seed 1 draws. */
class GoRandomTest {

    @Test
    void drawsWhatGoDraws() {
        GoRandom random = new GoRandom(1);
        assertThat(LongStream.generate(random::int63).limit(4))
                .containsExactly(
                        5577006791947779410L, 8674665223082153551L, 6129484611666145821L, 4037200794235010051L);
        GoRandom bounded = new GoRandom(1);
        assertThat(IntStream.generate(() -> bounded.intn(100)).limit(10))
                .containsExactly(81, 87, 47, 59, 81, 18, 25, 40, 56, 0);
    }

    @Test
    void ordersAreOrders() {
        int[] sorted = IntStream.range(0, 500).toArray();
        for (long seed = -3; seed < 60; seed++) {
            int[] shuffled = new GoRandom(seed).shuffled(500);
            int[] permutation = new GoRandom(seed).permutation(500);
            assertThat(shuffled).as("seed %s", seed).isNotEqualTo(sorted).isNotEqualTo(permutation);
            Arrays.sort(shuffled);
            Arrays.sort(permutation);
            assertThat(shuffled).isEqualTo(sorted);
            assertThat(permutation).isEqualTo(sorted);
        }
    }
}
