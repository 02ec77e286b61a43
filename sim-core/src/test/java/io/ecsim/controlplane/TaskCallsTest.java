package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.every;
import static io.ecsim.controlplane.ScriptedWorld.instance;
import static io.ecsim.controlplane.ScriptedWorld.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.FaultPlan.Recovery;
import io.ecsim.faults.Outage;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Variates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls of RunTask and StartTask beside the workload; times in microseconds. */
class TaskCallsTest {

    private static final StrategyProvider MOST_FREE =
            StrategyProvider.ranking("most-free", "CPU free", (request, instance) -> -instance.cpuFree());

    private static final StrategyProvider NEVER_ASKED =
            StrategyProvider.ranking("never-asked", "none", (request, instance) -> {
                throw new IllegalStateException("StartTask skips strategies");
            });

    private static final Law EXPONENTIAL = new Law() {
        @Override
        public double sample(RandomStream stream) {
            return Variates.exponential(stream) * mean();
        }

        @Override
        public double mean() {
            return 5e-4;
        }

        @Override
        public String describe() {
            return "exponential";
        }
    };

    private static TaskDefinition plain(int cpu, int memory) {
        return TaskDefinition.of("job", cpu, memory);
    }

    private static RunTaskCall run(int count) {
        return new RunTaskCall("call", 0, count, "", Optional.of(every(100)));
    }

    private static StartTaskCall start(String... instances) {
        return new StartTaskCall("call", 0, List.of(instances), "", Optional.of(every(100)));
    }

    private static CallCounts only(RunResult result) {
        assertThat(result.calls()).hasSize(1);
        return result.calls().get(0);
    }

    /** R1.9: the second task of a call sees what the first has left, so the two spread and leave no room for a whole one. */
    @Test
    void tasksOfOneCallArePlacedOneAfterAnother() {
        ScriptedWorld world = ScriptedWorld.of(instance("a", "z", 2048, 1000, 0), instance("b", "z", 2048, 1000, 0))
                .strategy(MOST_FREE)
                .define(plain(1024, 1), "family:job")
                .define(plain(2048, 1), "family:whole")
                .call(0, run(2))
                .call(50, new RunTaskCall("whole", 1, 1, "", Optional.of(every(100))));
        RunResult result = world.runTo(1000);
        assertThat(result.calls().get(0).started()).isEqualTo(2);
        assertThat(result.calls().get(1).failures()).isEqualTo(Map.of("RESOURCE:CPU", 1L));
    }

