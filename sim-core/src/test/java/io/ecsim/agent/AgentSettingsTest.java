package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ecsim.agent.AgentCommands.TaskRun;
import io.ecsim.agent.TaskForge.Part;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.RestartPolicy;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The figures that hold where a scenario states none, and whom draws belong to. */
class AgentSettingsTest {

    private static final long SECOND = AgentWorld.SECOND;

    /** R3.34, R3.36, R3.52, R7.5, R7.10. */
    @Test
    void theDefaultsAreThoseOfTheAgent() {
        AgentSettings settings = AgentSettings.DEFAULT;
        assertThat(settings.containerStopTimeoutMicros()).isEqualTo(30 * SECOND);
        assertThat(settings.containerStartTimeoutMicros()).isEqualTo(3 * 60 * SECOND);
        assertThat(settings.taskCleanupWaitMicros()).isEqualTo(3 * 3600 * SECOND);
        assertThat(settings.containerBatchMicros()).isBetween(10 * SECOND, 30 * SECOND);
        assertThat(settings.pullDependentContainersUpfront()).isFalse();
        assertThat(settings.memory()).isEqualTo(new MemorySettings(true, 0));
        assertThat(settings.disconnections().detectionMicros()).isEqualTo(3 * 60 * SECOND);
    }

    /** Section 3.5: a bridge task with a cached image is RUNNING after one to three seconds. */
    @Test
    void aTaskStartsAsFastAsMeasured() {
        AgentWorld world = new AgentWorld(AgentSettings.DEFAULT, ContainerInstance.of("A1", "a", 1_000_000, 1_000_000));
        for (int i = 0; i < 1000; i++) {
            world.start(TaskDefinition.of("t", 128, 128), TaskBehaviour.STEADY);
        }
        world.runTo(100);
        double[] seconds = world.heard.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(0, line.indexOf(':'))))
                .toArray();
        assertThat(seconds).hasSize(1000);
        assertThat(seconds[0]).isBetween(1.0, 1.3);
        assertThat(seconds[999]).isBetween(1.9, 3.0);
    }

    /** R3.34, R3.36: what the agent refuses to be told. */
    @Test
    void settingsHaveBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemorySettings(true, -1))
                .withMessage("reservedMemoryMiB must be at least 0, was -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Seconds(2, 1)).withMessageContaining("2.0 and 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentSettings(
                        0,
                        0,
                        0,
                        Seconds.of(1),
                        180 * SECOND,
                        SECOND - 1,
                        false,
                        0,
                        MemorySettings.DEFAULT,
                        VolumeSettings.DEFAULT,
                        AgentDisconnections.NONE))
                .withMessage("containerStopTimeoutMicros must be at least 1000000, was 999999");
    }

    /** R3.38: the figures of a check that states a command alone, and the bounds. */
    @Test
    void healthChecksHaveDefaultsAndBounds() {
        assertThat(HealthCheck.DEFAULT).isEqualTo(new HealthCheck(30, 5, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HealthCheck(4, 5, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HealthCheck(301, 5, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HealthCheck(30, 1, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HealthCheck(30, 5, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HealthCheck(30, 5, 11, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthCheck(30, 5, 3, 301))
                .withMessage("health check startPeriod must be 0 to 300, was 301");
    }

    /** R3.42. */
    @Test
    void restartPoliciesHaveBounds() {
        assertThat(RestartPolicy.DEFAULT_PERIOD_SECONDS).isEqualTo(300);
        assertThatIllegalArgumentException().isThrownBy(() -> new RestartPolicy(59, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RestartPolicy(1801, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RestartPolicy(60, Collections.nCopies(51, 1)));
    }

    /** R3.22. */
    @Test
    void reasonsAreCut() {
        AgentWorld world = AgentWorld.ofOne();
        world.pullFailures.put("gone:1", "x".repeat(5000));
        Part app = new Part("app");
        app.image = "gone:1";
        TaskForge forge = new TaskForge("t").with(app);
        Task task = world.start(forge.definition(), forge.behaviour());
        world.runTo(10);
        assertThat(task.containers()).extracting(Container::reason).allMatch(reason -> reason.length() == 1024);
    }

    /** models.md M1: draws belong to (task, attempt, container, restart), whatever else happens and when. */
    @Test
    void drawsBelongToTheTask() {
        long[] alone = launches(false, 0);
        assertThat(launches(true, 0)).isEqualTo(alone);
        assertThat(launches(true, 50)).isEqualTo(alone);
        assertThat(alone).doesNotHaveDuplicates();
    }

    /** How long the two containers of a task took to start, and one of them to run, first and after a restart. */
    private static long[] launches(boolean company, double at) {
        AgentWorld world = new AgentWorld(
                AgentWorld.with(
                        AgentDisconnections.NONE, VolumeSettings.DEFAULT, MemorySettings.DEFAULT, new Seconds(1, 9)),
                ContainerInstance.of("A1", "a", 8192, 8192));
        Part one = new Part("one");
        one.runs = Optional.of(new Seconds(60, 90));
        one.restart = Optional.of(new RestartPolicy(60, List.of()));
        TaskForge forge = new TaskForge("t").with(one).with(new Part("two"));
        Task task = world.task(forge.definition());
        if (company) {
            world.start(forge.definition(), forge.behaviour());
        }
        world.at(at, () -> world.agents.start(task, new TaskRun(forge.behaviour(), TaskRun.ENDLESS, 0)));
        long begin = (long) (at * SECOND);
        world.runTo(at + 50);
        long first = task.container("one").startedMicros() - begin;
        long second = task.container("two").startedMicros() - begin;
        world.runTo(at + 120);
        assertThat(task.container("one").restarts()).isEqualTo(1);
        long restarted = task.container("one").startedMicros() - begin;
        return new long[] {first, second, restarted};
    }
}
