package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.censored;
import static io.ecsim.controlplane.ScriptedWorld.instance;
import static io.ecsim.controlplane.ScriptedWorld.memberOf;
import static io.ecsim.controlplane.ScriptedWorld.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.faults.ControlPlaneFault;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.placement.Batch;
import io.ecsim.placement.BatchPlan;
import io.ecsim.placement.BatchPlanner;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerCount;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds of placement: who is planned when, and what becomes of proposals; hand-computed, times in microseconds. */
class PlacementRoundsTest {

    /** A planner of rounds of 100 microseconds whose single tasks go to the first that fits. */
    private static StrategyProvider rounds(Function<Batch, BatchPlan> planner) {
        return rounds(100, planner);
    }

    private static StrategyProvider rounds(long interval, Function<Batch, BatchPlan> planner) {
        return MiceAndElephantsTest.provider("rounds", run -> new BatchPlanner() {
            @Override
            public long intervalMicros() {
                return interval;
            }

            @Override
            public List<Single> single() {
                return List.of(new Single("first", (Ranking) (request, place) -> 0));
            }

            @Override
            public BatchPlan plan(Batch batch) {
                return planner.apply(batch);
            }
        });
    }

    private static final StrategyProvider BY_ARRIVAL = rounds(batch -> byChain(IntStream.range(0, batch.tasks())));

    private static final StrategyProvider LARGEST_FIRST = rounds(batch -> byChain(IntStream.range(0, batch.tasks())
            .boxed()
            .sorted(Comparator.comparing(
                    task -> -batch.request(batch.classOf(task)).cpuUnits()))
            .mapToInt(Integer::intValue)));

    /** Proposes for each task some instance, and for some of them the chain. */
    static final StrategyProvider ANYWHERE = rounds(10_000_000, batch -> {
        BatchPlan plan = new BatchPlan();
        for (int task = 0; task < batch.tasks(); task++) {
            if (batch.instances() > 0) {
                plan.put(task, batch.instanceAt(31 * (task + batch.tasks()) % batch.instances()));
            }
            if (task % 2 == 0) {
                plan.leaveToChain(task);
            }
        }
        return plan;
    });

    private static BatchPlan byChain(IntStream tasks) {
        BatchPlan plan = new BatchPlan();
        tasks.forEach(plan::leaveToChain);
        return plan;
    }

    private static ScriptedWorld one(StrategyProvider strategy) {
        return ScriptedWorld.of(instance("a", "z", 1000, 1000, 0)).strategy(strategy);
    }

