package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.AgentSettings;
import io.ecsim.agent.Seconds;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerBehaviour;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.RestartPolicy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an attempt under a control plane has done when it ends: what its work container did, and nothing else. */
class WorkOfAttemptsTest {

    private static final long SECOND = 1_000_000;
    private static final RunOptions CHECKED = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    private static ContainerDefinition container(String name) {
        return new ContainerDefinition(name, 256, 256, 0, 0, true, List.of());
    }

    private static TaskSpec work(Map<String, ContainerBehaviour> behaviours, ContainerDefinition... containers) {
        TaskDefinition definition =
                new TaskDefinition("work", 1, NetworkMode.BRIDGE, 0, 0, List.of(containers), List.of(), Map.of());
        return new TaskSpec(
                definition,
                "family:work",
                List.of(),
                false,
                Service.DEFAULT_CLUSTER,
                new TaskBehaviour(behaviours, Optional.empty(), Optional.empty()));
    }

    private static RunResult run(TaskSpec spec, FaultPlan faults, double runSeconds) {
        ContainerInstance host = ScriptedWorld.instance("i-1", "a", 2048, 4096, 0);
        World world = new World(
                        List.of(host),
                        List.of(spec),
                        new ScriptedWorkload(List.of(new ScriptedWorkload.Task(
                                0,
                                0,
                                spec.definition().demand().cpuUnits(),
                                spec.definition().demand().memoryMiB(),
                                0,
                                0,
                                (long) (runSeconds * SECOND)))),
                        new NoFitPolicy.Wait(false),
                        faults,
                        3600 * SECOND,
                        0)
                .with(new ControlPlane(AgentSettings.DEFAULT, ImageSettings.CACHED, List.of()));
        StrategyChain chain = new StrategyChain("chain", List.of(ScriptedWorld.FIRST_FIT));
        return ClusterSimulation.run(world, chain, new Streams(5, 0), CHECKED);
    }

    private static ContainerBehaviour ends(double afterSeconds, int code, double stopSeconds) {
        return new ContainerBehaviour(
                Optional.empty(),
                0,
                Optional.of(Seconds.of(afterSeconds)),
                code,
                Optional.of(Seconds.of(stopSeconds)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** R7.10: nothing is done between the end of a machine and its being noticed, so nothing of that is checkpointed. */
    @Test
    void aMachineThatIsGoneDoesNoMoreWork() {
        FaultPlan.Recovery recovery = new FaultPlan.Recovery(10 * SECOND, 3, SECOND, 1);
        FaultPlan plan = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("a", 55 * SECOND, 600 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                recovery);
        RunResult result = run(work(Map.of(), container("app")), plan, 100);
        assertThat(result.counts().completed()).isEqualTo(1);
        assertThat(result.value(Metric.LOST)).isEqualTo(1);
        // 53 to 54 s were done when the machine went; 50 s are kept.
        assertThat(result.value(Metric.LOST_WORK) * 4).isBetween(2.5, 4.5);
    }

    /** R3.35: what a crashed task takes to stop its other containers is not work, and none of it is checkpointed. */
    @Test
    void stoppingIsNoWork() {
        FaultPlan plan = crashes(new FaultPlan.Recovery(10 * SECOND, 3, SECOND, 1), 38);
        TaskSpec spec = work(Map.of("log", ends(1e6, 0, 25)), container("app"), container("log"));
        RunResult result = run(spec, plan, 50);
        assertThat(result.value(Metric.CRASHED)).isEqualTo(1);
        assertThat(result.counts().completed()).isEqualTo(1);
        assertThat(result.value(Metric.LOST_WORK) * 2).isBetween(7.5, 8.5);
    }

    /** R3.30: the container that ends a task says how it went, not one that is stopped for it. */
    @Test
    void aContainerThatEndsWellAfterTheCrashDoesNotMakeItASuccess() {
        FaultPlan plan = crashes(FaultPlan.Recovery.NONE, 38);
        TaskSpec spec = work(Map.of("log", ends(45, 0, 25)), container("app"), container("log"));
        RunResult result = run(spec, plan, 50);
        assertThat(result.value(Metric.CRASHED)).isEqualTo(1);
        assertThat(result.counts().completed()).isZero();
        assertThat(result.counts().failed()).isEqualTo(1);
    }

    /** R3.42: a container that waits to be restarted does no work. */
    @Test
    void aRestartIsNoWork() {
        FaultPlan plan = crashes(new FaultPlan.Recovery(10 * SECOND, 3, SECOND, 1), 75);
        ContainerLifecycle restarted = new ContainerLifecycle(
                "", List.of(), Optional.empty(), 0, 0, Optional.of(new RestartPolicy(60, List.of())));
        ContainerDefinition app = new ContainerDefinition("app", 256, 256, 0, 0, true, List.of(), restarted);
        ContainerBehaviour slow = new ContainerBehaviour(
                Optional.of(Seconds.of(30)),
                0,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        TaskSpec spec = work(Map.of("app", slow, "log", ends(115, 1, 0)), app, container("log"));
        RunResult result = run(spec, plan, 80); // up from 30 to 105, and again at 135; the other ends at 116 to 117
        assertThat(result.value(Metric.CRASHED)).isEqualTo(1);
        assertThat(result.value(Metric.LOST_WORK) * 2).isBetween(4.9, 5.1);
        assertThat(result.counts().completed()).isEqualTo(1); // the 10 s that are left are over before the other ends
    }

    /** The first attempt crashes after so long; what is left then is shorter. */
    private static FaultPlan crashes(FaultPlan.Recovery recovery, double afterSeconds) {
        Law law = Seconds.of(afterSeconds);
        return new FaultPlan(Optional.empty(), List.of(), Optional.empty(), Optional.of(law), recovery);
    }
}