    /** R9.7, R5.32: what finds no room comes back at once, though tasks of the workload wait. */
    @Test
    void partOfACallMayFail() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 2048, 1000, 0))
                .define(plain(1024, 1), "family:job")
                .task(10, 2048, 1, 500)
                .call(0, run(5))
                .runTo(1000);
        assertThat(only(result))
                .isEqualTo(new CallCounts("call", "RunTask", 1, 5, 2, Map.of("RESOURCE:CPU", 3L), 0, 0));
        assertThat(result.counts()).isEqualTo(new TaskCounts(6, 3, 3, 3, 0, 0));
        assertThat(waits(result)).containsExactly(0, 0, 90); // the task of the workload waits for the called ones
    }

    /** W6, R1.40, R9.7. */
    @Test
    void distinctInstanceFailsTheFourthOfACallOnThreeInstances() {
        RunResult result = ScriptedWorld.of(
                        instance("a", "z", 2048, 1000, 0),
                        instance("b", "z", 2048, 1000, 0),
                        instance("c", "z", 2048, 1000, 0))
                .define(plain(10, 1), "family:job", new PlacementConstraint.DistinctInstance())
                .call(0, run(4))
                .runTo(1000);
        assertThat(only(result).started()).isEqualTo(3);
        assertThat(only(result).tasks()).isEqualTo(4);
        assertThat(only(result).exceptions()).isZero();
    }

    /** W2, R1.9, R1.26: the fifth task finds the first instance full; one that needs more than the rest fails. */
    @Test
    void binpackFillsOneInstanceAndThenTheNext() {
        ScriptedWorld world = ScriptedWorld.of(
                        instance("a", "z", 2048, 4096, 0),
                        instance("b", "z", 2048, 4096, 0),
                        instance("c", "z", 2048, 4096, 0))
                .strategy(MiceAndElephantsTest.BINPACK)
                .define(plain(512, 1024), "family:job")
                .define(plain(2048, 4096), "family:whole")
                .call(0, run(5))
                .call(1, new RunTaskCall("whole", 1, 2, "", Optional.empty()));
        RunResult result = world.runTo(50);
        assertThat(result.calls().get(0).started()).isEqualTo(5);
        assertThat(result.calls().get(1).started()).isEqualTo(1); // c alone is empty
        assertThat(result.counts().running()).isEqualTo(6);
    }

    /** R9.8: an exception, of which nothing is created; a cluster whose instance is back takes the next call. */
    @Test
    void anEmptyClusterAnswersWithAnException() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 2048, 1000, 0))
                .define(plain(1024, 1), "family:job")
                .faults(FaultPlan.NONE.withOutages(List.of(new Outage("a", 10, 100))))
                .call(50, run(3))
                .call(200, run(1))
                .runTo(1000);
        assertThat(only(result))
                .isEqualTo(new CallCounts("call", "RunTask", 2, 4, 1, Map.of("InvalidParameterException", 3L), 1, 0));
    }

    /** R1.10: no strategy is asked; each instance gets its task though all would fit on the first. */
    @Test
    void startTaskSkipsStrategies() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 2048, 1000, 0), instance("b", "z", 1024, 1000, 0))
                .strategy(NEVER_ASKED)
                .define(plain(1024, 1), "family:job")
                .call(0, start("b", "a", "b", "a"))
                .runOut(1000);
        assertThat(only(result))
                .isEqualTo(new CallCounts("call", "StartTask", 1, 4, 3, Map.of("RESOURCE:CPU", 1L), 0, 0));
    }

    /** R1.10, R9.7: MISSING, INACTIVE, RESOURCE:MEMORY, RESOURCE:PORTS, RESOURCE:ENI, ATTRIBUTE. */
    @Test
    void startTaskStillChecksWhatTheInstanceCanTake() {
        ContainerDefinition web =
                new ContainerDefinition("web", 10, 500, 0, 0, true, List.of(new PortMapping(80, 80, Protocol.TCP)));
        TaskDefinition ports =
                new TaskDefinition("ports", 1, NetworkMode.BRIDGE, 0, 0, List.of(web), List.of(), Map.of());
        TaskDefinition awsvpc = new TaskDefinition(
                "awsvpc",
                1,
                NetworkMode.AWSVPC,
                0,
                0,
                List.of(new ContainerDefinition("c", 1, 1, 0, 0, true, List.of())),
                List.of(),
                Map.of());
        TaskDefinition picky = new TaskDefinition(
                "picky",
                1,
                NetworkMode.BRIDGE,
                0,
                0,
                List.of(new ContainerDefinition("c", 1, 1, 0, 0, true, List.of())),
                List.of(new PlacementConstraint.RequiredAttribute("ecs.cpu-architecture", "arm64")),
                Map.of());
        RunResult result = ScriptedWorld.of(instance("a", "z", 2048, 1000, 0), instance("gone", "z", 2048, 1000, 0))
                .define(plain(1, 900), "family:job")
                .define(ports, "family:ports")
                .define(awsvpc, "family:awsvpc")
                .define(picky, "family:picky")
                .faults(FaultPlan.NONE.withOutages(List.of(new Outage("gone", 1, 10_000))))
                .call(10, new StartTaskCall("ports", 1, List.of("a", "a"), "", Optional.empty()))
                .call(10, new StartTaskCall("memory", 0, List.of("a", "nowhere", "gone"), "", Optional.empty()))
                .call(10, new StartTaskCall("awsvpc", 2, List.of("a"), "", Optional.empty()))
                .call(10, new StartTaskCall("picky", 3, List.of("a"), "", Optional.empty()))
                .runTo(1000);
        assertThat(result.calls())
                .extracting(CallCounts::failures)
                .containsExactly(
                        Map.of("RESOURCE:PORTS", 1L),
                        Map.of("RESOURCE:MEMORY", 1L, "MISSING", 1L, "INACTIVE", 1L),
                        Map.of("RESOURCE:ENI", 1L),
                        Map.of("ATTRIBUTE", 1L));
    }

    /** A call crashes and is tried again like a task of the workload, with run times of its own. */
    @Test
    void calledTasksLiveOnAsOthersDo() {
        FaultPlan crashes = new FaultPlan(
                Optional.empty(), List.of(), Optional.empty(), Optional.of(every(60)), new Recovery(0, 1, 5, 1));
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 0))
                .define(plain(1024, 1), "family:job")
                .faults(crashes)
                .call(0, run(1))
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 0, 1, 0, 0));
        assertThat(result.value(Metric.CRASHED)).isEqualTo(2);
        assertThat(result.value(Metric.ALLOCATED_CPU)).isEqualTo(120 / 1000.0);
    }

    /** The ordinals of called tasks are no task's of the workload: its draws stay, whatever is called. */
    @Test
    void theWorkloadMeetsTheSameLuckBesideCalls() {
        RunResult alone = mixed(false);
        RunResult beside = mixed(true);
        assertThat(beside.calls()).hasSize(1);
        assertThat(beside.counts().completed() - only(beside).started())
                .isEqualTo(alone.counts().completed())
                .isGreaterThan(10);
        assertThat(beside.value(Metric.CRASHED))
                .isEqualTo(alone.value(Metric.CRASHED))
                .isGreaterThan(3);
    }

    private static RunResult mixed(boolean calls) {
        FaultPlan crashes = new FaultPlan(
                Optional.empty(), List.of(), Optional.empty(), Optional.of(EXPONENTIAL), new Recovery(0, 50, 1, 1));
        ScriptedWorld world = ScriptedWorld.of(instance("a", "z", 100_000, 100_000, 0))
                .define(plain(1, 1), "family:job")
                .faults(crashes);
        for (int i = 0; i < 40; i++) {
            world.task(10 * i, 1, 1, 100);
        }
        if (calls) {
            world.call(5, new RunTaskCall("call", 0, 10, "", Optional.of(every(1))));
        }
        return world.runTo(100_000);
    }

    /** A call of the warm-up starts tasks but is not counted. */
    @Test
    void callsOfTheWarmUpAreNotCounted() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 2048, 1000, 0))
                .define(plain(1024, 1), "family:job")
                .warmup(10)
                .call(0, run(2))
                .call(20, run(1))
                .runTo(1000);
        assertThat(only(result))
                .isEqualTo(new CallCounts("call", "RunTask", 1, 1, 0, Map.of("RESOURCE:CPU", 1L), 0, 0));
        assertThat(result.counts().requested()).isEqualTo(1);
    }

    /** Section 10 of the rules: 10 tasks a call, 10 instances a call; R1.10. */
    @Test
    void aCallAsksForOneToTenTasks() {
        assertThatThrownBy(() -> run(11)).hasMessageContaining("11 tasks").hasMessageContaining("1 to 10");
        assertThatThrownBy(() -> run(0)).hasMessageContaining("0 tasks");
        assertThatThrownBy(() -> start("a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a"))
                .hasMessageContaining("1 to 10");
    }
}
