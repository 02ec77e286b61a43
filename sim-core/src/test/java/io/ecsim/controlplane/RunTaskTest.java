package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ListedWorkload.Task;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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

    /** A law that gives the listed values one after another. */
    private static Law inTurn(double... values) {
        Iterator<Double> next = Arrays.stream(values).iterator();
        return new Law() {
            @Override
            public double sample(RandomStream stream) {
                return next.next();
            }

            @Override
            public double mean() {
                return Arrays.stream(values).average().orElseThrow();
            }

            @Override
            public String describe() {
                return "in turn " + Arrays.toString(values);
            }
        };
    }

    /** Attempts crash after 100, 100, 30 and 100 s and keep 60, 60, 0 and 60 s of the 250 s of work; the fifth does the rest. */
    @Test
    void aCheckpointSurvivesTheFailuresAfterIt() {
        ListedWorkload workload = new ListedWorkload(List.of(new Task(0, 1024, 1024, 250 * SECOND)), 9_999 * SECOND);
        FaultPlan faults = new FaultPlan(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(inTurn(100, 100, 30, 100, 100)),
                new FaultPlan.Recovery(60 * SECOND, 10, 0, 1));
        RunResult result =
                run(List.of(ContainerInstance.of("one", "a", 1024, 1024)), workload, new NoFitPolicy.Fail(), faults);
        assertThat(result.value(Metric.COMPLETED)).isEqualTo(1);
        assertThat(result.value(Metric.CRASHED)).isEqualTo(4);
        assertThat(result.value(Metric.LOST_WORK)).isEqualTo(40 + 40 + 30 + 40);
    }

    @Test
    void aClusterThatIsAllDownIsNotShownAsFull() {
        FaultPlan faults = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("a", 1000 * SECOND, 20_000 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        ListedWorkload workload = new ListedWorkload(
                List.of(new Task(0, 1024, 1024, 9_000 * SECOND), new Task(9_999 * SECOND, 1024, 1024, SECOND)), 0);
        RunResult result = run(
                List.of(ContainerInstance.of("one", "a", 1024, 1024)), workload, new NoFitPolicy.Wait(false), faults);
        Series allocated = result.series().get(0);
        assertThat(allocated.key()).isEqualTo("allocatedCpu");
        assertThat(allocated.values()).containsExactly(1, 0, 0);
    }
}
