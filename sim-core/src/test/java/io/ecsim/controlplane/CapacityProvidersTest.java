package io.ecsim.controlplane;

import static io.ecsim.controlplane.ElasticWorld.MINUTE;
import static io.ecsim.controlplane.ElasticWorld.SECOND;
import static io.ecsim.controlplane.ElasticWorld.by;
import static io.ecsim.controlplane.ElasticWorld.item;
import static io.ecsim.controlplane.ElasticWorld.resize;
import static io.ecsim.controlplane.ElasticWorld.scaling;
import static io.ecsim.controlplane.ScriptedWorld.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.ecsim.capacity.CapacityProvider;
import io.ecsim.capacity.ManagedScaling;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.Launch;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Service;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.GroupTotals;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Capacity providers in whole runs: the worked examples W19 to W26 and the rules of section 5. */
class CapacityProvidersTest {

    private static final long HOUR = 60 * MINUTE;

    private static ElasticWorld fixed(String... groups) {
        ElasticWorld world = new ElasticWorld();
        for (String group : groups) {
            world.group(group, 0, 20, 20, "a").provider(group, scaling(100));
        }
        return world;
    }

    private static long[] split(ElasticWorld world, String... providers) {
        return List.of(providers).stream().mapToLong(world::bound).toArray();
    }

    /** W19, R5.1, R5.4: the base first, then by weight; what is scaled in leaves the ratio as it was (R5.6). */
    @Test
    void aServiceIsSplitOverProviders() {
        ElasticWorld world = fixed("od", "spot")
                .service(
                        "web",
                        256,
                        256,
                        10,
                        by(item("od", 2, 1), item("spot", 0, 3)),
                        List.of(resize(10 * MINUTE, 22), resize(20 * MINUTE, 10), resize(30 * MINUTE, 2)))
                .open(HOUR);
        assertThat(split(world.to(9 * MINUTE), "od", "spot")).containsExactly(4, 6);
        assertThat(split(world.to(19 * MINUTE), "od", "spot")).containsExactly(7, 15);
        assertThat(split(world.to(29 * MINUTE), "od", "spot")).containsExactly(4, 6);
        assertThat(split(world.to(39 * MINUTE), "od", "spot")).containsExactly(2, 0);
    }

    /** W19. */
    @Test
    void weightsAndBasesShareOutTasks() {
        assertThat(shared(10, item("a", 0, 1), item("b", 0, 4))).containsExactly(2, 8);
        assertThat(shared(3, item("a", 5, 1), item("b", 0, 9))).containsExactly(3, 0);
        assertThat(shared(7, item("a", 0, 1), item("b", 0, 1))).containsExactly(4, 3);
    }

    private static long[] shared(int tasks, io.ecsim.model.CapacityProviderStrategyItem... items) {
        ElasticWorld world = fixed("a", "b")
                .service("web", 256, 256, tasks, by(items), List.of())
                .open(HOUR)
                .to(10 * MINUTE);
        return split(world, "a", "b");
    }

    /** R5.6: without it the tasks of the fullest machine would go, all of one provider. */
    @Test
    void aServiceThatShrinksKeepsItsRatio() {
        ElasticWorld world = new ElasticWorld()
                .group("large", 0, 20, 1, "a")
                .provider("large", scaling(100))
                .group("many", 0, 20, 20, "a")
                .provider("many", scaling(100))
                .service(
                        "web",
                        128,
                        128,
                        12,
                        by(item("large", 0, 1), item("many", 0, 1)),
                        List.of(resize(10 * MINUTE, 6)))
                .strategy(io.ecsim.placement.StrategyProvider.ranking(
                        "spread", "fewest tasks", (request, instance) -> instance.tasks()))
                .open(HOUR);
        assertThat(split(world.to(9 * MINUTE), "large", "many")).containsExactly(6, 6);
        assertThat(split(world.to(19 * MINUTE), "large", "many")).containsExactly(3, 3);
    }

