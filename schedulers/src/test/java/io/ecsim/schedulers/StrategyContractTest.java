package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.InstanceView;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.Partition;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StateRanking;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.WithoutCosts;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every built-in strategy promises, whatever it prefers. */
class StrategyContractTest {

    private static final int WORLDS = 40;

    static Stream<StrategyProvider> strategies() {
        return BuiltInStrategies.strategies().stream();
    }

    @Test
    void everyStrategyHasANameOfItsOwnAndStatesItsSource() {
        assertThat(strategies().map(strategy -> strategy.info().name()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+(\\([A-Za-z0-9:.,*+()% -]+\\))?"));
        assertThat(strategies().map(strategy -> strategy.info().reference()))
                .allMatch(reference -> reference.matches(".*(R1\\.\\d+|\\d{4}).*"), "cites a rule or a year");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void openingTwiceGivesTwoStagesThatDecideAlike(StrategyProvider strategy) {
        assertThat(decisions(strategy, 3)).isEqualTo(decisions(strategy, 3)).doesNotContain("none");
    }

    private static List<String> decisions(StrategyProvider strategy, long seed) {
        TestCluster cluster =
                TestCluster.of(strategy.info().name(), new Mode(true, false, seed), equalInstances(7, 4096));
        return cluster.place(cluster.task("g", Demand.of(256, 256)), 50);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aCostBelongsToTheInstanceNotToTheOrderOfRegistration(StrategyProvider strategy) {
        for (long seed = 1; seed <= WORLDS; seed++) {
            RandomWorld world = new RandomWorld(seed);
            List<Integer> order =
                    IntStream.range(0, world.instances.size()).boxed().toList();
            List<Integer> shuffled = shuffle(order, world.random);
            Map<String, Long> costs = costs(strategy, seed, order);
            if (strategy instanceof FirstFit) {
                assertThat(costs.values()).as("rank is the whole of first fit").doesNotHaveDuplicates();
            } else {
                assertThat(costs(strategy, seed, shuffled)).as("seed %s", seed).isEqualTo(costs);
            }
        }
    }

    /** The cost of each instance of a loaded world whose instances registered in some order; none for choosers. */
    private static Map<String, Long> costs(StrategyProvider strategy, long seed, List<Integer> order) {
        RandomWorld world = new RandomWorld(seed);
        ClusterState state = new ClusterState(world.instances);
        Stage stage = strategy.open(new RunContext(state, new Streams(seed, 0), "contract"));
        if (stage instanceof InstanceListener listener) {
            state.listen(listener);
        }
        Request request = load(state, world, order);
        Map<String, Long> costs = new TreeMap<>();
        for (int instance : order) {
            InstanceView view = state.newView().at(instance);
            if (stage instanceof Ranking ranking) {
                costs.put(view.id(), ranking.cost(request, view));
                assertThat(ranking.cost(request, view)).as("asked again").isEqualTo(costs.get(view.id()));
            } else if (stage instanceof Partition partition) {
                int value = partition.valueOf(view.instanceClass());
                assertThat(value).isBetween(0, partition.values() - 1);
                costs.put(view.id(), partition.cost(request, value));
            }
        }
        return costs;
    }

    /** Registers in that order, puts a task on about half of the instances, and returns a request of the same group. */
    private static Request load(ClusterState state, RandomWorld world, List<Integer> order) {
        Demand demand = Demand.of(100, 50);
        Request request = new Request(RequestKind.of(state, demand, "g0", List.of(), false), 100, 50, 0);
        order.forEach(instance -> state.register(instance, 0));
        for (int instance = 0; instance < state.instances(); instance += 2) {
            String group = world.pick(List.of("g0", "g1"));
            state.reserve(instance, state.needs(demand, group), 100, 50, 0);
        }
        return request;
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aStateRankingIgnoresTheRequestAndKeepsItsBounds(StrategyProvider strategy) {
        for (long seed = 1; seed <= WORLDS; seed++) {
            RandomWorld world = new RandomWorld(seed);
            ClusterState state = new ClusterState(world.instances);
            if (!(strategy.open(new RunContext(state, new Streams(seed, 0), "contract"))
                    instanceof StateRanking ranking)) {
                return;
            }
            List<Integer> order = IntStream.range(0, state.instances()).boxed().toList();
            Request request = load(state, world, order);
            Request large = new Request(RequestKind.of(state, Demand.of(0, 0), "g1", List.of(), false), 3000, 5000, 2);
            for (int instance : order) {
                InstanceView view = state.newView().at(instance);
                long cost = ranking.cost(view);
                assertThat(cost).isBetween(-StateRanking.COST_BOUND + 1, StateRanking.COST_BOUND - 1);
                assertThat(ranking.cost(request, view)).isEqualTo(cost);
                assertThat(ranking.cost(large, view)).isEqualTo(cost);
                if (view.cpuFree() >= 100 && view.memoryFree() >= 50) {
                    assertThat(ranking.leastCost(request)).isLessThanOrEqualTo(cost);
                }
            }
        }
    }

    /** Whatever a strategy keeps is kept by its stage: a run beside another one, of the same provider, changes nothing. */
    @ParameterizedTest
    @MethodSource("strategies")
    void noStateLeaksFromOneRunToAnother(StrategyProvider strategy) {
        StrategyChain chain = new StrategyChain("under test", List.of(strategy));
        List<String> alone = playSome(chain, 21, List.of());
        List<String> others = new ArrayList<>();
        assertThat(playSome(chain, 21, List.of(() -> others.addAll(playSome(chain, 22, List.of())))))
                .isEqualTo(alone);
        assertThat(others).isNotEmpty();
    }

    /** Places tasks of a random world; something else happens after every tenth. */
    private static List<String> playSome(StrategyChain chain, long seed, List<Runnable> meanwhile) {
        RandomWorld world = new RandomWorld(seed);
        TestCluster cluster = new TestCluster(chain, new Mode(true, false, seed), world.instances);
        List<Task> tasks = world.kinds.stream()
                .map(kind -> cluster.kind(kind.group(), kind.demand(), kind.service()))
                .toList();
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            chosen.add(cluster.place(world.pick(tasks)));
            if (i % 10 == 9) {
                meanwhile.forEach(Runnable::run);
            }
        }
        return chosen;
    }

    /** Two strategies that decide alike everywhere would be one. In worlds where nothing is known but resources, these do. */
    @Test
    void noTwoStrategiesAreTheSame() {
        Map<List<String>, TreeSet<String>> byDecisions = new LinkedHashMap<>();
        for (StrategyProvider strategy : BuiltInStrategies.strategies()) {
            if (strategy.getClass().getPackageName().endsWith(".gpu")) {
                continue; // they differ where GPUs are shared
            }
            StrategyChain chain = new StrategyChain("under test", List.of(strategy));
            List<String> decisions = new ArrayList<>();
            for (long seed = 1; seed <= WORLDS; seed++) {
                decisions.addAll(playSome(chain, seed, List.of()));
            }
            byDecisions
                    .computeIfAbsent(decisions, none -> new TreeSet<>())
                    .add(strategy.info().name());
        }
        assertThat(byDecisions.values().stream()
                        .filter(names -> names.size() > 1)
                        .map(TreeSet::toString))
                .containsExactlyInAnyOrder(
                        "[dot-product, tetris]", // no images to fetch
                        "[best-fit(sum), lifetime-aware(1)]", // no lifetimes are told
                        "[binpack(memory), look-ahead(binpack(memory), 1s), min-cost-flow(binpack(memory), 10s),"
                                + " repack(binpack(memory), 10m, 5%), shared-state(binpack(memory), 4, 1s)]"); // one by
        // one
    }

    /** A weighted sum refuses the others when it is read, not when it is run. */
    @ParameterizedTest
    @MethodSource("strategies")
    void whatHasNoCostsSaysSo(StrategyProvider strategy) {
        ClusterState state = new ClusterState(new RandomWorld(1).instances);
        Stage stage = strategy.open(new RunContext(state, new Streams(1, 0), "contract"));
        assertThat(strategy instanceof WithoutCosts)
                .isEqualTo(!(stage instanceof Ranking) && !(stage instanceof Partition));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void placesWhileAnythingFitsAndNeverElsewhere(StrategyProvider strategy) {
        TestCluster cluster = TestCluster.of(strategy.info().name(), new Mode(true, false, 5), equalInstances(9, 1000));
        Task task = cluster.task("g", Demand.of(300, 300));
        assertThat(cluster.place(task, 27)).as("three on each of nine (R1.5)").doesNotContain("none");
        assertThat(cluster.place(task)).isEqualTo("none");
    }

    /** Few infeasible: rejection decides; nearly all infeasible: the enumeration does. */
    @ParameterizedTest
    @CsvSource({"40, 20", "600, 10"})
    void randomIsUniformOverWhatFits(int instances, int fitting) {
        TestCluster cluster = TestCluster.of("random", new Mode(true, false, 11), equalInstances(instances, 1000));
        Task task = cluster.task("g", Demand.of(600, 600));
        for (int i = 0; i < instances; i++) {
            if (i % (instances / fitting) != 0) {
                cluster.put(i, task);
            }
        }
        long[] counts = draws(cluster, task, 20_000, instances / fitting);
        double[] expected = new double[fitting];
        Arrays.fill(expected, 1.0 / fitting);
        assertThat(chiSquare(counts, expected)).isLessThan(critical(fitting - 1));
    }

    /** The i-th least loaded of n is the less loaded of two draws with replacement with (2 (n - i) + 1) / n^2. */
    @Test
    void powerOfTwoFollowsItsLaw() {
        int n = 12;
        TestCluster cluster = TestCluster.of("power-of-two", new Mode(true, false, 12), equalInstances(n, 1000));
        Task filler = cluster.task("filler", Demand.of(20, 30));
        for (int i = 0; i < n; i++) {
            for (int times = 0; times < i; times++) {
                cluster.put(i, filler);
            }
        }
        double[] expected = new double[n];
        for (int i = 1; i <= n; i++) {
            expected[i - 1] = (2.0 * (n - i) + 1) / (n * n);
        }
        long[] counts = draws(cluster, cluster.task("g", Demand.of(1, 1)), 20_000, 1);
        assertThat(chiSquare(counts, expected)).isLessThan(critical(n - 1));
    }

    @Test
    void roundRobinGoesRoundAndPassesOverWhatDoesNotFit() {
        TestCluster cluster = TestCluster.of("round-robin", Mode.INDEXED, equalInstances(5, 1000));
        cluster.put("i1", cluster.task("filler", Demand.of(1000, 0)));
        Task task = cluster.task("g", Demand.of(10, 10));
        assertThat(cluster.place(task, 6)).containsExactly("i0", "i2", "i3", "i4", "i0", "i2");
        cluster.state.setStatus(3, InstanceStatus.DRAINING, true);
        assertThat(cluster.place(task, 3)).containsExactly("i4", "i0", "i2");
    }

    /** Places and releases, so that every draw meets the same cluster; counts by instance number / step. */
    private static long[] draws(TestCluster cluster, Task task, int draws, int step) {
        long[] counts = new long[cluster.state.instances() / step];
        for (int i = 0; i < draws; i++) {
            int chosen = cluster.row(cluster.place(task));
            assertThat(chosen % step).isZero();
            counts[chosen / step]++;
            cluster.release(cluster.placed.get(cluster.placed.size() - 1));
        }
        return counts;
    }

    private static double chiSquare(long[] counts, double[] expected) {
        long total = Arrays.stream(counts).sum();
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double difference = counts[i] - total * expected[i];
            sum += difference * difference / (total * expected[i]);
        }
        return sum;
    }

    /** The 99.9 % point of the chi-square law (Wilson and Hilferty 1931). */
    private static double critical(int degrees) {
        double h = 2.0 / (9 * degrees);
        double cube = 1 - h + 3.0902 * StrictMath.sqrt(h);
        return degrees * cube * cube * cube;
    }

    private static ContainerInstance[] equalInstances(int count, int amount) {
        return IntStream.range(0, count)
                .mapToObj(i -> ContainerInstance.of("i" + i, "z" + i % 3, amount, amount))
                .toArray(ContainerInstance[]::new);
    }

    private static List<Integer> shuffle(List<Integer> order, RandomStream random) {
        List<Integer> shuffled = new ArrayList<>(order);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        assertThat(new TreeSet<>(shuffled)).isEqualTo(new TreeSet<>(order));
        return shuffled;
    }
}
