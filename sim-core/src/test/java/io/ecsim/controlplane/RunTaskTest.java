package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ListedWorkload.Task;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lives of a few tasks that can be followed by hand. */
class RunTaskTest {

    private static final long SECOND = 1_000_000;
    private static final RunOptions CHECKED = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 2);

    private static RunResult run(
            List<ContainerInstance> instances, ListedWorkload workload, NoFitPolicy noFit, FaultPlan faults) {
        World world = new World(
                instances,
                List.of(TaskSpec.standalone(TaskDefinition.of("task", 1024, 1024))),
                workload,
                noFit,
                faults,
                10_000 * SECOND,
                0);
        StrategyChain chain = new StrategyChain("binpack", List.of(MiceAndElephantsTest.BINPACK));
        return ClusterSimulation.run(world, chain, new Streams(1, 0), CHECKED);
    }

    /**
     * An elephant waits for the first instance; the mouse behind it would fit on the second all the time. When the elephant
     * goes at 100 s it takes all of the first, and the mouse must go to the second then, not at 1000 s when that changes.
     */
    @Test
    void underStrictFifoTheNextInLineIsTriedOnEveryInstance() {
        List<ContainerInstance> instances =
                List.of(ContainerInstance.of("big", "a", 4096, 8192), ContainerInstance.of("small", "b", 2048, 4096));
        ListedWorkload workload = new ListedWorkload(
                List.of(
                        new Task(0, 1024, 1024, 1000 * SECOND),
                        new Task(0, 4096, 8192, 100 * SECOND),
                        new Task(0, 4096, 8192, 5000 * SECOND),
                        new Task(10 * SECOND, 1024, 1024, 5000 * SECOND),
                        new Task(20 * SECOND, 1024, 1024, 5000 * SECOND)),
                0);
        RunResult result = run(instances, workload, new NoFitPolicy.Wait(true), FaultPlan.NONE);
        assertThat(result.value(Metric.WAIT_MAX)).isEqualTo(980.0);
        assertThat(result.value(Metric.WAIT_MEAN)).isEqualTo((100 + 90 + 980) / 5.0);
    }
}