    private static ScriptedWorld two(StrategyProvider strategy) {
        return ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 1000, 1000, 0))
                .strategy(strategy);
    }

    /** Rounds at 0, 100, 200 (150 had to wait for it) and 450, when nobody had asked for longer than the interval. */
    @Test
    void whoComesWaitsForTheNextRound() {
        RunResult result = one(BY_ARRIVAL)
                .task(0, 10, 1, 5)
                .task(10, 10, 1, 5)
                .task(100, 10, 1, 5)
                .task(150, 10, 1, 5)
                .task(450, 10, 1, 5)
                .runOut(1000);
        assertThat(waits(result)).containsExactly(0, 0, 0, 50, 90);
        assertThat(result.count(SchedulerCount.ROUNDS)).isEqualTo(4);
        assertThat(result.count(SchedulerCount.CONFLICTS)).isZero();
    }

    /**
     * R9.4: after the launch at 0 the next is allowed at 2 s; nobody waits then, so that no round is held, and who comes at
     * 3 s is planned at once.
     */
    @Test
    void noRoundIsHeldForNobodyWhenLaunchesAreAllowedAgain() {
        ControlPlaneFault slow = new ControlPlaneFault(0, 10_000_000, OptionalDouble.of(0.5), 1);
        World world = new World(
                        List.of(instance("a", "z", 1000, 1000, 0)),
                        List.of(TaskSpec.standalone(TaskDefinition.of("plain", 1, 1))),
                        new ScriptedWorkload(List.of(
                                new ScriptedWorkload.Task(0, 0, 10, 1, 0, 0, 5),
                                new ScriptedWorkload.Task(3_000_000, 0, 10, 1, 0, 0, 5))),
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE.withPlanned(
                                new PlannedFaults(List.of(), List.of(), List.of(slow), List.of(), List.of())),
                        20_000_000,
                        0)
                .with(ControlPlane.DEFAULT);
        RunResult result = ClusterSimulation.run(
                world,
                new StrategyChain(
                        "chain", List.of(rounds(1_500_000, batch -> byChain(IntStream.range(0, batch.tasks()))))),
                new Streams(7, 0),
                new RunOptions(
                        RunOptions.Lookup.INDEXED,
                        RunOptions.TieBreak.REGISTRATION,
                        RunOptions.Checks.EVERY_EVENT,
                        10));
        assertThat(waits(result)).containsExactly(0, 0);
        assertThat(result.count(SchedulerCount.ROUNDS)).isEqualTo(2);
    }

    /** One after another, 400 + 400 fill a to 800, 600 goes to b and the last 600 waits for the first end at 50. */
    @Test
    void aRoundSeesAllThatArrivedWithIt() {
        for (StrategyProvider strategy : List.of(ScriptedWorld.FIRST_FIT, LARGEST_FIRST)) {
            RunResult result = two(strategy)
                    .task(0, 400, 1, 50)
                    .task(0, 400, 1, 50)
                    .task(0, 600, 1, 50)
                    .task(0, 600, 1, 50)
                    .runTo(1000);
            assertThat(waits(result)).containsExactly(0, 0, 0, strategy == LARGEST_FIRST ? 0 : 50);
        }
    }

    /** Full until 130: tried in vain at 100, then not before room came free, and not before the interval is over. */
    @Test
    void roomThatComesFreeIsGivenOutInTheNextRound() {
        RunResult result =
                one(BY_ARRIVAL).task(0, 1000, 1, 130).task(10, 600, 1, 5).runTo(1000);
        assertThat(waits(result)).containsExactly(0, 190);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.CPU, 1L));
    }

    /** R1.40: both are proposed for a, one of the group is refused there, and goes by the chain when named again. */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void aProposalThatIsNoLongerLegalIsRefused(boolean namedAgain, int placed) {
        StrategyProvider allToFirst = rounds(batch -> {
            BatchPlan plan = new BatchPlan();
            IntStream.range(0, batch.tasks()).forEach(task -> plan.put(task, 0));
            if (namedAgain) {
                IntStream.range(0, batch.tasks()).forEach(plan::leaveToChain);
            }
            return plan;
        });
        RunResult result = two(allToFirst)
                .define("apart", new PlacementConstraint.DistinctInstance())
                .task(0, 0, 1, 1, 0, 2000)
                .task(0, 0, 1, 1, 0, 2000)
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, placed, 0, 0, 2 - placed, placed));
    }

    /** No plan can over-commit: ten of 400 are proposed for an instance of 1000. */
    @Test
    void tooManyProposalsForOneInstanceAreRefused() {
        StrategyProvider allToFirst = rounds(batch -> {
            BatchPlan plan = new BatchPlan();
            IntStream.range(0, batch.tasks()).forEach(task -> plan.put(task, 0));
            return plan;
        });
        ScriptedWorld world = two(allToFirst);
        for (int i = 0; i < 10; i++) {
            world.task(0, 400, 1, 2000);
        }
        RunResult result = world.runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(10, 2, 0, 0, 8, 2));
        assertThat(result.count(SchedulerCount.CONFLICTS)).isEqualTo(8);
    }

    /** All three ask at one instant, in ascending priority: room for one at a time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theGreatestPriorityIsPlannedFirst(boolean strictFifo) {
        RunResult result = one(BY_ARRIVAL)
                .noFit(new NoFitPolicy.Wait(strictFifo))
                .urgent(0, 0, 1000, 50)
                .urgent(0, 1, 1000, 50)
                .urgent(0, 2, 1000, 250)
                .runTo(1000);
        // 2 until 250; then 1 at once, the last round being long over; 0 at 350, when that interval is over
        assertThat(waits(result)).containsExactly(0, 250, 350);
    }

    /** 500 and 300 ask together at 10 while 600 runs until 150: 300 fits beside it, but may not pass under strict FIFO. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void strictFifoHoldsWhateverThePlan(boolean strictFifo) {
        RunResult result = one(LARGEST_FIRST)
                .noFit(new NoFitPolicy.Wait(strictFifo))
                .task(0, 600, 1, 150)
                .task(10, 500, 1, 20)
                .task(10, 300, 1, 20)
                .runTo(1000);
        // strict: nobody at 100, both at 200
        assertThat(waits(result)).containsExactly(strictFifo ? new long[] {0, 190, 190} : new long[] {0, 90, 190});
    }

    @Test
    void whoGetsNoPlaceInItsRoundFails() {
        RunResult result = one(BY_ARRIVAL)
                .noFit(new NoFitPolicy.Fail())
                .task(0, 600, 1, 300)
                .task(10, 600, 1, 10)
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 1, 1, 1, 0, 0));
        assertThat(censored(result)).containsExactly(90);
    }

    /** Asked at 10, planned at 100 in vain, asked again 30 later, planned at 200. */
    @Test
    void whoGetsNoPlaceInItsRoundAsksAgain() {
        RunResult result = one(BY_ARRIVAL)
                .noFit(new NoFitPolicy.Retry(new Backoff(30, 1, 30, 5)))
                .task(0, 600, 1, 110)
                .task(10, 600, 1, 10)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 190);
    }

    /** Who is not named stays, and without a change there is no other round: the run ends. */
    @Test
    void whomThePlanDoesNotNameWaits() {
        RunResult result =
                one(rounds(batch -> new BatchPlan())).task(5, 1, 1, 1).runOut(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 0, 0, 0, 1, 0));
    }

    /** R1.57: a friend's arrival in a round lets the shy one join it in the next. */
    @Test
    void aPlacementThatHelpsOthersCallsForARound() {
        RunResult result = one(BY_ARRIVAL)
                .define("shy", memberOf("task:group == friend"))
                .define("friend")
                .task(0, 0, 1, 1, 0, 50)
                .task(0, 1, 1, 1, 0, 500)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 100);
    }

    @Test
    void aPlannerStandsAlone() {
        assertThatThrownBy(() -> new StrategyChain("x", List.of(ALONE, ScriptedWorld.FIRST_FIT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alone is a whole chain and must stand alone, found in \"x\"");
    }

    private static final StrategyProvider ALONE = new StrategyProvider() {
        @Override
        public StrategyInfo info() {
            return new StrategyInfo("alone", "test", "");
        }

        @Override
        public Stage open(RunContext run) {
            return BY_ARRIVAL.open(run);
        }

        @Override
        public boolean standsAlone() {
            return true;
        }
    };
}
