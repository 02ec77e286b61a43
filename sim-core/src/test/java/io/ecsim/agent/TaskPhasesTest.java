package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ecsim.agent.AgentCommands.TaskRun;
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
import io.ecsim.model.Volume;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task from its arrival on the host to its end, and ends in every phase in between. */
class TaskPhasesTest {

    private static final long SECOND = AgentWorld.SECOND;

    /** Pulls until 10, then starts "init" until 11, waits for its exit until 31, starts "app" until 32. */
    private static TaskForge story() {
        Part init = new Part("init").helper().exits(20, 0);
        init.image = "init:1";
        return new TaskForge("t").with(init).with(new Part("app").on("init", ContainerCondition.SUCCESS));
    }

    private static AgentWorld world() {
        AgentWorld world = AgentWorld.ofOne();
        world.pullSeconds.put("init:1", 10L);
        return world;
    }

    static Stream<Arguments> phases() {
        return Stream.of(
                arguments("pulling", 5, 5, -1),
                arguments("starting", 10.5, 10.5, -1),
                arguments("waiting for another container", 20, 20, 143),
                arguments("starting the other", 31.5, 31.5, 0),
                arguments("running", 40, 40, 0));
    }

    /** R3.5, R3.23, R3.34. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("phases")
    void aTaskCanBeStoppedInEveryPhase(String phase, double stop, double end, int initCode) {
        AgentWorld world = world();
        Task task = world.start(story().definition(), story().behaviour());
        world.at(stop, () -> world.stop(task));
        world.runTo(100);
        assertThat(world.heard).last().isEqualTo(end + ": t0 stopped, UserInitiated, Task stopped by user");
        assertThat(task.container("init").exitCode()).as(phase).isEqualTo(initCode);
        assertThat(task.containers()).extracting(Container::status).containsOnly(ContainerStatus.STOPPED);
        assertRoomFor(world, 2048);
    }

    /** R7.8. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("phases")
    void aMachineCanEndInEveryPhase(String phase, double end, double ignored, int initCode) {
        AgentWorld world = world();
        Task task = world.start(story().definition(), story().behaviour());
        world.runTo(end);
        int heard = world.heard.size();
        world.agents.machineEnded(0);
        world.runTo(1000);
        assertThat(world.heard).as(phase).hasSize(heard);
        assertThat(world.simulation.timeline().isOver()).isTrue();
        assertThat(world.images).last().isEqualTo("machine replaced");
        assertThat(task.containers()).extracting(Container::status).containsOnly(ContainerStatus.STOPPED);
        world.agents.machineStarted(0);
        assertRoomFor(world, 2048);
    }

    /** The host has exactly so much free: a task that takes it starts, and no second one. */
    private static void assertRoomFor(AgentWorld world, int memoryMiB) {
        world.heard.clear();
        world.start(TaskDefinition.of("filling", 128, memoryMiB), TaskBehaviour.STEADY);
        world.start(TaskDefinition.of("second", 128, 1), TaskBehaviour.STEADY);
        world.runTo((double) world.now() / SECOND + 5);
        assertThat(world.heard).hasSize(1);
        assertThat(world.heard.get(0)).contains("filling");
    }

