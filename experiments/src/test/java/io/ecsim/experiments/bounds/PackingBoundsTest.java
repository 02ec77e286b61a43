package io.ecsim.experiments.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiments.bounds.PackingProblem.InstanceKind;
import io.ecsim.experiments.bounds.PackingProblem.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackingBoundsTest {

    private static InstanceKind instance(long cpu, long memory, int count, long price) {
        return new InstanceKind(new long[] {cpu, memory, 0, 0}, count, price);
    }

    private static TaskKind task(long cpu, long memory, boolean... allowed) {
        return new TaskKind(new long[] {cpu, memory, 0, 0}, allowed);
    }

    /** 30 of CPU: the two largest have 16 + 8; 20 of memory: the two with most have 12 + 10. */
    @Test
    void volumeTakesTheInstancesWithMostOfEachResource() {
        PackingProblem problem = new PackingProblem(
                List.of(instance(16, 10, 1, 0), instance(8, 12, 3, 0)), List.of(task(1, 1, true, true)));
        VolumeBound bound = new VolumeBound(problem);
        assertThat(bound.fewest(new long[] {24, 0, 0, 0})).isEqualTo(2);
        assertThat(bound.fewest(new long[] {25, 0, 0, 0})).isEqualTo(3);
        assertThat(bound.fewest(new long[] {0, 24, 0, 0})).isEqualTo(2);
        assertThat(bound.fewest(new long[] {1, 25, 0, 0})).isEqualTo(3);
        assertThat(bound.fewest(new long[] {1000, 0, 0, 0})).isEqualTo(4);
        assertThat(bound.fewest(new long[4])).isZero();
    }

    /** Five tasks of 5 and two of 3 in bins of 8: the fives need a bin each, the threes go beside them. */
    @Test
    void tasksAboveHalfNeedAnInstanceEach() {
        PackingProblem problem =
                new PackingProblem(List.of(instance(8, 100, 20, 0)), List.of(task(5, 1, true), task(3, 1, true)));
        ItemBound bound = new ItemBound(problem);
        assertThat(bound.fewest(new int[] {5, 2})).isEqualTo(5);
        assertThat(bound.fewest(new int[] {0, 3})).isEqualTo(2);
        assertThat(bound.fewest(new int[] {5, 7}))
                .isEqualTo(6); // 2 more threes than there is room beside the fives: 6 of 8
    }

    /** Tasks of much CPU and of much memory, kinds made for each: volume sees the best of both, the relaxation does not. */
    @Test
    void theRelaxationSeesThatNoInstanceIsGoodAtBoth() {
        PackingProblem problem = new PackingProblem(
                List.of(instance(10, 1, 10, 5), instance(1, 10, 10, 1)),
                List.of(task(5, 0, true, true), task(0, 5, true, true)));
        LinearBound bound = new LinearBound(problem);
        int[] counts = {4, 4};
        assertThat(new VolumeBound(problem).fewest(problem.totals(counts))).isEqualTo(2);
        // 20 of CPU and 20 of memory: x of the first and y of the second with 10x + y = 20 and x + 10y = 20
        assertThat(bound.instances(counts)).isCloseTo(40.0 / 11, within(1e-6));
        assertThat(bound.microUsdPerHour(counts)).isCloseTo(6 * 20.0 / 11, within(1e-6));
    }

    @Test
    void theRelaxationKeepsTasksWhereTheyMayGo() {
        PackingProblem problem = new PackingProblem(
                List.of(instance(10, 10, 2, 1), instance(2, 2, 10, 1)), List.of(task(1, 1, false, true)));
        assertThat(new LinearBound(problem).instances(new int[] {6})).isCloseTo(3, within(1e-6));
        assertThat(new LinearBound(problem).instances(new int[] {1000})).isEqualTo(12); // more than there is
    }

    /** Three tasks of 0.6 GPU make 1.8, but no GPU takes two of them; beside two of them no whole GPU is free. */
    @Test
    void aPackingDividesNoSharedTaskAmongGpus() {
        InstanceKind twoGpus = new InstanceKind(new long[] {100, 100, 2000, 0}, 9, 0);
        PackingProblem problem = new PackingProblem(
                List.of(twoGpus),
                List.of(
                        new TaskKind(new long[] {1, 1, 600, 0}, new boolean[] {true}),
                        new TaskKind(new long[] {1, 1, 1000, 0}, new boolean[] {true}),
                        new TaskKind(new long[] {1, 1, 400, 0}, new boolean[] {true})));
        Repacking packing = new Repacking(problem);
        assertThat(packing.fewest(new int[] {3, 0, 0}).instances()).isEqualTo(2);
        assertThat(packing.fewest(new int[] {2, 0, 2}).instances()).isEqualTo(1);
        assertThat(packing.fewest(new int[] {2, 1, 0}).instances()).isEqualTo(2);
        assertThat(packing.fewest(new int[] {0, 2, 0}).instances()).isEqualTo(1);
    }

    /** Shares far below and numbers far above 1, as the largest instances and the smallest tasks have them. */
    @Test
    void theRelaxationTakesAnyAmounts() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            List<InstanceKind> instances = List.of(
                    instance(1 << 24, 1L << 31, 40, 9_000_000_000L),
                    instance(1 << 20, 1L << 30, 4_000, 1),
                    instance(2048, 4096, 50_000, 400_000));
            List<TaskKind> tasks = new ArrayList<>();
            int[] counts = new int[100];
            for (int i = 0; i < counts.length; i++) {
                tasks.add(task(1 + random.nextInt(2048), 1 + random.nextInt(4096), true, i % 3 > 0, true));
                counts[i] = 1 + random.nextInt(1_000);
            }
            PackingProblem problem = new PackingProblem(instances, tasks);
            double bound = new LinearBound(problem).instances(counts);
            assertThat(bound)
                    .as("seed %d", seed)
                    .isGreaterThan(new VolumeBound(problem).fewest(problem.totals(counts)) - 1.001)
                    .isLessThanOrEqualTo(new Repacking(problem).fewest(counts).instances() + 1e-3);
        }
    }

    /** On small problems the optimum is known: no bound is above it, and no packing below. */
    @Test
    void theOptimumLiesBetweenTheBoundsAndThePacking() {
        int tight = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<TaskKind> tasks = new ArrayList<>();
            int[] counts = new int[1 + random.nextInt(3)];
            for (int i = 0; i < counts.length; i++) {
                tasks.add(task(1 + random.nextInt(9), 1 + random.nextInt(9), true));
                counts[i] = random.nextInt(4);
            }
            PackingProblem problem = new PackingProblem(List.of(instance(10, 10, 12, 7)), tasks);
            int optimum = optimum(problem, counts);
            int volume = new VolumeBound(problem).fewest(problem.totals(counts));
            int items = new ItemBound(problem).fewest(counts);
            double linear = new LinearBound(problem).instances(counts);
            Repacking.Need packed = new Repacking(problem).fewest(counts);
            assertThat(volume).as("volume, seed %d", seed).isLessThanOrEqualTo(optimum);
            assertThat(items).as("items, seed %d", seed).isLessThanOrEqualTo(optimum);
            assertThat(linear).as("linear, seed %d", seed).isLessThanOrEqualTo(optimum + 1e-6);
            assertThat(linear).as("linear and volume, seed %d", seed).isGreaterThan(volume - 1);
            assertThat(packed.held()).isTrue();
            assertThat(packed.instances()).as("packed, seed %d", seed).isGreaterThanOrEqualTo(optimum);
            assertThat(packed.microUsdPerHour()).isEqualTo(7L * packed.instances());
            tight += Math.max(volume, items) == optimum ? 1 : 0;
        }
        assertThat(tight).as("problems of 200 where a bound is the optimum").isGreaterThan(120);
    }

    private static int optimum(PackingProblem problem, int[] counts) {
        List<long[]> items = new ArrayList<>();
        for (int kind = 0; kind < counts.length; kind++) {
            for (int i = 0; i < counts[kind]; i++) {
                items.add(problem.tasks().get(kind).amounts());
            }
        }
        return search(items, 0, new ArrayList<>(), items.size());
    }

    /** Each item into each open bin or a new one. */
    private static int search(List<long[]> items, int next, List<long[]> bins, int best) {
        if (bins.size() >= best) {
            return best;
        }
        if (next == items.size()) {
            return bins.size();
        }
        int found = best;
        long[] item = items.get(next);
        for (int at = 0; at < bins.size(); at++) {
            long[] bin = bins.get(at);
            if (bin[0] + item[0] <= 10 && bin[1] + item[1] <= 10) {
                bin[0] += item[0];
                bin[1] += item[1];
                found = Math.min(found, search(items, next + 1, bins, found));
                bin[0] -= item[0];
                bin[1] -= item[1];
            }
        }
        bins.add(new long[] {item[0], item[1]});
        found = Math.min(found, search(items, next + 1, bins, found));
        bins.remove(bins.size() - 1);
        return found;
    }
}
