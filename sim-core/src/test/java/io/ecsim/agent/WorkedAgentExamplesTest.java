package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.TaskForge.Part;
import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.RestartPolicy;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of the rules on what happens to a task on its host. */
class WorkedAgentExamplesTest {

    /** R3.38, R3.39, W31. */
    @Test
    void probesFailFromTheStart() {
        AgentWorld world = AgentWorld.ofOne();
        checked(world, 1e6, 1e7);
        world.runTo(1000);
        assertThat(world.heard).containsExactly("1.0: web0 running", "41.0: web0 UNHEALTHY");
    }

    /** R3.38, R3.39, W31. */
    @Test
    void theFirstProbePassesAndLaterOnesFailWithinTheStartPeriod() {
        AgentWorld world = AgentWorld.ofOne();
        checked(world, 0, 11);
        world.runTo(1000);
        assertThat(world.heard).containsExactly("1.0: web0 running", "11.0: web0 HEALTHY", "31.0: web0 UNHEALTHY");
    }

    private static void checked(AgentWorld world, double ready, double fails) {
        Part web = new Part("web");
        web.check = Optional.of(new HealthCheck(10, 3, 2, 25));
        web.ready = Optional.of(Seconds.of(ready));
        web.fails = Optional.of(Seconds.of(fails));
        TaskForge forge = new TaskForge("web").with(web);
        world.start(forge.definition(), forge.behaviour());
    }

    /** R3.9, R3.31, W32. */
    @Test
    void appStartsWhenInitHasSucceeded() {
        AgentWorld world = AgentWorld.ofOne();
        Task task = initAndApp(world, 0, 0);
        world.runTo(100);
        assertThat(world.heard).containsExactly("6.0: t0 running");
        assertThat(task.container("init").exitCode()).isZero();
        assertThat(task.container("app").startedMicros()).isEqualTo(6 * AgentWorld.SECOND);
    }

    /** R3.32, W32. */
    @Test
    void appNeverStartsWhenInitHasFailed() {
        AgentWorld world = AgentWorld.ofOne();
        Task task = initAndApp(world, 1, 0);
        world.runTo(100);
        assertThat(world.heard).containsExactly("5.0: t0 stopped, TaskFailedToStart, Task failed to start");
        assertThat(task.container("app").startedMicros()).isEqualTo(-1);
    }

    /** R3.33, W32. */
    @Test
    void appGivesUpWhenTheStartTimeoutOfInitIsOver() {
        AgentWorld world = AgentWorld.ofOne();
        Task task = initAndApp(world, 0, 3);
        world.runTo(100);
        assertThat(world.heard).containsExactly("4.0: t0 stopped, TaskFailedToStart, Task failed to start");
        assertThat(task.container("app").reason()).contains("[init]").contains("has timed out");
    }

    private static Task initAndApp(AgentWorld world, int exitCode, int startTimeout) {
        Part init = new Part("init").helper().exits(4, exitCode);
        init.startTimeout = startTimeout;
        TaskForge forge = new TaskForge("t").with(init).with(new Part("app").on("init", ContainerCondition.SUCCESS));
        return world.start(forge.definition(), forge.behaviour());
    }

    /** R3.42, W33. */
    @Test
    void aContainerThatExitsTooSoonIsNotRestarted() {
        AgentWorld world = AgentWorld.ofOne();
        Task task = restarting(world, 45, 1);
        world.runTo(1000);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: t0 running",
                        "46.0: t0 stopped, EssentialContainerExited, Essential container in task exited");
        assertThat(task.container("app").exitCode()).isEqualTo(1);
    }

    /** R3.42, W33. */
    @Test
    void aContainerThatRanLongEnoughIsRestarted() {
        AgentWorld world = AgentWorld.ofOne();
        Task task = restarting(world, 75, 1);
        world.runTo(90);
        assertThat(world.heard).containsExactly("1.0: t0 running", "87.0: t0 container changed");
        assertThat(task.container("app").restarts()).isEqualTo(1);
        assertThat(task.container("app").startedMicros()).isEqualTo(77 * AgentWorld.SECOND);
    }

    /** R3.42, W33. */
    @Test
    void aContainerIsNotRestartedAfterAnIgnoredExitCode() {
        AgentWorld world = AgentWorld.ofOne();
        restarting(world, 75, 0);
        world.runTo(1000);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: t0 running",
                        "76.0: t0 stopped, EssentialContainerExited, Essential container in task exited");
    }

    private static Task restarting(AgentWorld world, double runs, int code) {
        Part app = new Part("app").exits(runs, code);
        app.restart = Optional.of(new RestartPolicy(60, List.of(0)));
        TaskForge forge = new TaskForge("t").with(app);
        return world.start(forge.definition(), forge.behaviour());
    }

    /** R3.21, R3.34, R3.35, W34. */
    @Test
    void containersThatIgnoreSigtermAreKilled() {
        AgentWorld world = AgentWorld.ofOne();
        Part one = new Part("one").ignoresSigterm();
        one.stopTimeout = 10;
        TaskForge forge = new TaskForge("t").with(one).with(new Part("two").ignoresSigterm());
        Task task = world.start(forge.definition(), forge.behaviour());
        world.at(100, () -> world.stop(task));
        world.runTo(110);
        assertThat(task.container("one").exitCode()).isEqualTo(137);
        assertThat(task.container("two").exitCode()).isEqualTo(-1);
        world.runTo(1000);
        assertThat(task.container("two").exitCode()).isEqualTo(137);
        assertThat(world.heard)
                .containsExactly("1.0: t0 running", "130.0: t0 stopped, UserInitiated, Task stopped by user");
        assertThat(task.executionStoppedMicros()).isEqualTo(130 * AgentWorld.SECOND);
    }

    /** R2.11, W35. */
    @Test
    void theAgentKeepsATaskUntilTheOldOneIsReallyGone() {
        AgentWorld world = new AgentWorld(AgentWorld.settings(), ContainerInstance.of("A1", "a", 1024, 1024));
        Part whole = new Part("app").ignoresSigterm();
        whole.cpuUnits = 1024;
        whole.reservationMiB = 1024;
        TaskForge forge = new TaskForge("t").with(whole);
        Task old = world.start(forge.definition(), forge.behaviour());
        world.at(100, () -> {
            world.stop(old);
            world.start(forge.definition(), forge.behaviour());
        });
        world.runTo(1000);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: t0 running",
                        "130.0: t0 stopped, UserInitiated, Task stopped by user",
                        "131.0: t1 running");
    }

    /** R7.8, W44: what becomes of a task whose machine ends is told by the back end, not by the agent. */
    @Test
    void nothingIsHeardOfAMachineThatHasGone() {
        AgentWorld world = AgentWorld.ofOne();
        Task task = world.start(TaskDefinition.of("t", 256, 256), TaskBehaviour.STEADY);
        world.at(10, () -> world.agents.machineEnded(0));
        world.runTo(1000);
        assertThat(world.heard).containsExactly("1.0: t0 running");
        assertThat(task.containers().get(0).exitCode()).isEqualTo(-1);
        assertThat(world.simulation.timeline().isOver()).isTrue();
    }
}