    /** R2.11: the head of the line blocks those behind it, even one that would fit. */
    @Test
    void theFirstInLineBlocksThoseBehindIt() {
        AgentWorld world = AgentWorld.ofOne();
        Task old = world.start(TaskDefinition.of("old", 128, 1536), TaskBehaviour.STEADY);
        world.start(TaskDefinition.of("large", 128, 1024), TaskBehaviour.STEADY);
        Task small = world.start(TaskDefinition.of("small", 128, 128), TaskBehaviour.STEADY);
        world.at(20, () -> world.stop(old));
        world.runTo(100);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: old0 running",
                        "20.0: old0 stopped, UserInitiated, Task stopped by user",
                        "21.0: large1 running",
                        "21.0: small2 running");
        assertThat(small.startedMicros()).isEqualTo(-1);
    }

    /** R2.11: static host ports are the host's too. */
    @Test
    void aHostPortIsTakenUntilTheTaskIsGone() {
        AgentWorld world = AgentWorld.ofOne();
        Part web = new Part("web");
        web.hostPort = 80;
        web.stops = Optional.of(Seconds.of(7));
        TaskForge forge = new TaskForge("web").with(web);
        Task old = world.start(forge.definition(), forge.behaviour());
        world.at(10, () -> world.stop(old));
        world.at(11, () -> world.start(forge.definition(), forge.behaviour()));
        world.runTo(100);
        assertThat(world.heard).last().isEqualTo("18.0: web1 running");
    }

    /** R2.11, R2.26. */
    @Test
    void aGpuIsTakenUntilTheTaskIsGone() {
        ContainerInstance one = ContainerInstance.of("A1", "a", 2048, 2048);
        AgentWorld world = new AgentWorld(
                AgentWorld.settings(),
                new ContainerInstance(
                        one.id(),
                        one.zone(),
                        one.instanceType(),
                        2048,
                        2048,
                        1,
                        0,
                        List.of(),
                        one.extra(),
                        one.attributes(),
                        0));
        Part training = new Part("training");
        training.gpus = 1;
        training.stops = Optional.of(Seconds.of(7));
        TaskForge forge = new TaskForge("t").with(training);
        Task old = world.start(forge.definition(), forge.behaviour());
        world.at(10, () -> world.stop(old));
        world.at(11, () -> world.start(forge.definition(), forge.behaviour()));
        world.runTo(100);
        assertThat(world.heard).last().isEqualTo("18.0: t1 running");
    }

    /** R3.8: how far the agent has come; the back end hears of RUNNING and STOPPED only. */
    @Test
    void containersGoThroughTheStatesOfTheAgent() {
        AgentWorld world = world();
        Task task = world.start(story().definition(), story().behaviour());
        assertStatus(world, task, 5, ContainerStatus.NONE, ContainerStatus.NONE);
        assertStatus(world, task, 10.5, ContainerStatus.CREATED, ContainerStatus.NONE);
        assertStatus(world, task, 20, ContainerStatus.RUNNING, ContainerStatus.NONE);
        assertStatus(world, task, 31.5, ContainerStatus.STOPPED, ContainerStatus.CREATED);
        assertThat(world.heard).containsExactly("21.0: t0 container changed");
        assertStatus(world, task, 40, ContainerStatus.STOPPED, ContainerStatus.RUNNING);
        assertThat(world.heard).last().isEqualTo("32.0: t0 running");
    }

    private static void assertStatus(
            AgentWorld world, Task task, double seconds, ContainerStatus init, ContainerStatus app) {
        world.runTo(seconds);
        assertThat(task.containers())
                .as("at %s", seconds)
                .extracting(Container::status)
                .containsExactly(init, app);
    }

    /** ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: all pulls begin at once, or each when its container may start. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dependentContainersArePulledWhenTheAgentIsToldTo(boolean upfront) {
        AgentSettings plain = AgentWorld.settings();
        AgentWorld world = new AgentWorld(
                new AgentSettings(
                        0,
                        0,
                        plain.containerBatchMicros(),
                        plain.containerStartSeconds(),
                        plain.containerStartTimeoutMicros(),
                        plain.containerStopTimeoutMicros(),
                        upfront,
                        plain.taskCleanupWaitMicros(),
                        plain.memory(),
                        plain.volumes(),
                        plain.disconnections()),
                ContainerInstance.of("A1", "a", 2048, 2048));
        world.pullSeconds.put("app:1", 3L);
        Part app = new Part("app").on("init", ContainerCondition.SUCCESS);
        app.image = "app:1";
        TaskForge forge =
                new TaskForge("t").with(new Part("init").helper().exits(9, 0)).with(app);
        world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard).last().isEqualTo(upfront ? "11.0: t0 running" : "14.0: t0 running");
    }

    /** R2.11: as in the agent, a waiting task that is to stop leaves the line when it is the first. */
    @Test
    void aWaitingTaskThatIsToStopLeavesWhenItIsTheFirst() {
        AgentWorld world = AgentWorld.ofOne();
        Task old = world.start(TaskDefinition.of("old", 128, 1536), TaskBehaviour.STEADY);
        Task large = world.start(TaskDefinition.of("large", 128, 1024), TaskBehaviour.STEADY);
        Task behind = world.start(TaskDefinition.of("behind", 128, 1024), TaskBehaviour.STEADY);
        world.at(10, () -> world.stop(behind));
        world.at(20, () -> world.stop(large));
        world.at(30, () -> world.stop(old));
        world.runTo(100);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: old0 running",
                        "20.0: large1 stopped, UserInitiated, Task stopped by user",
                        "20.0: behind2 stopped, UserInitiated, Task stopped by user",
                        "30.0: old0 stopped, UserInitiated, Task stopped by user");
        assertRoomFor(world, 2048);
    }

    /** R3.6: pulls are stamped, R3.52: images are held until the stopped task is cleaned up. */
    @Test
    void pullsAreStampedAndImagesHeld() {
        AgentWorld world = world();
        Task task = world.start(story().definition(), new TaskRun(story().behaviour(), 60 * SECOND, 7));
        world.runTo(100);
        assertThat(task.pullStartedMicros()).isZero();
        assertThat(task.pullStoppedMicros())
                .isEqualTo(31 * SECOND); // the image of "app" is wanted when init has exited
        assertThat(task.container("app").exitCode()).isEqualTo(7);
        assertThat(world.heard)
                .containsExactly(
                        "21.0: t0 container changed",
                        "32.0: t0 running",
                        "92.0: t0 stopped, EssentialContainerExited, Essential container in task exited");
        assertThat(world.images).containsExactly("pull init:1", "released init:1, kept for 10800 s");
    }

    /** R3.20, R3.21. */
    @Test
    void aTaskWhoseImageCannotBePulledFailsToStart() {
        AgentWorld world = AgentWorld.ofOne();
        world.pullFailures.put("gone:1", "not found");
        Part app = new Part("app");
        app.image = "gone:1";
        TaskForge forge = new TaskForge("t").with(app);
        Task task = world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard)
                .containsExactly("0.0: t0 stopped, TaskFailedToStart, CannotPullContainerError: not found");
        assertThat(task.containers().get(0).exitCode()).isEqualTo(-1);
    }

    /** R3.21, R3.23. */
    @Test
    void aTaskWhoseContainerCannotBeStartedFailsToStart() {
        AgentWorld world = AgentWorld.ofOne();
        Part app = new Part("app");
        app.startFailure = 1;
        TaskForge forge = new TaskForge("t").with(app);
        Task task = world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard).hasSize(1);
        assertThat(world.heard.get(0)).startsWith("1.0: t0 stopped, TaskFailedToStart, CannotStartContainerError: ");
        assertThat(task.containers().get(0).exitCode()).isEqualTo(-1);
    }

    /** R3.36. */
    @Test
    void aContainerThatStartsTooSlowlyFailsToStart() {
        AgentWorld world = AgentWorld.ofOne();
        Part app = new Part("app");
        app.starts = Optional.of(Seconds.of(181));
        TaskForge forge = new TaskForge("t").with(app);
        world.start(forge.definition(), forge.behaviour());
        world.runTo(1000);
        assertThat(world.heard).hasSize(1);
        assertThat(world.heard.get(0))
                .startsWith("180.0: t0 stopped, TaskFailedToStart, DockerTimeoutError: ")
                .endsWith("3m0s");
    }

    /** R3.30: the end of an essential container ends the task, that of another one does not. */
    @Test
    void onlyEssentialContainersEndATask() {
        AgentWorld world = AgentWorld.ofOne();
        TaskForge forge =
                new TaskForge("t").with(new Part("helper").helper().exits(5, 1)).with(new Part("app").exits(50, 0));
        Task task = world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: t0 running",
                        "16.0: t0 container changed",
                        "51.0: t0 stopped, EssentialContainerExited, Essential container in task exited");
        assertThat(task.container("helper").exitCode()).isEqualTo(1);
    }

    /** R3.9, R3.30: a container that is not essential may fail to start. */
    @Test
    void aTaskRunsWithoutAHelperThatCannotStart() {
        AgentWorld world = AgentWorld.ofOne();
        world.pullFailures.put("gone:1", "not found");
        Part helper = new Part("helper").helper();
        helper.startFailure = 1;
        Part other = new Part("other").helper();
        other.image = "gone:1";
        TaskForge forge = new TaskForge("t").with(helper).with(other).with(new Part("app"));
        Task task = world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard).containsExactly("1.0: t0 running");
        assertThat(task.container("helper").status()).isEqualTo(ContainerStatus.STOPPED);
        assertThat(task.container("helper").reason()).startsWith("CannotStartContainerError: ");
        assertThat(task.container("other").reason()).isEqualTo("CannotPullContainerError: not found");
        assertThat(task.container("other").exitCode()).isEqualTo(-1);
    }

    /** R3.32: nothing starts after a container that cannot. */
    @Test
    void whoWaitsForAHelperThatCannotStartNeverStarts() {
        AgentWorld world = AgentWorld.ofOne();
        Part helper = new Part("helper").helper();
        helper.startFailure = 1;
        TaskForge forge = new TaskForge("t").with(helper).with(new Part("app").on("helper", ContainerCondition.START));
        Task task = world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard).containsExactly("1.0: t0 stopped, TaskFailedToStart, Task failed to start");
        assertThat(task.container("app").reason()).contains("[helper]").contains("did not start");
    }

    /** R3.33, R3.42: after a restart the start timeout counts anew. */
    @Test
    void aRestartGivesDependentsTheirTimeAgain() {
        AgentWorld world = AgentWorld.ofOne();
        Part base = checked("base").exits(75, 1);
        base.ready = Optional.of(Seconds.of(1e6));
        base.startTimeout = 100;
        base.restart = Optional.of(new RestartPolicy(60, List.of()));
        TaskForge forge = new TaskForge("t").with(base).with(new Part("app").on("base", ContainerCondition.HEALTHY));
        world.start(forge.definition(), forge.behaviour());
        world.runTo(150);
        assertThat(world.heard).noneMatch(line -> line.contains("stopped"));
        base.runs = Optional.empty();
        AgentWorld other = AgentWorld.ofOne();
        TaskForge steady = new TaskForge("t").with(base).with(new Part("app").on("base", ContainerCondition.HEALTHY));
        other.start(steady.definition(), steady.behaviour());
        other.runTo(150);
        assertThat(other.heard).last().isEqualTo("101.0: t0 stopped, TaskFailedToStart, Task failed to start");
    }

    /** R3.33: nobody gives up once the task stops anyway. */
    @Test
    void aStartTimeoutEndsWithTheStopOfTheTask() {
        AgentWorld world = AgentWorld.ofOne();
        Part base = checked("base");
        base.ready = Optional.of(Seconds.of(1e6));
        base.startTimeout = 20;
        Part beside = new Part("beside").on("base", ContainerCondition.START).ignoresSigterm();
        TaskForge forge =
                new TaskForge("t").with(base).with(beside).with(new Part("app").on("base", ContainerCondition.HEALTHY));
        Task task = world.start(forge.definition(), forge.behaviour());
        world.at(10, () -> world.stop(task));
        world.runTo(100);
        assertThat(world.heard).last().isEqualTo("40.0: t0 stopped, UserInitiated, Task stopped by user");
        assertThat(task.container("app").reason()).isEmpty();
    }

    /** The agent learns of as many definitions as there are. */
    @Test
    void thereMayBeManyDefinitions() {
        AgentWorld world = AgentWorld.ofOne();
        for (int i = 0; i < 40; i++) {
            world.start(TaskDefinition.of("t" + i + "x", 1, 1), TaskBehaviour.STEADY);
        }
        world.runTo(10);
        assertThat(world.heard).hasSize(40).contains("1.0: t39x39 running");
    }

    /** R3.31: START, COMPLETE and HEALTHY. */
    @Test
    void dependentsWaitForTheirConditions() {
        AgentWorld world = AgentWorld.ofOne();
        Part base = new Part("base");
        base.check = Optional.of(HealthCheck.DEFAULT);
        TaskForge forge = new TaskForge("t")
                .with(base)
                .with(new Part("failing").helper().exits(3, 9).on("base", ContainerCondition.START))
                .with(new Part("after").on("failing", ContainerCondition.COMPLETE))
                .with(new Part("front").on("base", ContainerCondition.HEALTHY));
        Task task = world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(task.container("failing").startedMicros()).isEqualTo(2 * SECOND);
        assertThat(task.container("after").startedMicros()).isEqualTo(6 * SECOND);
        assertThat(task.container("front").startedMicros()).isEqualTo(32 * SECOND);
        assertThat(world.heard).containsExactly("11.0: t0 container changed", "31.0: t0 HEALTHY", "32.0: t0 running");
    }

    /** R3.32: HEALTHY of a container that is gone is never met. */
    @Test
    void aDeadDependencyIsNeverHealthy() {
        AgentWorld world = AgentWorld.ofOne();
        Part base = new Part("base").helper().exits(5, 0);
        base.check = Optional.of(HealthCheck.DEFAULT);
        TaskForge forge = new TaskForge("t").with(base).with(new Part("front").on("base", ContainerCondition.HEALTHY));
        world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard).containsExactly("6.0: t0 stopped, TaskFailedToStart, Task failed to start");
    }

    /** R3.31, R3.35: who depends on another one stops before it; times add up along the chain. */
    @Test
    void containersStopInTheReverseOrderOfTheirStart() {
        AgentWorld world = AgentWorld.ofOne();
        Part base = new Part("base");
        base.stops = Optional.of(Seconds.of(3));
        Part middle = new Part("middle").on("base", ContainerCondition.START);
        middle.stops = Optional.of(Seconds.of(5));
        Part aside = new Part("aside");
        aside.stops = Optional.of(Seconds.of(7));
        TaskForge forge = new TaskForge("t").with(base).with(middle).with(aside);
        Task task = world.start(forge.definition(), forge.behaviour());
        world.at(20, () -> world.stop(task));
        world.runTo(24);
        assertThat(task.container("base").status()).isEqualTo(ContainerStatus.RUNNING);
        world.runTo(26);
        assertThat(task.container("middle").exitCode()).isEqualTo(143);
        world.runTo(100);
        assertThat(world.heard).last().isEqualTo("28.0: t0 stopped, UserInitiated, Task stopped by user");
    }

    /** R3.34: whoever exits by itself before a signal ends it keeps its own code. */
    @Test
    void aContainerMayExitByItselfWhileItIsStopped() {
        AgentWorld world = AgentWorld.ofOne();
        TaskForge forge = new TaskForge("t").with(new Part("app").exits(25, 3).ignoresSigterm());
        Task task = world.start(forge.definition(), forge.behaviour());
        world.at(20, () -> world.stop(task));
        world.runTo(100);
        assertThat(world.heard).last().isEqualTo("26.0: t0 stopped, UserInitiated, Task stopped by user");
        assertThat(task.containers().get(0).exitCode()).isEqualTo(3);
    }

    /** R3.42: a container that waits for its restart can be stopped; a stopped one is not restarted. */
    @Test
    void aContainerThatIsBeingRestartedCanBeStopped() {
        AgentWorld world = AgentWorld.ofOne();
        Part app = new Part("app").exits(75, 1);
        app.restart = Optional.of(new RestartPolicy(60, List.of()));
        TaskForge forge = new TaskForge("t").with(app);
        Task task = world.start(forge.definition(), forge.behaviour());
        world.at(76.5, () -> world.stop(task));
        world.runTo(1000);
        assertThat(world.heard)
                .containsExactly("1.0: t0 running", "76.5: t0 stopped, UserInitiated, Task stopped by user");
        assertThat(task.containers().get(0).exitCode()).isEqualTo(1);
    }

    /** R3.40: the health of a task is that of its essential containers with checks. */
    @Test
    void theHealthOfATaskIsThatOfItsEssentialContainers() {
        AgentWorld world = AgentWorld.ofOne();
        Part one = checked("one");
        one.fails = Optional.of(Seconds.of(100));
        Part two = checked("two");
        two.ready = Optional.of(Seconds.of(25));
        Part helper = checked("helper").helper();
        helper.ready = Optional.of(Seconds.of(1e6));
        TaskForge forge = new TaskForge("t").with(one).with(two).with(helper).with(new Part("unchecked"));
        world.start(forge.definition(), forge.behaviour());
        world.runTo(1000);
        assertThat(world.heard).containsExactly("1.0: t0 running", "31.0: t0 HEALTHY", "121.0: t0 UNHEALTHY");
    }

    /** R3.40, R3.42: after a restart nothing is known of the health. */
    @Test
    void aRestartMakesHealthUnknown() {
        AgentWorld world = AgentWorld.ofOne();
        Part app = checked("app").exits(75, 1);
        app.restart = Optional.of(new RestartPolicy(60, List.of()));
        TaskForge forge = new TaskForge("t").with(app);
        world.start(forge.definition(), forge.behaviour());
        world.runTo(88);
        assertThat(world.heard)
                .containsExactly(
                        "1.0: t0 running",
                        "11.0: t0 HEALTHY",
                        "77.0: t0 UNKNOWN",
                        "87.0: t0 HEALTHY",
                        "87.0: t0 container changed");
    }

    private static Part checked(String name) {
        Part part = new Part(name);
        part.check = Optional.of(new HealthCheck(10, 2, 3, 40));
        return part;
    }

    /** EBS volumes take time and attachments, EFS takes time, both at once. */
    @Test
    void volumesAreMadeBesideThePull() {
        AgentWorld world = AgentWorld.ofOne();
        TaskForge forge = new TaskForge("t")
                .with(new Part("app"))
                .volumes(new Volume.Bind("b"), new Volume.Efs("e"), new Volume.Ebs("d", 10));
        world.start(forge.definition(), forge.behaviour());
        world.runTo(100);
        assertThat(world.heard).containsExactly("11.0: t0 running");
    }

    /** A task beyond the attachments of the instance fails to start; the attachment is free when a task is gone. */
    @Test
    void anInstanceHasSoManyAttachments() {
        VolumeSettings one = new VolumeSettings(Seconds.of(1), Seconds.of(10), 1, List.of());
        AgentWorld world = new AgentWorld(
                AgentWorld.with(AgentDisconnections.NONE, one, MemorySettings.DEFAULT, Seconds.of(1)),
                ContainerInstance.of("A1", "a", 2048, 2048));
        TaskForge forge = new TaskForge("t").with(new Part("app")).volumes(new Volume.Ebs("d", 10));
        Task first = world.start(forge.definition(), forge.behaviour());
        world.start(forge.definition(), forge.behaviour());
        world.at(50, () -> world.stop(first));
        world.at(60, () -> world.start(forge.definition(), forge.behaviour()));
        world.runTo(100);
        assertThat(world.heard)
                .containsExactly(
                        "0.0: t1 stopped, TaskFailedToStart, ResourceInitializationError: AttachmentLimitExceeded: "
                                + "the instance has 1 of 1 EBS volumes attached",
                        "11.0: t0 running",
                        "50.0: t0 stopped, UserInitiated, Task stopped by user",
                        "71.0: t2 running");
    }

    /** A shared Docker volume stays on the machine where it was made, and only there. */
    @Test
    void sharedVolumesStayOnTheirMachine() {
        AgentWorld world = AgentWorld.ofOne();
        TaskForge needs = shared("needs", false);
        TaskForge makes = shared("makes", true);
        world.start(needs.definition(), needs.behaviour());
        Task maker = world.start(makes.definition(), makes.behaviour());
        world.at(10, () -> world.stop(maker));
        world.at(20, () -> world.start(needs.definition(), needs.behaviour()));
        world.at(30, () -> {
            world.agents.machineEnded(0);
            world.agents.machineStarted(0);
            world.start(needs.definition(), needs.behaviour());
        });
        world.runTo(100);
        String lacks = " stopped, TaskFailedToStart, ResourceInitializationError: "
                + "shared Docker volume v does not exist and is not autoprovisioned";
        assertThat(world.heard)
                .containsExactly(
                        "0.0: needs0" + lacks,
                        "1.0: makes1 running",
                        "10.0: makes1 stopped, UserInitiated, Task stopped by user",
                        "21.0: needs2 running",
                        "30.0: needs3" + lacks);
    }

    private static TaskForge shared(String family, boolean autoprovision) {
        return new TaskForge(family)
                .with(new Part("app"))
                .volumes(new Volume.Docker("v", Volume.DockerScope.SHARED, autoprovision));
    }
}
