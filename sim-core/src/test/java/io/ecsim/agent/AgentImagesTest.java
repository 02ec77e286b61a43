package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.TaskForge.Part;
import io.ecsim.cluster.Task;
import io.ecsim.images.Image;
import io.ecsim.images.ImageSettings;
import io.ecsim.images.Layer;
import io.ecsim.images.Registry;
import io.ecsim.model.ContainerInstance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The agent with images that are really pulled: 600 MB at 60 MB/s from a registry inside the VPC. */
class AgentImagesTest {

    private static final long MB = 1_000_000;

    private static AgentWorld world() {
        Registry registry = new Registry("local", Registry.Kind.PRIVATE, 1000 * MB, 0, Optional.empty(), List.of());
        Image image = new Image("web:1", "local", List.of(new Layer("sha256:1", 600 * MB)));
        return new AgentWorld(
                AgentWorld.settings(),
                Optional.of(ImageSettings.of(List.of(registry), List.of(image))),
                ContainerInstance.of("A1", "a", 2048, 2048));
    }

    private static TaskForge web() {
        Part part = new Part("web");
        part.image = "web:1";
        return new TaskForge("t").with(part);
    }

    private static Task start(AgentWorld world) {
        return world.start(web().definition(), web().behaviour());
    }

    /** R3.6, R3.51, section 3.5: the first task pulls for ten seconds, the next one only asks for the manifest. */
    @Test
    void theSecondTaskFindsTheImage() {
        AgentWorld world = world();
        Task first = start(world);
        world.at(20, () -> start(world));
        world.runTo(40);
        Task second = world.tasks.get(1);
        assertThat(first.pullStoppedMicros() - first.pullStartedMicros()).isEqualTo(10 * AgentWorld.SECOND);
        assertThat(second.pullStoppedMicros() - second.pullStartedMicros())
                .isEqualTo(ImageSettings.MANIFEST_CHECK_MICROS);
        assertThat(world.heard).containsExactly("11.0: t0 running", "21.3: t1 running");
    }

    /** R3.5: a task is stopped while its image comes. */
    @Test
    void aPullThatIsNoLongerWantedEnds() {
        AgentWorld world = world();
        Task task = start(world);
        world.at(5, () -> world.stop(task));
        world.runTo(6);
        assertThat(world.heard).containsExactly("5.0: t0 stopped, UserInitiated, Task stopped by user");
        world.runTo(100);
        assertThat(world.heard).hasSize(1);
    }

    /** R7.8: the next machine has no image. */
    @Test
    void theNextMachinePullsAnew() {
        AgentWorld world = world();
        start(world);
        world.at(15, () -> {
            world.agents.machineEnded(0);
            world.agents.machineStarted(0);
            start(world);
        });
        world.at(30, () -> {
            world.agents.machineEnded(0); // before the clean-up of anything that ended here
            world.agents.machineStarted(0);
        });
        world.runTo(20_000);
        assertThat(world.heard).containsExactly("11.0: t0 running", "26.0: t1 running");
    }
}
