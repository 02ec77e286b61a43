package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Launch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How tasks are shared out over a capacity provider strategy. */
class StrategySplitTest {

    private static CapacityProviderStrategyItem item(String provider, int base, int weight) {
        return new CapacityProviderStrategyItem(provider, base, weight);
    }

    private static int[] split(int tasks, List<CapacityProviderStrategyItem> strategy) {
        int[] of = new int[strategy.size()];
        for (int i = 0; i < tasks; i++) {
            of[StrategySplit.next(strategy, of)]++;
        }
        return of;
    }

    /** R5.1, R5.4, W19. */
    @Test
    void theBaseComesFirstThenTheWeights() {
        List<CapacityProviderStrategyItem> strategy = List.of(item("OD", 2, 1), item("SPOT", 0, 3));
        assertThat(split(2, strategy)).containsExactly(2, 0);
        assertThat(split(10, strategy)).containsExactly(4, 6);
        assertThat(split(22, strategy)).containsExactly(7, 15);
    }

    /** R5.1: no task beyond the base goes where the weight is 0. */
    @Test
    void weightZeroGetsNoMoreThanItsBase() {
        assertThat(split(9, List.of(item("a", 4, 0), item("b", 0, 1)))).containsExactly(4, 5);
    }

    /** R5.4: exact wherever the count divides, and never a task away from it elsewhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSplitIsAsEvenAsCountsAllow(long seed) {
        java.util.Random random = new java.util.Random(seed);
        for (int round = 0; round < 50; round++) {
            List<CapacityProviderStrategyItem> strategy = new ArrayList<>();
            int base = random.nextInt(5);
            int weights = 0;
            for (int entry = 0; entry < 2 + random.nextInt(4); entry++) {
                int weight = 1 + random.nextInt(9);
                weights += weight;
                strategy.add(item("p" + entry, entry == 0 ? base : 0, weight));
            }
            int[] exact = split(base + 3 * weights, strategy);
            for (int entry = 0; entry < exact.length; entry++) {
                int wanted = 3 * strategy.get(entry).weight() + (entry == 0 ? base : 0);
                assertThat(exact[entry]).as("seed " + seed).isEqualTo(wanted);
            }
        }
    }

    /** R5.6: what was added last goes first, so the split of fewer tasks is the one that they would have got. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void takingAwayUndoesAdding(long seed) {
        java.util.Random random = new java.util.Random(seed);
        for (int round = 0; round < 50; round++) {
            List<CapacityProviderStrategyItem> strategy = new ArrayList<>();
            for (int entry = 0; entry < 2 + random.nextInt(4); entry++) {
                strategy.add(item("p" + entry, entry == 1 ? random.nextInt(4) : 0, 1 + random.nextInt(9)));
            }
            int tasks = 1 + random.nextInt(40);
            int[] fewer = split(tasks, strategy);
            fewer[StrategySplit.mostAbove(strategy, fewer)]--;
            assertThat(fewer)
                    .as("seed " + seed + ", " + tasks + " tasks of " + strategy)
                    .isEqualTo(split(tasks - 1, strategy));
        }
    }

    /** R5.1, R5.3. */
    @Test
    void strategiesThatEcsRefuses() {
        assertThatThrownBy(() -> new Launch.ByProviders(List.of(item("a", 1, 1), item("b", 1, 1))))
                .hasMessageContaining("base");
        assertThatThrownBy(() -> new Launch.ByProviders(List.of(item("a", 1, 0), item("b", 0, 0))))
                .hasMessageContaining("weight");
        assertThatThrownBy(() -> new Launch.ByProviders(List.of(item("a", 0, 1), item("FARGATE", 0, 1))))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> item("a", 100_001, 1)).hasMessageContaining("100001");
        assertThatThrownBy(() -> item("a", 0, 1001)).hasMessageContaining("1001");
    }
}
