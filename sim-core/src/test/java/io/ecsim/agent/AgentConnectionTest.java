package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.AgentCommands.TaskRun;
import io.ecsim.agent.AgentDisconnections.AtRandom;
import io.ecsim.agent.AgentDisconnections.Planned;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Agents that fall silent while their hosts live on (R7.7, R7.10). */
class AgentConnectionTest {

    private static final long SECOND = AgentWorld.SECOND;
    private static final TaskDefinition WEB = TaskDefinition.of("web", 256, 256);

    private static AgentWorld world(Planned... planned) {
        return world(new AgentDisconnections(Optional.empty(), List.of(planned), 180 * SECOND, SECOND));
    }

    private static AgentWorld world(AgentDisconnections disconnections) {
        return new AgentWorld(
                AgentWorld.with(disconnections, VolumeSettings.DEFAULT, MemorySettings.DEFAULT, Seconds.of(1)),
                ContainerInstance.of("A1", "a", 2048, 2048));
    }

    private static Planned silence(double at, double lasts) {
        return new Planned("A1", (long) (at * SECOND), (long) (lasts * SECOND));
    }

    /** R7.6, R7.7, R7.10, R7.11, W44. */
    @Test
    void whatHappensInASilenceIsToldInOrderAfterIt() {
        AgentWorld world = world(silence(100, 400));
        Task ends = world.start(WEB, new TaskRun(TaskBehaviour.STEADY, 149 * SECOND, 0));
        Task stays = world.start(WEB, TaskBehaviour.STEADY);
        world.start(WEB, new TaskRun(TaskBehaviour.STEADY, 209 * SECOND, 0));
        world.at(300, () -> world.stop(stays));
        world.runTo(290);
        assertThat(world.cluster.agentConnected(0)).isFalse();
        assertThat(world.cluster.eligible(0)).isFalse();
        assertThat(world.cluster.status(0)).isEqualTo(InstanceStatus.ACTIVE);
        world.runTo(1000);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: web0 running",
                        "1.0: web1 running",
                        "1.0: web2 running",
                        "280.0: A1 disconnected",
                        "501.0: A1 connected",
                        "501.0: web0 stopped, EssentialContainerExited, Essential container in task exited",
                        "501.0: web2 stopped, EssentialContainerExited, Essential container in task exited",
                        "501.0: web1 stopped, UserInitiated, Task stopped by user");
        assertThat(ends.executionStoppedMicros()).isEqualTo(150 * SECOND);
        assertThat(stays.connectedMicros()).isEqualTo(501 * SECOND);
        assertThat(stays.executionStoppedMicros()).isEqualTo(501 * SECOND);
    }

    /** R7.3, R7.10: a silence that nobody notices changes nothing but the time of messages. */
    @Test
    void aShortSilenceIsNotShown() {
        AgentWorld world = world(silence(10, 100));
        world.at(20, () -> world.start(WEB, TaskBehaviour.STEADY));
        world.runTo(1000);
        assertThat(world.heard).containsExactly("112.0: web0 running");
    }

    /** R7.7: silences that overlap are one. */
    @Test
    void overlappingSilencesAreOne() {
        AgentWorld world = world(silence(10, 300), silence(200, 300));
        world.runTo(1000);
        assertThat(world.heard).containsExactly("190.0: A1 disconnected", "501.0: A1 connected");
    }

    /** R7.7: a DRAINING instance stays so. */
    @Test
    void aSilenceLeavesTheStatusAlone() {
        AgentWorld world = world(silence(10, 300));
        world.cluster.setStatus(0, InstanceStatus.DRAINING, true);
        world.runTo(250);
        assertThat(world.cluster.status(0)).isEqualTo(InstanceStatus.DRAINING);
        world.runTo(1000);
        assertThat(world.cluster.status(0)).isEqualTo(InstanceStatus.DRAINING);
        assertThat(world.cluster.agentConnected(0)).isTrue();
    }

    /** R7.8: a machine that ends in a silence takes it along, and the next one is heard. */
    @Test
    void theNextMachineIsHeard() {
        AgentWorld world = world(silence(10, 300));
        world.start(WEB, new TaskRun(TaskBehaviour.STEADY, 49 * SECOND, 0));
        world.at(100, () -> {
            world.agents.machineEnded(0);
            world.agents.machineStarted(0);
            world.start(WEB, TaskBehaviour.STEADY);
        });
        world.runTo(1000);
        assertThat(world.heard).containsExactly("1.0: web0 running", "101.0: web1 running");
    }

    /** R7.7. */
    @Test
    void agentsFallSilentAtRandom() {
        AgentWorld world = world(new AgentDisconnections(
                Optional.of(new AtRandom(Seconds.of(1000), Seconds.of(200))), List.of(), 180 * SECOND, SECOND));
        world.runTo(3000);
        assertThat(world.heard)
                .containsExactly(
                        "1180.0: A1 disconnected",
                        "1201.0: A1 connected",
                        "2380.0: A1 disconnected",
                        "2401.0: A1 connected");
    }

    /** R7.2, R7.3, R7.4: what a connected agent does without effect takes no events. */
    @Test
    void heartbeatsAreNoEvents() {
        AgentWorld world = AgentWorld.ofOne();
        assertThat(world.simulation.timeline().isOver()).isTrue();
        world.start(WEB, TaskBehaviour.STEADY);
        world.runTo(10);
        assertThat(world.simulation.timeline().isOver()).isTrue();
    }

    /** R7.10: a task sent to a host that is gone, but not known to be, does not start on the machine that follows. */
    @Test
    void whatWasSentToNoMachineIsNotForTheNext() {
        AgentWorld world = AgentWorld.ofOne();
        world.at(10, () -> {
            world.agents.machineEnded(0);
            world.start(WEB, TaskBehaviour.STEADY);
            world.agents.machineStarted(0);
        });
        world.runTo(100);
        assertThat(world.heard).isEmpty();
    }

    /** Messages travel as long as the settings say, both ways. */
    @Test
    void messagesTakeTheirTime() {
        AgentSettings plain = AgentWorld.settings();
        AgentWorld world = new AgentWorld(
                new AgentSettings(
                        3 * SECOND,
                        5 * SECOND,
                        plain.containerBatchMicros(),
                        plain.containerStartSeconds(),
                        plain.containerStartTimeoutMicros(),
                        plain.containerStopTimeoutMicros(),
                        false,
                        plain.taskCleanupWaitMicros(),
                        plain.memory(),
                        plain.volumes(),
                        plain.disconnections()),
                ContainerInstance.of("A1", "a", 2048, 2048));
        Task task = world.start(WEB, TaskBehaviour.STEADY);
        world.at(20, () -> world.stop(task));
        world.runTo(100);
        assertThat(world.heard)
                .containsExactly("9.0: web0 running", "28.0: web0 stopped, UserInitiated, Task stopped by user");
        assertThat(task.executionStoppedMicros()).isEqualTo(23 * SECOND);
    }
}
