package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.InstanceStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.placement.Batch;
import io.ecsim.placement.BatchPlan;
import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import io.ecsim.schedulers.flow.TransportFlow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strategies that plan in rounds, one round at a time: by hand, and in random worlds. */
class RoundStrategiesTest {

    private static final String NONE = "none";

    /** Holds one round and returns where each task went. */
    private static List<String> round(TestCluster cluster, List<Task> tasks) {
        Batch batch = cluster.pipeline.newBatch();
        tasks.forEach(task -> batch.add(task.request()));
        BatchPlan plan = cluster.pipeline.planner().orElseThrow().plan(batch);
        List<String> ids = new ArrayList<>(Collections.nCopies(tasks.size(), NONE));
        for (int proposal = 0; proposal < plan.size(); proposal++) {
            int number = plan.task(proposal);
            Task task = tasks.get(number);
            if (ids.get(number).equals(NONE)) {
                int instance = plan.instance(proposal) == BatchPlan.BY_CHAIN
                        ? cluster.pipeline.place(task.request())
                        : cluster.pipeline.placePlanned(task.request(), plan.instance(proposal));
                if (instance != PlacementPipeline.NONE) {
                    cluster.put(instance, task);
                    ids.set(number, cluster.state.spec(instance).id());
                }
            }
        }
        return ids;
    }

