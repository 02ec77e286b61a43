package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.TaskMix;
import io.ecsim.placement.TaskMix.Demanded;
import io.ecsim.random.Streams;
import io.ecsim.workload.Workload;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a strategy learns of the workload of its run. */
class WorkloadMixTest {

    /** Asks for the mix and places by nothing. */
    private static final class Curious implements StrategyProvider {

        private TaskMix learned = TaskMix.UNKNOWN;

        @Override
        public StrategyInfo info() {
            return new StrategyInfo("curious", "none", "");
        }

        @Override
        public Stage open(RunContext run) {
            learned = run.taskMix();
            return (Ranking) (request, instance) -> 0;
        }
    }

    private static TaskMix mix(Workload workload) {
        List<TaskSpec> specs = List.of(
                TaskSpec.standalone(TaskDefinition.of("a", 100, 200)),
                TaskSpec.standalone(TaskDefinition.of("b", 1, 2)));
        World world = new World(
                List.of(ContainerInstance.of("i", "a", 4096, 4096)),
                specs,
                workload,
                new NoFitPolicy.Fail(),
                FaultPlan.NONE,
                1_000_000,
                0);
        Curious strategy = new Curious();
        ClusterSimulation.run(
                world, new StrategyChain("curious", List.of(strategy)), new Streams(1, 0), RunOptions.DEFAULT);
        return strategy.learned;
    }

    private static ScriptedWorkload.Task task(long atMicros, int definition, int cpuUnits) {
        return new ScriptedWorkload.Task(atMicros, definition, cpuUnits, 10, 0, 0, 5);
    }

    @Test
    void equalDemandsOfADefinitionAreCountedTogether() {
        TaskMix mix =
                mix(new ScriptedWorkload(List.of(task(1, 0, 50), task(2, 1, 50), task(3, 0, 50), task(4, 0, 70))));
        assertThat(mix.demands())
                .extracting(Demanded::cpuUnits, Demanded::memoryMiB, Demanded::tasks)
                .containsExactlyInAnyOrder(tuple(50, 10, 2L), tuple(50, 10, 1L), tuple(70, 10, 1L));
        assertThat(mix.demands().stream().map(Demanded::kind).distinct()).hasSize(2);
    }

    @Test
    void theFirstTasksStandForAll() {
        TaskMix mix = mix(new ScriptedWorkload(IntStream.range(0, WorkloadMix.MOST_TASKS + 500)
                .mapToObj(i -> task(i, 0, i < WorkloadMix.MOST_TASKS ? 1 : 2))
                .toList()));
        assertThat(mix.demands()).extracting(Demanded::tasks).containsExactly((long) WorkloadMix.MOST_TASKS);
    }

    @Test
    void whereNothingArrivesTheDefinitionsStandForThemselves() {
        assertThat(mix(Workload.EMPTY).demands())
                .extracting(Demanded::cpuUnits, Demanded::memoryMiB, Demanded::tasks)
                .containsExactlyInAnyOrder(tuple(100, 200, 1L), tuple(1, 2, 1L));
    }
}
