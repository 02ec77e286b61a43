package io.ecsim.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.Binpack;
import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.model.PlacementStrategy.Spread;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleInTest {

    private static final TaskDefinition TASK = TaskDefinition.of("web", 128, 500);
    private static final PlacementStrategy BINPACK_MEMORY = new Binpack(BinpackField.MEMORY);
    private static final PlacementStrategy SPREAD_ZONE = new Spread("attribute:ecs.availability-zone");
    private static final PlacementStrategy SPREAD_INSTANCE = new Spread("instanceId");

    private static Service service(PlacementStrategy... strategies) {
        Service plain = Service.replica("s", 1);
        return new Service(
                plain.name(),
                plain.cluster(),
                plain.schedulingStrategy(),
                plain.desiredCount(),
                plain.deployment(),
                plain.targetGroups(),
                0,
                false,
                strategies.length == 0 ? Optional.empty() : Optional.of(List.of(strategies)));
    }

    private static KeyedStream draws(long seed) {
        return new Streams(seed, 0).keyed("service/scale-in");
    }

    private static List<Task> victims(PlacedTasks tasks, int count, PlacementStrategy... strategies) {
        return victims(tasks, t -> true, count, strategies);
    }

    private static List<Task> victims(
            PlacedTasks tasks, Predicate<Task> mayStop, int count, PlacementStrategy... strategies) {
        ScaleIn scaleIn = new ScaleIn(
                tasks.cluster, service(strategies), draws(1), ScaleIn.TieBreak.LATEST_START, t -> !mayStop.test(t));
        return scaleIn.victims(tasks.all, t -> true, ScaleInTest::isSound, count);
    }

    /** R1.63, W28. */
    @Test
    void withoutStrategyTheFullestZoneThenTheFullestInstance() {
        PlacedTasks tasks = new PlacedTasks(
                ContainerInstance.of("A1", "a", 2048, 4000),
                ContainerInstance.of("A2", "a", 2048, 4000),
                ContainerInstance.of("B1", "b", 2048, 4000));
        tasks.running(0, TASK, 1);
        tasks.running(0, TASK, 2);
        tasks.running(1, TASK, 9);
        tasks.running(2, TASK, 8);
        tasks.running(2, TASK, 7);
        assertThat(victims(tasks, 2)).extracting(Task::instance).containsExactly(0, 2);
    }

    /** R1.61, W29. */
    @Test
    void binpackDrainsTheEmptiestInstance() {
        PlacedTasks tasks = new PlacedTasks(
                ContainerInstance.of("A1", "a", 2048, 1500), ContainerInstance.of("B1", "b", 2048, 3500));
        tasks.running(0, TASK, 2);
        Task onB1 = tasks.running(1, TASK, 1);
        assertThat(victims(tasks, 1, BINPACK_MEMORY)).containsExactly(onB1);
    }

    /** R1.67, W30: the protected task stays; with both protected nothing stops. */
    @Test
    void protectedTasksStay() {
        PlacedTasks tasks = new PlacedTasks(
                ContainerInstance.of("A1", "a", 2048, 1500), ContainerInstance.of("B1", "b", 2048, 3500));
        Task onA1 = tasks.running(0, TASK, 2);
        Task onB1 = tasks.running(1, TASK, 1);
        assertThat(victims(tasks, t -> t != onB1, 1, BINPACK_MEMORY)).containsExactly(onA1);
        assertThat(victims(tasks, t -> false, 1, BINPACK_MEMORY)).isEmpty();
    }

    /** R1.62, R1.60: in the zone with most tasks, there on the instance that would be emptiest. */
    @Test
    void chainKeepsItsOrder() {
        PlacedTasks tasks = new PlacedTasks(
                ContainerInstance.of("A1", "a", 2048, 4000),
                ContainerInstance.of("A2", "a", 2048, 6000),
                ContainerInstance.of("B1", "b", 2048, 9000));
        tasks.running(0, TASK, 5);
        Task onA2 = tasks.running(1, TASK, 1);
        tasks.running(2, TASK, 9);
        assertThat(victims(tasks, 1, SPREAD_ZONE, BINPACK_MEMORY)).containsExactly(onA2);
        assertThat(victims(tasks, 1, BINPACK_MEMORY, SPREAD_ZONE))
                .as("binpack first takes B1")
                .extracting(Task::instance)
                .containsExactly(2);
    }

    /** R1.64: order of start does not decide; R1.66: it does among equals, the latest first. */
    @Test
    void latestStartDecidesAmongEqualsOnly() {
        PlacedTasks tasks = new PlacedTasks(
                ContainerInstance.of("A1", "a", 2048, 4000), ContainerInstance.of("B1", "b", 2048, 4000));
        Task old = tasks.running(0, TASK, 1);
        Task older = tasks.running(0, TASK, 0);
        tasks.running(1, TASK, 99);
        assertThat(victims(tasks, 1)).containsExactly(old);
        tasks.stop(older);
        assertThat(victims(tasks, 1)).extracting(Task::instance).containsExactly(1);
    }

    /** R1.66: the other mode draws, the same for the same seed, and reaches every task of the tie. */
    @Test
    void tiesMayBeDrawn() {
        PlacedTasks tasks = new PlacedTasks(ContainerInstance.of("A1", "a", 2048, 4000));
        for (int i = 0; i < 4; i++) {
            tasks.running(0, TASK, i);
        }
        Set<Task> chosen = new LinkedHashSet<>();
        for (long seed = 0; seed < 60; seed++) {
            ScaleIn scaleIn = new ScaleIn(tasks.cluster, service(), draws(seed), ScaleIn.TieBreak.RANDOM, t -> false);
            List<Task> once = scaleIn.victims(tasks.all, t -> true, t -> true, 1);
            assertThat(scaleIn.victims(tasks.all, t -> true, t -> true, 1)).isEqualTo(once);
            chosen.addAll(once);
        }
        assertThat(chosen).hasSize(4);
    }

    /** R1.65: what does not run or is ill goes before what the strategies prefer. */
    @Test
    void pendingAndUnhealthyTasksGoFirst() {
        PlacedTasks tasks = new PlacedTasks(
                ContainerInstance.of("A1", "a", 2048, 4000), ContainerInstance.of("B1", "b", 2048, 4000));
        tasks.running(0, TASK, 1);
        tasks.running(0, TASK, 1);
        tasks.running(0, TASK, 1);
        Task ill = tasks.running(1, TASK, 1);
        ill.setHealth(HealthStatus.UNHEALTHY);
        Task pending = tasks.pending(1, TASK);
        assertThat(victims(tasks, 2)).containsExactlyInAnyOrder(ill, pending);
        assertThat(victims(tasks, 3)).extracting(Task::instance).endsWith(0);
    }

    /** R1.60-R1.66: the same victims as looking at all tasks for each of them. */
    @ParameterizedTest
    @ValueSource(ints = 300)
    void choosesAsIfItLookedAtAllTasks(int rounds) {
        for (int seed = 0; seed < rounds; seed++) {
            SequentialStream random = new Streams(seed, 0).sequential("case");
            PlacedTasks tasks = randomTasks(random);
            List<PlacementStrategy> chain = randomChain(random);
            Set<Task> kept = new LinkedHashSet<>();
            for (Task task : tasks.all) {
                if (random.nextInt(5) == 0) {
                    kept.add(task);
                }
            }
            int count = random.nextInt(tasks.all.size() + 2);
            List<Task> victims = victims(tasks, t -> !kept.contains(t), count, chain.toArray(new PlacementStrategy[0]));
            List<Task> expected = oneByOne(tasks, kept, chain, count);
            assertThat(victims).as("seed %s, %s", seed, chain).isEqualTo(expected);
        }
    }

    private static PlacedTasks randomTasks(SequentialStream random) {
        ContainerInstance[] instances = new ContainerInstance[1 + random.nextInt(6)];
        for (int i = 0; i < instances.length; i++) {
            instances[i] =
                    ContainerInstance.of("i" + i, "z" + random.nextInt(3), 100_000, 100_000 + 500 * random.nextInt(4));
        }
        PlacedTasks tasks = new PlacedTasks(instances);
        int count = 1 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            TaskDefinition definition = random.nextInt(2) == 0 ? TASK : TaskDefinition.of("web", 256, 1000);
            int instance = random.nextInt(instances.length);
            if (random.nextInt(6) == 0) {
                tasks.pending(instance, definition);
            } else if (random.nextInt(6) == 0) {
                tasks.running(instance, definition, random.nextInt(4)).setHealth(HealthStatus.UNHEALTHY);
            } else {
                tasks.running(instance, definition, random.nextInt(4));
            }
        }
        return tasks;
    }

    private static List<PlacementStrategy> randomChain(SequentialStream random) {
        List<PlacementStrategy> all =
                List.of(SPREAD_ZONE, SPREAD_INSTANCE, BINPACK_MEMORY, new Binpack(BinpackField.CPU));
        List<PlacementStrategy> chain = new ArrayList<>();
        int length = 1 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            chain.add(all.get(random.nextInt(all.size())));
        }
        return chain;
    }

    private static List<Task> oneByOne(PlacedTasks tasks, Set<Task> kept, List<PlacementStrategy> chain, int count) {
        List<Task> victims = new ArrayList<>();
        while (victims.size() < count) {
            Task best = null;
            for (Task task : tasks.all) {
                if (!kept.contains(task) && (best == null || before(tasks, chain, task, best))) {
                    best = task;
                }
            }
            if (best == null) {
                break;
            }
            victims.add(best);
            tasks.stop(best);
        }
        return victims;
    }

    private static boolean before(PlacedTasks tasks, List<PlacementStrategy> chain, Task a, Task b) {
        if (isSound(a) != isSound(b)) {
            return !isSound(a);
        }
        for (PlacementStrategy strategy : chain) {
            long ofA = merit(tasks, strategy, a);
            long ofB = merit(tasks, strategy, b);
            if (ofA != ofB) {
                return ofA > ofB;
            }
        }
        return a.startedMicros() != b.startedMicros()
                ? a.startedMicros() > b.startedMicros()
                : a.ordinal() < b.ordinal();
    }

    private static boolean isSound(Task task) {
        return task.status() == TaskStatus.RUNNING && task.health() != HealthStatus.UNHEALTHY;
    }

    private static long merit(PlacedTasks tasks, PlacementStrategy strategy, Task task) {
        ClusterState cluster = tasks.cluster;
        Demand demand = task.definition().demand();
        if (strategy instanceof Binpack binpack) {
            return binpack.field() == BinpackField.CPU
                    ? cluster.cpuFree(task.instance()) + demand.cpuUnits()
                    : cluster.memoryFree(task.instance()) + demand.memoryMiB();
        }
        boolean byInstance = ((Spread) strategy).byInstance();
        return tasks.all.stream()
                .filter(t -> byInstance
                        ? t.instance() == task.instance()
                        : cluster.instanceClass(t.instance()) == cluster.instanceClass(task.instance()))
                .count();
    }

    /** 2,500 of 5,000 tasks on 2,500 instances in well under the seconds that a square would take. */
    @Test
    void manyVictimsOfManyTasks() {
        ContainerInstance[] instances = new ContainerInstance[2500];
        for (int i = 0; i < instances.length; i++) {
            instances[i] = ContainerInstance.of("i" + i, "z" + i % 3, 4096, 8000);
        }
        PlacedTasks tasks = new PlacedTasks(instances);
        for (int i = 0; i < 5000; i++) {
            tasks.running(i % instances.length, TASK, i);
        }
        assertThat(assertTimeout(Duration.ofSeconds(2), () -> victims(tasks, 2500, SPREAD_ZONE, BINPACK_MEMORY)))
                .hasSize(2500)
                .doesNotHaveDuplicates();
    }
}