    private static ContainerInstance[] thousands(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ContainerInstance.of("i" + i, "z", 1000, 1000))
                .toArray(ContainerInstance[]::new);
    }

    private static List<Task> tasks(TestCluster cluster, int... cpuUnits) {
        return IntStream.of(cpuUnits)
                .mapToObj(cpu -> cluster.task("g", Demand.of(cpu, 1)))
                .toList();
    }

    /** 400 + 400 leaves no room for the second 600; 600, 600, then 400, 400 fill both instances. */
    @Test
    void lookAheadPlacesWhatOneByOneDoesNot() {
        TestCluster oneByOne = TestCluster.of("binpack(cpu)", Mode.INDEXED, thousands(2));
        List<String> ids = new ArrayList<>();
        tasks(oneByOne, 400, 400, 600, 600).forEach(task -> ids.add(oneByOne.place(task)));
        assertThat(ids).containsExactly("i0", "i0", "i1", NONE);

        TestCluster ahead = TestCluster.of("look-ahead(binpack(cpu), 1s)", Mode.INDEXED, thousands(2));
        assertThat(round(ahead, tasks(ahead, 400, 400, 600, 600))).containsExactly("i0", "i1", "i0", "i1");
    }

    /** 30 % of all memory is more than 20 % of all CPU; equals go in order of arrival. */
    @Test
    void theLargestShareOfAnyResourceComesFirst() {
        TestCluster cluster = TestCluster.of(
                "look-ahead(first-fit, 1s)",
                Mode.INDEXED,
                ContainerInstance.of("a", "z", 1000, 4000),
                ContainerInstance.of("b", "z", 1000, 4000));
        List<Task> tasks = List.of(
                cluster.task("g", Demand.of(400, 1000)), // 20 % of CPU
                cluster.task("g", Demand.of(400, 2400)), // 30 % of memory: a, then 600 CPU units are left
                cluster.task("g", Demand.of(500, 100)), // 25 % of CPU: a, then 100 are left
                cluster.task("g", Demand.of(400, 1000)));
        assertThat(round(cluster, tasks)).containsExactly("b", "a", "a", "b");
    }

    /** Tasks that cannot wait for a round, such as those of services, are placed by the chain inside. */
    @ParameterizedTest
    @ValueSource(strings = {"look-ahead(worst-fit(cpu), 1s)", "min-cost-flow(worst-fit(cpu), 1s)"})
    void aSingleTaskGoesByTheChainInside(String strategy) {
        ContainerInstance[] instances = {
            ContainerInstance.of("small", "z", 1000, 1000), ContainerInstance.of("large", "z", 2000, 1000)
        };
        TestCluster cluster = TestCluster.of(strategy, Mode.INDEXED, instances);
        assertThat(cluster.place(cluster.serviceTask("s", Demand.of(600, 1)), 3))
                .containsExactly("large", "large", "small");
    }

    /** The cheapest for each in turn costs 1 + 90; together they pay 5 + 2. */
    @Test
    void theFlowPaysTheLeastInAll() {
        List<Task> tasks = new ArrayList<>();
        int[][] bytes = {{1, 5}, {2, 90}};
        ImageLocality missing =
                (kind, instance) -> bytes[kind == tasks.get(0).request().kindNumber() ? 0 : 1][instance];
        TestCluster cluster = new TestCluster(
                BuiltInStrategies.catalogue().parse("min-cost-flow(image-locality, 1s)"),
                Mode.INDEXED,
                missing,
                List.of(thousands(2)));
        tasks.addAll(tasks(cluster, 1000, 1000));
        assertThat(round(cluster, tasks)).containsExactly("i1", "i0");
    }

    /** Of a mean of 500 each instance has two slots: 900 and 900 are sent to one, and the second goes to the other. */
    @Test
    void whatDoesNotFitItsSlotIsPlacedAfterAll() {
        TestCluster cluster = TestCluster.of("min-cost-flow(first-fit, 1s)", Mode.INDEXED, thousands(2));
        List<String> ids = round(cluster, tasks(cluster, 900, 900, 100, 100));
        assertThat(ids.subList(0, 2)).containsExactly("i0", "i1");
        assertThat(ids.subList(2, 4)).containsExactlyInAnyOrder("i0", "i1");
    }

    /** R1.40: each instance takes one of the group, whatever slots it has; the third has no place. */
    @Test
    void constraintsBetweenTasksOfARoundHold() {
        TestCluster cluster = TestCluster.of("min-cost-flow(first-fit, 1s)", Mode.INDEXED, thousands(2));
        Task apart = cluster.task("g", Demand.of(100, 1), new PlacementConstraint.DistinctInstance());
        assertThat(round(cluster, List.of(apart, apart, apart))).containsExactly("i0", "i1", NONE);
    }

    /**
     * Every task fills an instance and has costs of its own: a plain assignment, which the flow over all arcs solves. The
     * planner leaves most arcs out, and must pay as little.
     */
    @Test
    void leavingDearArcsOutCostsNothing() {
        for (long seed = 1; seed <= 60; seed++) {
            SequentialStream random = new Streams(seed, 0).sequential("costs");
            int count = 1 + random.nextInt(6);
            int instances = count + random.nextInt(30);
            int[][] bytes = new int[count][instances];
            TransportFlow all = new TransportFlow(
                    count, IntStream.generate(() -> 1).limit(instances).toArray(), 1 << 20, 0);
            for (int task = 0; task < count; task++) {
                int[] costs = IntStream.generate(() -> random.nextInt(40))
                        .limit(instances)
                        .toArray();
                bytes[task] = costs;
                IntStream.range(0, instances)
                        .boxed()
                        .sorted(Comparator.comparingInt(instance -> costs[instance]))
                        .forEach(instance -> all.arc(instance, costs[instance], 1));
                all.nextSource();
            }
            all.solve(IntStream.generate(() -> 1).limit(count).toArray());

            List<Task> tasks = new ArrayList<>();
            ImageLocality missing =
                    (kind, instance) -> bytes[kind - tasks.get(0).request().kindNumber() >> 1][instance];
            TestCluster cluster = new TestCluster(
                    BuiltInStrategies.catalogue().parse("min-cost-flow(image-locality, 1s)"),
                    Mode.INDEXED,
                    missing,
                    List.of(thousands(instances)));
            tasks.addAll(
                    tasks(cluster, IntStream.generate(() -> 1000).limit(count).toArray()));
            List<String> ids = round(cluster, tasks);
            long paid = IntStream.range(0, count)
                    .mapToLong(task -> bytes[task][cluster.row(ids.get(task))])
                    .sum();
            assertThat(paid).as("seed %s", seed).isEqualTo(all.cost());
        }
    }

    /**
     * Rounds between releases and changes of instances: the cluster refuses to be over-committed by itself; index and scan
     * agree, and who got no place has none.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "look-ahead(binpack(memory), 1s)",
                "look-ahead(spread(attribute:rack), dot-product, 1s)",
                "min-cost-flow(binpack(cpu), 1s)",
                "min-cost-flow(dot-product, 1s)",
                "min-cost-flow(spread(instanceId), 1s)"
            })
    void randomWorldsAreNeverOverCommitted(String strategy) {
        int placed = 0;
        for (long seed = 1; seed <= 60; seed++) {
            RandomWorld world = new RandomWorld(seed);
            TestCluster index =
                    new TestCluster(BuiltInStrategies.catalogue().parse(strategy), Mode.INDEXED, world.instances);
            TestCluster scan =
                    new TestCluster(BuiltInStrategies.catalogue().parse(strategy), Mode.SCAN, world.instances);
            List<Task> ofIndex = kinds(index, world);
            List<Task> ofScan = kinds(scan, world);
            for (int round = 0; round < 12; round++) {
                int[] numbers = IntStream.generate(() -> world.random.nextInt(ofIndex.size()))
                        .limit(world.random.nextInt(25))
                        .toArray();
                List<Task> asking = IntStream.of(numbers).mapToObj(ofIndex::get).toList();
                List<String> ids = round(index, asking);
                assertThat(round(
                                scan,
                                IntStream.of(numbers).mapToObj(ofScan::get).toList()))
                        .as("seed %s, round %s", seed, round)
                        .isEqualTo(ids);
                for (int i = 0; i < numbers.length; i++) {
                    if (ids.get(i).equals(NONE) && !asking.get(i).kind().readsTasks()) {
                        assertThat(index.feasible(asking.get(i)))
                                .as("seed %s, round %s, task %s", seed, round, i)
                                .isEmpty();
                    }
                }
                placed += (int) ids.stream().filter(id -> !id.equals(NONE)).count();
                change(world, index, scan);
            }
        }
        assertThat(placed).isGreaterThan(1000);
    }

    private static List<Task> kinds(TestCluster cluster, RandomWorld world) {
        return world.kinds.stream()
                .map(kind -> cluster.kind(
                        kind.group(),
                        kind.demand(),
                        kind.service(),
                        kind.rules().stream().map(RandomWorld.Rule::constraint).toArray(PlacementConstraint[]::new)))
                .toList();
    }

    private static void change(RandomWorld world, TestCluster index, TestCluster scan) {
        while (!index.placed.isEmpty() && world.random.nextInt(6) > 0) {
            int position = world.random.nextInt(index.placed.size());
            index.release(index.placed.get(position));
            scan.release(scan.placed.get(position));
        }
        int instance = world.random.nextInt(world.instances.size());
        InstanceStatus status = world.pick(List.of(InstanceStatus.ACTIVE, InstanceStatus.DRAINING));
        index.state.setStatus(instance, status, true);
        scan.state.setStatus(instance, status, true);
    }
}