    /** R5.1: each call of RunTask is split by itself, so its base is its own. */
    @Test
    void eachCallIsSplitByItself() {
        ElasticWorld world = fixed("a", "b")
                .runTask(0, 1, 1, 4, by(item("a", 1, 0), item("b", 0, 1)), Optional.empty())
                .open(HOUR)
                .to(MINUTE);
        assertThat(split(world, "a", "b")).containsExactly(1, 3);
    }

    /** W20, R5.10, R5.11, R5.12. */
    @Test
    void reservationIsMachinesNeededOfMachinesRunning() {
        ElasticWorld empty = new ElasticWorld()
                .group("g", 0, 9, 0, "a")
                .provider("g", scaling(100))
                .open(HOUR);
        assertThat(empty.to(MINUTE).providers().reservation("g")).isEqualTo(100); // (0, 0)
        assertThat(busy(1, 0, 1).providers().reservation("g")).isEqualTo(200); // (1, 0)
        assertThat(busy(4, 4, 4).providers().reservation("g")).isEqualTo(100); // (4, 4)
        assertThat(busy(3, 5, 5).providers().reservation("g")).isEqualTo(60); // (3, 5)
        assertThat(busy(7, 2, 2).providers().reservation("g")).isEqualTo(350); // (7, 2)
    }

    /** That many tasks, each as large as a machine, on a group of that many machines, after a minute. */
    private static ElasticWorld busy(int tasks, int machines, int most) {
        return new ElasticWorld()
                .group("g", 0, Math.max(20, most), machines, "a")
                .provider("g", scaling(100))
                .runTask(0, 2048, 1024, tasks, by("g"), Optional.empty())
                .open(HOUR)
                .to(MINUTE);
    }

