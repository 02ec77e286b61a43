package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.AgentCommands.TaskRun;
import io.ecsim.agent.AgentDisconnections.AtRandom;
import io.ecsim.agent.TaskForge.Part;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.ContainerStatus;
import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.RestartPolicy;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Random tasks, stops, silences and losses of machines: whatever happens, all is told once and given back. */
class AgentSoakTest {

    private static final int ROUNDS = 200;

    /** R2.11, R3.9, R7.7: one RUNNING at most and one STOPPED of each task, and an empty host at the end. */
    @Test
    void everyTaskIsToldOnceAndGivesAllBack() {
        int stopped = 0;
        int running = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            AgentWorld world = live(seed, seed % 3 == 0);
            for (Task task : world.tasks) {
                String name = task.definition().family() + task.ordinal();
                long runs = count(world, name + " running");
                long stops = count(world, name + " stopped");
                assertThat(runs).as("seed %d: %s", seed, name).isLessThanOrEqualTo(1);
                assertThat(stops).as("seed %d: %s", seed, name).isEqualTo(1);
                assertThat(task.containers())
                        .as("seed %d: %s", seed, name)
                        .extracting(Container::status)
                        .containsOnly(ContainerStatus.STOPPED);
                running += (int) runs;
                stopped += (int) stops;
            }
            world.heard.clear();
            world.start(TaskDefinition.of("whole", 2048, 2048), TaskBehaviour.STEADY);
            world.runTo((double) world.now() / AgentWorld.SECOND + 400);
            assertThat(world.heard.toString())
                    .as("seed %d", seed)
                    .contains("whole")
                    .contains("running");
        }
        assertThat(running).isGreaterThan(stopped / 3).isLessThan(stopped);
    }

    /** R7.8: losing the machine at a random time leaves nothing behind. */
    @Test
    void aMachineTakesEverythingWithIt() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            AgentWorld world = AgentWorld.ofOne();
            SequentialStream random = new Streams(seed, 1).sequential("soak");
            submit(world, random);
            world.runTo(300 + random.nextInt(50));
            world.agents.machineEnded(0);
            world.heard.clear();
            world.agents.machineStarted(0);
            world.start(TaskDefinition.of("whole", 2048, 2048), TaskBehaviour.STEADY);
            world.runTo(5000);
            assertThat(world.heard).as("seed %d", seed).hasSize(1).allMatch(line -> line.contains("whole"));
        }
    }

    /** The same seed hears the same, word by word. */
    @Test
    void theSameSeedIsTheSameStory() {
        assertThat(live(5, true).heard).isEqualTo(live(5, true).heard).hasSizeGreaterThan(10);
    }

    private static long count(AgentWorld world, String what) {
        return world.heard.stream().filter(line -> line.contains(": " + what)).count();
    }

    private static AgentWorld live(int seed, boolean silences) {
        AgentDisconnections connection = silences
                ? new AgentDisconnections(
                        Optional.of(new AtRandom(new Seconds(50, 300), new Seconds(10, 300))),
                        List.of(),
                        180_000_000,
                        1_000_000)
                : AgentDisconnections.NONE;
        AgentWorld world = new AgentWorld(
                AgentWorld.with(connection, VolumeSettings.DEFAULT, MemorySettings.DEFAULT, new Seconds(1, 2)),
                ContainerInstance.of("A1", "a", 2048, 2048));
        SequentialStream random = new Streams(seed, 0).sequential("soak");
        submit(world, random);
        world.at(2000, () -> world.tasks.stream().filter(task -> !task.stops()).forEach(world::stop));
        world.runTo(5000);
        return world;
    }

    private static void submit(AgentWorld world, SequentialStream random) {
        for (int i = 0; i < 15; i++) {
            TaskForge forge = randomTask("t" + i + "x", random);
            long run = random.nextInt(3) == 0 ? random.nextInt(400) * AgentWorld.SECOND : TaskRun.ENDLESS;
            boolean stops = random.nextInt(2) == 0;
            double at = random.nextInt(300);
            double stopAt = at + random.nextInt(100);
            world.pullSeconds.put("slow:1", 20L);
            world.pullFailures.put("none:1", "no such image");
            world.at(at, () -> {
                Task task = world.start(forge.definition(), new TaskRun(forge.behaviour(), run, 3));
                if (stops) {
                    world.at(stopAt, () -> world.stop(task));
                }
            });
        }
    }

    private static TaskForge randomTask(String family, SequentialStream random) {
        TaskForge forge = new TaskForge(family);
        List<Part> parts = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Part part = new Part("c" + i);
            part.reservationMiB = 50 + random.nextInt(200);
            part.image = List.of("", "fast:1", "slow:1", "fast:1", i == 0 ? "none:1" : "")
                    .get(random.nextInt(5));
            part.essential = i == count - 1 || random.nextInt(2) == 0;
            part.stops = Optional.of(new Seconds(0, 45));
            if (random.nextInt(3) == 0) {
                part.exits(5 + random.nextInt(120), random.nextInt(2));
                part.restart = Optional.of(new RestartPolicy(60, List.of(0)));
            }
            if (random.nextInt(2) == 0) {
                part.check = Optional.of(new HealthCheck(5 + random.nextInt(20), 5, 2, random.nextInt(50)));
                part.ready = Optional.of(new Seconds(0, 60));
                part.fails = Optional.of(new Seconds(20, 400));
            }
            if (random.nextInt(4) == 0) {
                part.peak = Optional.of(new Seconds(50, 900));
            }
            part.startFailure = random.nextInt(10) == 0 ? 0.5 : 0;
            part.startTimeout = random.nextInt(3) * 30;
            for (int j = 0; j < i; j++) {
                if (random.nextInt(3) == 0) {
                    part.on("c" + j, condition(parts.get(j), random));
                }
            }
            parts.add(part);
            forge.with(part);
        }
        return forge;
    }

    private static ContainerCondition condition(Part other, SequentialStream random) {
        if (other.check.isPresent() && random.nextInt(2) == 0) {
            return ContainerCondition.HEALTHY;
        }
        if (!other.essential && random.nextInt(2) == 0) {
            return random.nextInt(2) == 0 ? ContainerCondition.COMPLETE : ContainerCondition.SUCCESS;
        }
        return ContainerCondition.START;
    }
}
