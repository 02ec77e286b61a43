package io.ecsim.schedulers;

import static io.ecsim.controlplane.ScriptedWorld.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.ScriptedWorld;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.Packing;
import io.ecsim.placement.Repacker;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerCount;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import io.ecsim.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repacking in small worlds: first fit, a round every 100 microseconds; hand-computed. */
class RepackTest {

    private static StrategyProvider repack(String budget) {
        return BuiltInStrategies.catalogue()
                .parse("repack(first-fit, 100us, " + budget + ")")
                .strategies()
                .get(0);
    }

    /** On a: 600 until 50, and 300. On b: 600. At 100 the 300 could join b, where 400 is free. */
    private static ScriptedWorld halfEmpty(StrategyProvider strategy) {
        return ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 1000, 1000, 0))
                .strategy(strategy)
                .task(0, 600, 1, 50)
                .task(0, 600, 1, 1000)
                .task(0, 300, 1, 1000);
    }

    private static double cpuSeconds(int cpuUnits, long micros) {
        return cpuUnits / 1024.0 * micros / 1e6;
    }

    /** The 300 goes at 100 and begins anew: it ends at 1100, and from 100 on one instance is in use instead of two. */
    @Test
    void aTaskIsMovedAndBeginsAnew() {
        RunResult result = halfEmpty(repack("100%")).runOut(10_000);

        assertThat(result.count(SchedulerCount.MOVES)).isOne();
        assertThat(result.counts().completed()).isEqualTo(3);
        assertThat(result.value(Metric.LOST_WORK)).isCloseTo(cpuSeconds(300, 100), within(1e-15));
        assertThat(result.value(Metric.LOST)).isZero();
        assertThat(result.value(Metric.CRASHED)).isZero();
        assertThat(result.value(Metric.IN_USE)).isCloseTo((2 * 100 + 1000) / 1100.0, within(1e-12));
        assertThat(result.value(Metric.MOVE_RATE)).isCloseTo(3.6e9 / 1100, within(1e-6));
        assertThat(result.counts().placed()).isEqualTo(3); // a move is no second placement of a request
    }

    /** Of 100 microseconds two checkpoints keep 80: 920 are left, until 1020. */
    @Test
    void checkpointsAreKept() {
        FaultPlan checkpoints = new FaultPlan(
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), new FaultPlan.Recovery(40, 0, 0, 1));
        RunResult result = halfEmpty(repack("100%")).faults(checkpoints).runOut(10_000);

        assertThat(result.value(Metric.LOST_WORK)).isCloseTo(cpuSeconds(300, 20), within(1e-15));
        assertThat(result.value(Metric.IN_USE)).isCloseTo((2 * 100 + 920) / 1020.0, within(1e-12));
        assertThat(result.counts().completed()).isEqualTo(3);
    }

    /** Two tasks run at 100: of 49 % of them, rounded down, none may go; of 50 % one may. */
    @ParameterizedTest
    @CsvSource({"0%, 0", "49.99%, 0", "50%, 1"})
    void theBudgetIsRoundedDown(String budget, int moves) {
        RunResult result = halfEmpty(repack(budget)).runOut(10_000);
        assertThat(result.count(SchedulerCount.MOVES)).isEqualTo(moves);
        assertThat(result.value(Metric.MOVE_RATE)).isCloseTo(moves * 3.6e9 / 1100, within(1e-6));
    }

    /** What a move leaves is for whoever waits: 800 fits nowhere at 60, and on a once the 300 has gone at 100. */
    @Test
    void whatIsFreedIsForWhoWaits() {
        RunResult result = halfEmpty(repack("100%")).task(60, 800, 1, 100).runOut(10_000);
        assertThat(result.counts().completed()).isEqualTo(4);
        assertThat(result.value(Metric.WAIT_MAX)).isCloseTo(40e-6, within(1e-15));
    }

    /**
     * One round, at 100: b holds 700, c 600, which fit nowhere else, a two tasks. 300 and 500: the 500 fits nowhere. 350 twice:
     * the first would go to c, the second nowhere, so that both stay. 200 and 100 fill b together. 350 and 50 part, to c and b;
     * so do 400 and 250.
     */
    @ParameterizedTest
    @CsvSource({"300, 500, 0", "350, 350, 0", "200, 100, 2", "350, 50, 2", "400, 250, 2"})
    void anInstanceIsEmptiedOrLeft(int one, int other, int moves) {
        RunResult result = ScriptedWorld.of(
                        instance("a", "z", 1000, 1000, 0),
                        instance("b", "z", 1000, 1000, 0),
                        instance("c", "z", 1000, 1000, 0))
                .strategy(repack("100%"))
                .task(0, one, 1, 180)
                .task(0, other, 1, 180)
                .task(0, 1000 - one - other, 1, 10) // fills a
                .task(0, 700, 1, 180)
                .task(0, 300, 1, 10) // fills b
                .task(0, 600, 1, 180)
                .runTo(150);
        assertThat(result.count(SchedulerCount.MOVES)).isEqualTo(moves);
    }

    /** Both of a could join b by what they need, but no two of their group may share an instance (R1.8). */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void constraintsHoldForMovesToo(boolean distinct) {
        PlacementConstraint[] constraints = distinct
                ? new PlacementConstraint[] {new PlacementConstraint.DistinctInstance()}
                : new PlacementConstraint[0];
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 1000, 1000, 0))
                .define("group", constraints)
                .define("other")
                .strategy(repack("100%"))
                .task(0, 0, 200, 1, 0, 500)
                .task(0, 1, 800, 1, 0, 10) // fills a
                .task(0, 0, 300, 1, 0, 500)
                .runOut(10_000);
        assertThat(result.count(SchedulerCount.MOVES)).isEqualTo(distinct ? 0 : 1);
    }

    /** Rounds come back only after a change, so that a run ends as it would without them. */
    @Test
    void aRunEndsWithItsLastTask() {
        RunResult moved = halfEmpty(repack("0%")).runOut(1_000_000);
        RunResult plain = halfEmpty(ScriptedWorld.FIRST_FIT).runOut(1_000_000);
        assertThat(moved.digest()).isEqualTo(plain.digest());
        assertThat(moved.value(Metric.IN_USE)).isEqualTo(plain.value(Metric.IN_USE));
        assertThat(plain.metrics()).doesNotContainKey(Metric.MOVE_RATE);
    }

    /** No round moves more than its share of the tasks there are, and no plan is refused by the core. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theBudgetHoldsInEveryRound(int seed) {
        Random random = new Random(seed);
        int percent = random.nextInt(60);
        List<Integer> sizes = new ArrayList<>();
        ScriptedWorld world = ScriptedWorld.of(random.ints(12, 500, 4000)
                .mapToObj(cpu -> instance("i-" + cpu, "z", cpu, 5000 - cpu, cpu))
                .toArray(ContainerInstance[]::new));
        world.strategy(new Watched(repack(percent + "%"), percent, sizes)).noFit(new NoFitPolicy.Wait(seed % 2 == 0));
        long at = 0;
        for (int task = 0; task < 200; task++) {
            at += random.nextInt(20);
            world.task(at, 10 + random.nextInt(400), 10 + random.nextInt(400), 20 + random.nextInt(900));
        }
        RunResult result = world.runOut(1_000_000);

        assertThat(result.count(SchedulerCount.CONFLICTS)).as("seed " + seed).isZero();
        int lookups = 2; // ScriptedWorld runs by index and by scan
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum())
                .as("seed " + seed)
                .isEqualTo((int) result.count(SchedulerCount.MOVES) * lookups);
        if (percent == 0 || percent >= 10) {
            assertThat(result.count(SchedulerCount.MOVES) > 0)
                    .as("seed " + seed)
                    .isEqualTo(percent > 0);
        }
    }

    /** Looks at each plan of a repacker. */
    private record Watched(StrategyProvider inner, int percent, List<Integer> sizes) implements StrategyProvider {
        @Override
        public StrategyInfo info() {
            return new StrategyInfo("watched", "test", "");
        }

        @Override
        public boolean standsAlone() {
            return true;
        }

        @Override
        public Stage open(RunContext run) {
            Repacker repacker = (Repacker) inner.open(run);
            return new Repacker() {
                @Override
                public List<Single> single() {
                    return repacker.single();
                }

                @Override
                public long intervalMicros() {
                    return repacker.intervalMicros();
                }

                @Override
                public int budget(int tasks) {
                    int budget = repacker.budget(tasks);
                    assertThat(budget * 100).isLessThanOrEqualTo(percent * tasks);
                    return budget;
                }

                @Override
                public void plan(Packing packing) {
                    int budget = packing.movesLeft();
                    repacker.plan(packing);
                    assertThat(packing.size()).isLessThanOrEqualTo(budget);
                    sizes.add(packing.size());
                }
            };
        }
    }

    /** A repacker that proposes more than its budget is stopped. */
    @Test
    void theCoreHoldsTheBudget() {
        StrategyProvider greedy = new StrategyProvider() {
            @Override
            public StrategyInfo info() {
                return new StrategyInfo("greedy", "test", "");
            }

            @Override
            public Stage open(RunContext run) {
                Repacker repacker = (Repacker) repack("100%").open(run);
                return new Repacker() {
                    @Override
                    public List<Single> single() {
                        return repacker.single();
                    }

                    @Override
                    public long intervalMicros() {
                        return 100;
                    }

                    @Override
                    public int budget(int tasks) {
                        return 0;
                    }

                    @Override
                    public void plan(Packing packing) {
                        packing.move(packing.tasksOn(0)[0], 1);
                    }
                };
            }
        };
        assertThatThrownBy(() -> halfEmpty(greedy).runOut(1000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a round may move 0 tasks, no more");
    }

    @Test
    void aControlPlaneIsRefused() {
        World world = new World(
                        List.of(instance("a", "z", 1000, 1000, 0)),
                        List.of(TaskSpec.standalone(TaskDefinition.of("plain", 1, 1))),
                        Workload.EMPTY,
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE,
                        1000,
                        0)
                .with(ControlPlane.DEFAULT);
        assertThatThrownBy(() -> ClusterSimulation.run(
                        world,
                        BuiltInStrategies.catalogue().parse("repack(random, 1m, 5%)"),
                        new Streams(1, 0),
                        RunOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("repack(random, 1m, 5%) moves tasks, which needs a world without control plane");
    }
}