    /** W21, R5.11, R5.20, R5.21, R5.22, R5.26: from nothing to two, and back to the one that works. */
    @Test
    void scalesFromZeroToTwoAndBackToOne() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 9, 0, "a")
                .provider("g", scaling(100))
                .runTask(0, 1024, 1024, 1, by("g"), Optional.empty())
                .open(2 * HOUR);
        world.to(MINUTE);
        assertThat(world.providers().reservation("g")).isEqualTo(200);
        assertThat(world.waiting()).isEqualTo(1);
        long raised = world.nextResize(0);
        assertThat(raised).isEqualTo(2 * MINUTE); // the alarm acts a minute after the datapoint (R5.25)
        assertThat(world.desired(0)).isEqualTo(2);
        world.to(raised + 2 * MINUTE);
        assertThat(world.running()).isEqualTo(1);
        assertThat(world.providers().reservation("g")).isEqualTo(50);
        Task task = world.tasks.values().iterator().next();
        int instance = task.instance();
        long lowered = world.nextResize(0);
        assertThat(lowered).isEqualTo(raised + (2 + 15) * MINUTE);
        assertThat(world.desired(0)).isEqualTo(1);
        world.to(lowered + MINUTE);
        assertThat(world.inService(0)).isEqualTo(1);
        assertThat(world.running()).isEqualTo(1);
        assertThat(task.instance()).isEqualTo(instance);
        assertThat(world.providers().reservation("g")).isEqualTo(100);
        assertThat(world.to(2 * HOUR).desired(0)).isEqualTo(1);
    }

    /** Two machines full, and ten tasks of half a machine that wait. */
    private static ElasticWorld scaleOut(ManagedScaling scaling) {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 2, "a")
                .provider("g", scaling)
                .runTask(0, 2048, 1024, 2, by("g"), Optional.empty())
                .runTask(0, 1024, 2048, 10, by("g"), Optional.empty())
                .open(HOUR);
        world.to(MINUTE);
        assertThat(world.waiting()).isEqualTo(10);
        return world;
    }

    /** W22, R5.14, R5.17, R5.20. */
    @Test
    void scalesOutByBinPacking() {
        ElasticWorld world = scaleOut(scaling(100));
        assertThat(world.providers().reservation("g")).isEqualTo(350);
        world.nextResize(0);
        assertThat(world.desired(0)).isEqualTo(7);
        world.to(HOUR / 2);
        assertThat(world.waiting()).isZero();
        assertThat(world.desired(0)).isEqualTo(7);
    }

    /** R5.14: tasks of different definitions with the same needs are one group; of several groups the greatest counts. */
    @Test
    void identicalNeedsOfDifferentTasksAreOneGroup() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 1, "a")
                .provider("g", scaling(100))
                .runTask(0, 2048, 1024, 1, by("g"), Optional.empty());
        for (int i = 0; i < 6; i++) {
            world.runTask(0, 1024, 1024, 1, by("g"), Optional.empty());
        }
        world.runTask(0, 2048, 1024, 2, by("g"), Optional.empty()).open(HOUR).to(MINUTE);
        assertThat(world.providers().reservation("g")).isEqualTo(400); // 1 that is there, 3 for the six
    }

    /** W22, R5.17, R5.24: in steps of three, a warm-up apart. */
    @Test
    void stepsAreLimitedAndAWarmUpApart() {
        ElasticWorld world = scaleOut(new ManagedScaling(100, 1, 3, 300 * SECOND));
        assertThat(world.providers().reservation("g")).isEqualTo(250);
        long first = world.nextResize(0);
        assertThat(world.desired(0)).isEqualTo(5);
        world.to(first + 2 * MINUTE);
        assertThat(world.waiting()).isEqualTo(4); // six were placed
        assertThat(world.providers().reservation("g")).isEqualTo(140);
        long second = world.nextResize(0);
        assertThat(second).isEqualTo(first + 7 * MINUTE); // 90 s of boot and 300 s of warm-up, then the next minute
        assertThat(world.desired(0)).isEqualTo(7);
    }

    /** W22, R5.17. */
    @Test
    void stepsHaveALeastSize() {
        ElasticWorld world = scaleOut(new ManagedScaling(100, 8, 10_000, 300 * SECOND));
        assertThat(world.providers().reservation("g")).isEqualTo(500);
        world.nextResize(0);
        assertThat(world.desired(0)).isEqualTo(10);
    }

    /** W23, R5.12, R5.20, R5.21. */
    @Test
    void aTargetBelowAHundredKeepsHeadroom() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 8, "a")
                .provider("g", scaling(80))
                .runTask(0, 2048, 1024, 8, by("g"), Optional.empty())
                .open(3 * HOUR);
        assertThat(world.to(MINUTE).providers().reservation("g")).isEqualTo(100);
        world.nextResize(0);
        assertThat(world.desired(0)).isEqualTo(10);
        world.to(2 * HOUR);
        assertThat(world.desired(0)).isEqualTo(10);
        assertThat(world.providers().reservation("g")).isEqualTo(80);
    }

    private static ElasticWorld shrinking(long waiterMicros) {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 10, "a")
                .provider("g", scaling(100))
                .runTask(0, 2048, 1024, 2, by("g"), Optional.empty());
        if (waiterMicros > 0) {
            world.runTask(waiterMicros, 2048, 1024, 4, by("g"), Optional.empty());
        }
        return world.open(4 * HOUR);
    }

    /** W24, R5.21, R5.22: half of the machines a minute, never fewer than one. */
    @Test
    void scalesInByHalfEachMinute() {
        ElasticWorld world = shrinking(0);
        assertThat(world.to(MINUTE).providers().reservation("g")).isEqualTo(20);
        assertThat(world.nextResize(0)).isEqualTo(16 * MINUTE);
        assertThat(world.desired(0)).isEqualTo(5);
        assertThat(world.to(17 * MINUTE).desired(0)).isEqualTo(3);
        assertThat(world.to(18 * MINUTE).desired(0)).isEqualTo(2);
        assertThat(world.to(2 * HOUR).desired(0)).isEqualTo(2);
        assertThat(world.inService(0)).isEqualTo(2);
    }

    /** W24, R5.23: a task that finds no room stops the scale-in, and the 15 minutes begin anew. */
    @Test
    void aScaleOutNeedStopsAScaleIn() {
        long arrives = 16 * MINUTE + 30 * SECOND;
        ElasticWorld world = shrinking(arrives); // 5 machines by then, 3 of them empty; 4 tasks come
        world.to(17 * MINUTE);
        assertThat(world.desired(0)).isEqualTo(5);
        assertThat(world.waiting()).isEqualTo(1);
        assertThat(world.providers().reservation("g")).isEqualTo(120);
        world.to(HOUR);
        assertThat(world.desired(0)).isEqualTo(6);
        assertThat(world.running()).isEqualTo(6);
    }

    /** W25, R5.14, R5.15, R5.31: what no machine of the group could hold is left out, and waits in vain. */
    @Test
    void anIncompatibleTaskIsLeftOut() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 1, "a")
                .provider("g", scaling(100))
                .runTask(0, 2048, 1024, 1, by("g"), Optional.empty())
                .service("large", 4096, 1024, 1, by("g"), List.of())
                .open(2 * HOUR);
        world.to(29 * MINUTE);
        assertThat(world.waiting()).isEqualTo(1);
        assertThat(world.providers().reservation("g")).isEqualTo(100);
        assertThat(world.desired(0)).isEqualTo(1);
        world.to(32 * MINUTE);
        List<Task> large = world.tasks.values().stream()
                .filter(task -> task.group().equals("service:large"))
                .sorted((a, b) -> Long.compare(a.createdMicros(), b.createdMicros()))
                .toList();
        assertThat(large).hasSize(2);
        assertThat(large.get(0).stopCode()).isEqualTo(StopCode.TASK_FAILED_TO_START);
        assertThat(large.get(0).stoppedMicros() - large.get(0).createdMicros()).isEqualTo(30 * MINUTE);
        assertThat(large.get(1).stops()).isFalse();
        assertThat(world.desired(0)).isEqualTo(1);
        assertThat(world.providers().timedOut()).isEqualTo(1);
    }

    /** W26, R5.30: a call whose tasks would wait above the limit creates none; what fits is not refused. */
    @Test
    void theLimitOfWaitingTasksRefusesWholeCalls() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 1, "a")
                .provider("g", new ManagedScaling(100, 1, 1, 300 * SECOND))
                .limits(500, HOUR);
        for (int call = 0; call < 50; call++) {
            world.runTask(0, 4096, 1024, 10, by("g"), Optional.empty());
        }
        world.runTask(SECOND, 4096, 1024, 1, by("g"), Optional.empty());
        world.runTask(2 * SECOND, 1024, 1024, 3, by("g"), Optional.empty()); // two would fit, one would wait
        world.runTask(3 * SECOND, 1024, 1024, 2, by("g"), Optional.empty());
        world.open(10 * MINUTE).to(MINUTE);
        assertThat(world.waiting()).isEqualTo(500);
        assertThat(world.running()).isEqualTo(2);
        List<CallCounts> calls = world.to(10 * MINUTE).finish().calls();
        assertThat(calls.get(50).exceptions()).isEqualTo(1);
        assertThat(calls.get(50).failures()).isEqualTo(Map.of("ClientException", 1L));
        assertThat(calls.get(51).started()).isZero();
        assertThat(calls.get(51).failures()).isEqualTo(Map.of("ClientException", 3L));
        assertThat(calls.get(52).started()).isEqualTo(2);
    }

    /** W43, R4.2, R5.12: a machine with nothing but daemons counts as empty. */
    @Test
    void daemonsAloneDoNotFillAMachine() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 4, "a")
                .provider("g", scaling(100))
                .daemon("agent", 128, 128)
                .runTask(0, 1900, 1024, 1, by("g"), Optional.empty())
                .open(HOUR);
        assertThat(world.to(MINUTE).running()).isEqualTo(5);
        assertThat(world.providers().reservation("g")).isEqualTo(25);
        world.to(30 * MINUTE);
        assertThat(world.inService(0)).isEqualTo(1);
        assertThat(world.running()).isEqualTo(2);
    }

    /** R5.3, R5.12: a task with a launch type does not wait, is not seen by the estimate, and fills its machine. */
    @Test
    void tasksWithALaunchTypeAreInvisibleToManagedScaling() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 2, "a")
                .provider("g", scaling(100))
                .runTask(0, 2048, 1024, 1, Launch.EC2, Optional.empty())
                .runTask(MINUTE / 2, 2048, 1024, 5, Launch.EC2, Optional.empty())
                .open(HOUR);
        world.to(MINUTE);
        assertThat(world.running()).isEqualTo(2);
        assertThat(world.waiting()).isZero();
        assertThat(world.providers().reservation("g")).isEqualTo(100);
        assertThat(world.to(HOUR).desired(0)).isEqualTo(2);
    }

    /** R5.5: a task waits for its own provider although another one has room. */
    @Test
    void noTaskOverflowsToAnotherProvider() {
        ElasticWorld world = new ElasticWorld()
                .group("full", 0, 1, 1, "a")
                .provider("full", scaling(100))
                .group("empty", 1, 4, 4, "a")
                .provider("empty", scaling(100))
                .runTask(0, 2048, 1024, 4, by(item("full", 0, 1), item("empty", 0, 1)), Optional.empty())
                .open(HOUR)
                .to(10 * MINUTE);
        assertThat(split(world, "full", "empty")).containsExactly(2, 2);
        assertThat(world.waiting()).isEqualTo(1);
        assertThat(world.running()).isEqualTo(3);
    }

    /** R5.16: distinctInstance takes a machine a task. */
    @Test
    void distinctInstanceCountsInTheEstimate() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 1, "a")
                .provider("g", scaling(100))
                .runTask(0, 128, 128, 5, by("g"), Optional.empty(), new PlacementConstraint.DistinctInstance())
                .open(HOUR)
                .to(MINUTE);
        assertThat(world.providers().reservation("g")).isEqualTo(500);
    }

    /** R5.27: machines with tasks are drained before they are terminated, though the group is smaller at once. */
    @Test
    void managedDrainingLetsTasksEnd() {
        CapacityProvider draining =
                new CapacityProvider("g", Service.DEFAULT_CLUSTER, "g", Optional.empty(), false, true);
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 20, 4, "a")
                .provider(draining)
                .ticking()
                .runTask(0, 2048, 1024, 4, by("g"), Optional.of(every(30 * MINUTE)))
                .open(3 * HOUR);
        world.to(5 * MINUTE).providers().groups().setDesiredCapacity(0, 1);
        world.to(6 * MINUTE);
        assertThat(world.inService(0)).isEqualTo(1);
        assertThat(world.running()).isEqualTo(4);
        world.to(HOUR);
        assertThat(world.tasks.values()).extracting(Task::stopCode).containsOnly(StopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(world.providers().groups().totals().get(0).terminated()).isEqualTo(3);
    }

    /**
     * R5.21, R5.22: a run without services is over when its tasks have ended and its group has come to rest, 16 minutes
     * later: the metric is looked at no more. The task waits 3 min and 90 s and runs for an hour on one of two machines.
     */
    @Test
    void aRunIsOverWhenItsGroupsAreAtRest() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 9, 0, "a")
                .provider("g", scaling(100))
                .runTask(30 * SECOND, 512, 512, 1, by("g"), Optional.of(every(60 * MINUTE)))
                .open(1000 * 60 * MINUTE)
                .to(1000 * 60 * MINUTE);
        RunResult result = world.finish();
        GroupTotals totals = result.controlPlane().orElseThrow().groups().get(0);
        assertThat(world.inService(0)).isZero();
        assertThat(result.events()).as("until the first sample after that").isLessThan(7000);
        double hours = result.value(Metric.BILLED) / 0.096 / totals.meanMachines();
        assertThat(hours * 60).as("minutes of the run").isCloseTo(80, offset(5.0));
    }
}
