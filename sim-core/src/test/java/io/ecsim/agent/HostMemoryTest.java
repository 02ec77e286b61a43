package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.TaskForge.Part;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerInstance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Memory that containers really use (models.md M5), on a host of 2,048 MiB. */
class HostMemoryTest {

    private static Task start(AgentWorld world, String family, int limitMiB, double... peaksMiB) {
        return startInTaskOf(0, world, family, limitMiB, peaksMiB);
    }

    private static Task startInTaskOf(
            int taskMemoryMiB, AgentWorld world, String family, int limitMiB, double... peaksMiB) {
        TaskForge forge = new TaskForge(family).taskMemory(taskMemoryMiB);
        for (int i = 0; i < peaksMiB.length; i++) {
            Part part = new Part(family + "-" + i);
            part.memoryMiB = limitMiB;
            part.peak = Optional.of(Seconds.of(peaksMiB[i]));
            forge.with(part);
        }
        return world.start(forge.definition(), forge.behaviour());
    }

    private static void assertKilled(Task task, int container) {
        Container killed = task.containers().get(container);
        assertThat(killed.exitCode()).isEqualTo(137);
        assertThat(killed.reason()).isEqualTo("OutOfMemoryError: Container killed due to memory usage");
    }

    /** R2.23, R3.23. */
    @Test
    void aContainerAboveItsLimitIsKilled() {
        AgentWorld world = AgentWorld.ofOne();
        Task within = start(world, "within", 512, 512);
        Task above = start(world, "above", 512, 513);
        world.runTo(100);
        assertKilled(above, 0);
        assertThat(within.containers().get(0).exitCode()).isEqualTo(-1);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: within0 running",
                        "1.0: above1 running",
                        "1.0: above1 stopped, EssentialContainerExited, Essential container in task exited");
    }

    /** R2.24: the limit of a task holds for its containers together. */
    @Test
    void theLargestContainerOfATaskAboveItsLimitIsKilled() {
        AgentWorld world = AgentWorld.ofOne();
        Task task = startInTaskOf(1000, world, "t", 0, 300, 600, 101);
        world.runTo(100);
        assertKilled(task, 1);
        assertThat(task.containers().get(0).exitCode()).isEqualTo(143);
    }

    /** R2.23, M5: reservations fit, what is used does not; the kernel kills the largest. */
    @Test
    void theKernelKillsTheLargestWhenTheHostIsFull() {
        AgentWorld world = AgentWorld.ofOne();
        Task large = start(world, "large", 0, 1200);
        Task small = start(world, "small", 0, 848);
        world.runTo(10);
        assertThat(world.heard).containsExactly("1.0: large0 running", "1.0: small1 running");
        Task last = start(world, "last", 0, 1);
        world.runTo(100);
        assertKilled(large, 0);
        assertThat(small.containers().get(0).exitCode()).isEqualTo(-1);
        assertThat(last.containers().get(0).exitCode()).isEqualTo(-1);
    }

    /** M5: of equals the one that started last is killed. */
    @Test
    void ofEqualsTheLatestIsKilled() {
        AgentWorld world = AgentWorld.ofOne();
        Task first = start(world, "first", 0, 1000);
        Task second = start(world, "second", 0, 1000);
        start(world, "third", 0, 100);
        world.runTo(100);
        assertThat(first.containers().get(0).exitCode()).isEqualTo(-1);
        assertKilled(second, 0);
    }

    /** R2.3: reserved memory fences nothing, it is there to be used. */
    @Test
    void reservedMemoryIsThere() {
        AgentWorld world = new AgentWorld(
                AgentWorld.with(
                        AgentDisconnections.NONE, VolumeSettings.DEFAULT, new MemorySettings(true, 1), Seconds.of(1)),
                ContainerInstance.of("A1", "a", 2048, 2048));
        start(world, "t", 0, 2049);
        world.runTo(10);
        assertThat(world.heard).containsExactly("1.0: t0 running");
        start(world, "u", 0, 2);
        world.runTo(100);
        assertThat(world.heard).hasSize(3);
    }

    /** Memory that is not enforced kills nobody. */
    @Test
    void memoryNeedNotBeEnforced() {
        AgentWorld world = new AgentWorld(
                AgentWorld.with(
                        AgentDisconnections.NONE, VolumeSettings.DEFAULT, new MemorySettings(false, 0), Seconds.of(1)),
                ContainerInstance.of("A1", "a", 2048, 2048));
        start(world, "t", 512, 4096);
        world.runTo(100);
        assertThat(world.heard).containsExactly("1.0: t0 running");
    }
}
