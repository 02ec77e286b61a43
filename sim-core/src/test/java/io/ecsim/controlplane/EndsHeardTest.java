package io.ecsim.controlplane;

import static io.ecsim.controlplane.ForestWorkload.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ForestWorkload.Task;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A workload hears of ends, and what it sends because of them arrives; times in microseconds. */
class EndsHeardTest {

    private static final NoFitPolicy WAIT = new NoFitPolicy.Wait(false);
    private static final NoFitPolicy FAIL = new NoFitPolicy.Fail();

    private static RunResult run(ForestWorkload workload, NoFitPolicy noFit, FaultPlan faults, long horizonMicros) {
        World world = new World(
                List.of(ContainerInstance.of("one", "z", 1000, 100_000)),
                List.of(TaskSpec.standalone(TaskDefinition.of("task", 1, 1))),
                workload,
                noFit,
                faults,
                horizonMicros,
                0);
        RunOptions options = new RunOptions(
                RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
        StrategyChain chain = new StrategyChain("first-fit", List.of(ScriptedWorld.FIRST_FIT));
        return ClusterSimulation.run(world, chain, new Streams(3, 0), options);
    }

    private static List<String> log(NoFitPolicy noFit, Task... tasks) {
        ForestWorkload workload = new ForestWorkload(tasks);
        run(workload, noFit, FaultPlan.NONE, 1_000_000);
        return workload.log();
    }

    @Test
    void anEarlierArrivalTakesThePlaceOfThePendingOne() {
        assertThat(log(WAIT, new Task(ROOT, 0, 1, 10), new Task(ROOT, 100, 1, 10), new Task(0, 5, 1, 10)))
                .containsExactly(
                        "0 arrived 0",
                        "10 completed 0",
                        "15 arrived 2",
                        "25 completed 2",
                        "100 arrived 1",
                        "110 completed 1");
    }

    @Test
    void aLaterArrivalLeavesThePendingOneAlone() {
        assertThat(log(WAIT, new Task(ROOT, 0, 1, 10), new Task(ROOT, 100, 1, 10), new Task(0, 500, 1, 10)))
                .containsExactly(
                        "0 arrived 0",
                        "10 completed 0",
                        "100 arrived 1",
                        "110 completed 1",
                        "510 arrived 2",
                        "520 completed 2");
    }

    @Test
    void theRunGoesOnWhereNothingWasPending() {
        assertThat(log(WAIT, new Task(ROOT, 0, 1, 10), new Task(0, 300_000, 1, 10), new Task(1, 0, 1, 10)))
                .containsExactly(
                        "0 arrived 0",
                        "10 completed 0",
                        "300010 arrived 1",
                        "300020 completed 1",
                        "300020 arrived 2",
                        "300030 completed 2");
    }

    /** Tasks 0, 2 and 3 fit nowhere and are given up while they are being delivered; 1 and 4 are delivered around them. */
    @Test
    void tasksGivenUpOnArrivalAreHeardOfBeforeTheNextArrives() {
        assertThat(log(
                        FAIL,
                        new Task(ROOT, 0, 2000, 10),
                        new Task(ROOT, 0, 1, 10),
                        new Task(0, 0, 2000, 10),
                        new Task(2, 0, 2000, 10),
                        new Task(3, 0, 1, 10)))
                .containsExactly(
                        "0 arrived 0",
                        "0 given up 0",
                        "0 arrived 1",
                        "0 arrived 2",
                        "0 given up 2",
                        "0 arrived 3",
                        "0 given up 3",
                        "0 arrived 4",
                        "10 completed 1",
                        "10 completed 4");
    }

    @Test
    void theLastTaskGivenUpOnArrivalMayStillHaveAChildLater() {
        assertThat(log(FAIL, new Task(ROOT, 7, 2000, 10), new Task(0, 50, 1, 10)))
                .containsExactly("7 arrived 0", "7 given up 0", "57 arrived 1", "67 completed 1");
    }

    @Test
    void anAttemptThatIsTriedAgainHasNotEnded() {
        ForestWorkload workload = new ForestWorkload(new Task(ROOT, 0, 1, 100), new Task(0, 10, 1, 30));
        FaultPlan faults = new FaultPlan(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(ScriptedWorld.every(40)),
                new FaultPlan.Recovery(0, 2, 5, 1));
        RunResult result = run(workload, WAIT, faults, 1_000_000);
        // three attempts of 40 and two delays of 5
        assertThat(workload.log()).containsExactly("0 arrived 0", "130 given up 0", "140 arrived 1", "170 completed 1");
        assertThat(result.counts().failed()).isEqualTo(1);
    }

    @Test
    void tasksLostWithTheirInstanceAreHeardOf() {
        ForestWorkload workload =
                new ForestWorkload(new Task(ROOT, 0, 1, 500), new Task(ROOT, 900, 1, 10), new Task(0, 200, 1, 10));
        FaultPlan faults = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("z", 100, 50)),
                Optional.of(new FaultPlan.Renewal(ScriptedWorld.every(1_000_000_000), ScriptedWorld.every(50))),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        run(workload, WAIT, faults, 1_000);
        assertThat(workload.log().subList(0, 3)).containsExactly("0 arrived 0", "100 given up 0", "300 arrived 2");
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** Each task arrives once, after its parent, at the right time, and ends once. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTaskOfARandomForestArrivesAndEndsOnce(long seed) {
        SequentialStream random = new Streams(seed, 0).sequential("forest");
        Task[] tasks = new Task[200];
        for (int i = 0; i < tasks.length; i++) {
            int parent = i == 0 || random.nextInt(5) == 0 ? ROOT : random.nextInt(i);
            tasks[i] = new Task(parent, random.nextInt(20), 1 + random.nextInt(1200), random.nextInt(30));
        }
        ForestWorkload workload = new ForestWorkload(tasks);
        NoFitPolicy noFit = seed % 2 == 0 ? FAIL : new NoFitPolicy.Retry(new Backoff(3, 2, 100, 4));
        FaultPlan crashes = new FaultPlan(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(ScriptedWorld.every(20)),
                new FaultPlan.Recovery(0, 1, 2, 1));
        run(workload, noFit, seed % 3 == 0 ? crashes : FaultPlan.NONE, 1_000_000);
        long[] arrived = new long[tasks.length];
        long[] ended = new long[tasks.length];
        List<Integer> arrivals = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        long last = 0;
        for (String line : workload.log()) {
            String[] words = line.split(" ");
            long at = Long.parseLong(words[0]);
            int task = Integer.parseInt(words[words.length - 1]);
            assertThat(at).as(line).isGreaterThanOrEqualTo(last);
            last = at;
            (words[1].equals("arrived") ? arrivals : ends).add(task);
            (words[1].equals("arrived") ? arrived : ended)[task] = at;
        }
        Integer[] all = IntStream.range(0, tasks.length).boxed().toArray(Integer[]::new);
        assertThat(arrivals).containsExactlyInAnyOrder(all);
        assertThat(ends).containsExactlyInAnyOrder(all);
        for (int i = 0; i < tasks.length; i++) {
            long from = tasks[i].parent() == ROOT ? 0 : ended[tasks[i].parent()];
            assertThat(arrived[i]).as("task " + i).isEqualTo(from + tasks[i].afterMicros());
        }
    }
}
