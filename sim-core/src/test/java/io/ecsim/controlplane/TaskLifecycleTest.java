package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.agent.AgentSettings;
import io.ecsim.agent.Seconds;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.ContainerStatus;
import io.ecsim.cluster.DesiredStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerBehaviour;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import io.ecsim.services.ServiceUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A whole control plane: what becomes of tasks between the back end, the agent and the service scheduler. */
class TaskLifecycleTest {

    private static final long SECOND = 1_000_000;
    private static final RunOptions CHECKED = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    private final List<String> statuses = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final Set<Task> onHosts = Collections.newSetFromMap(new IdentityHashMap<>());
    private int mostOnHost;
    private long latestStart;
    private final ControlPlaneObserver observer = new ControlPlaneObserver() {
        @Override
        public void taskStateChanged(Task task, long nowMicros) {
            String line = task.ordinal() + " " + task.status();
            if (statuses.isEmpty() || !statuses.contains(line)) {
                statuses.add(line);
            }
            if (task.status() == TaskStatus.RUNNING && task.desiredStatus() == DesiredStatus.RUNNING) {
                latestStart = Math.max(latestStart, task.startedMicros());
            }
            boolean onHost = task.containers().get(0).status() == ContainerStatus.RUNNING;
            if (onHost) {
                onHosts.add(task);
            } else {
                onHosts.remove(task);
            }
            mostOnHost = Math.max(mostOnHost, onHosts.size());
            if (task.status() == TaskStatus.STOPPED) {
                statuses.add(task.ordinal() + " " + task.stopCode() + ": " + task.stoppedReason());
                assertThat(task.containers())
                        .extracting(Container::status)
                        .as("also where no agent ever heard of the task")
                        .containsOnly(ContainerStatus.STOPPED);
            }
        }

        @Override
        public void containerInstanceStateChanged(ClusterState cluster, int instance, long nowMicros) {}

        @Override
        public void serviceEvent(ServiceEvent event) {
            messages.add(event.message());
        }
    };

    private static TaskDefinition definition(NetworkMode mode) {
        ContainerDefinition only = new ContainerDefinition("app", 1024, 1024, 0, 0, true, List.of());
        return new TaskDefinition("app", 1, mode, 0, 0, List.of(only), List.of(), Map.of());
    }

    private RunResult run(World world) {
        StrategyChain chain = new StrategyChain("chain", List.of(ScriptedWorld.FIRST_FIT));
        try (ClusterSimulation run = ClusterSimulation.open(world, chain, new Streams(5, 0), CHECKED, observer)) {
            run.advanceTo(world.horizonMicros());
            return run.finish();
        }
    }

    private static World world(TaskSpec spec, FaultPlan faults, ScriptedWorkload.Task... tasks) {
        ContainerInstance host = ScriptedWorld.instance("i-1", "a", 2048, 4096, 0, 0, 2, Map.of());
        return new World(
                        List.of(host),
                        List.of(spec),
                        new ScriptedWorkload(List.of(tasks)),
                        new NoFitPolicy.Wait(false),
                        faults,
                        3600 * SECOND,
                        0)
                .with(new ControlPlane(AgentSettings.DEFAULT, ImageSettings.CACHED, List.of()));
    }

    /** R3.4: a bridge task is PENDING, RUNNING, STOPPED; nothing to do in the other states. */
    @Test
    void aBridgeTaskSkipsTheStatesWithoutWork() {
        RunResult result = run(world(
                TaskSpec.standalone(definition(NetworkMode.BRIDGE)),
                FaultPlan.NONE,
                new ScriptedWorkload.Task(0, 0, 1024, 1024, 0, 0, 60 * SECOND)));
        assertThat(statuses)
                .containsExactly(
                        "0 PENDING",
                        "0 RUNNING",
                        "0 STOPPED",
                        "0 ESSENTIAL_CONTAINER_EXITED: Essential container in task exited");
        assertThat(result.counts().completed()).isEqualTo(1);
        assertThat(result.value(Metric.START_LATENCY_MEAN)).isBetween(1.0, 2.5);
    }

    /** R3.4: an awsvpc task is PROVISIONING while its interface is made and DEPROVISIONING while it goes. */
    @Test
    void anInterfaceTakesTimeAtBothEnds() {
        RunResult result = run(world(
                TaskSpec.standalone(definition(NetworkMode.AWSVPC)),
                FaultPlan.NONE,
                new ScriptedWorkload.Task(0, 0, 1024, 1024, 0, 0, 60 * SECOND)));
        assertThat(statuses).startsWith("0 PROVISIONING", "0 PENDING", "0 RUNNING", "0 DEPROVISIONING", "0 STOPPED");
        assertThat(result.value(Metric.START_LATENCY_MEAN)).isBetween(7.0, 12.5);
    }

    /** R7.8, R7.10, R3.21: the loss of a host is noticed after a minute; its tasks then stop with its name. */
    @Test
    void theLossOfAHostIsNoticedLate() {
        FaultPlan plan = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("a", 100 * SECOND, 600 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        RunResult result = run(world(
                TaskSpec.standalone(definition(NetworkMode.BRIDGE)),
                plan,
                new ScriptedWorkload.Task(0, 0, 1024, 1024, 0, 0, 600 * SECOND),
                new ScriptedWorkload.Task(130 * SECOND, 0, 1024, 1024, 0, 0, 60 * SECOND)));
        assertThat(statuses)
                .contains(
                        "0 TERMINATION_NOTICE: Host EC2 (instance i-1) terminated.",
                        "1 TERMINATION_NOTICE: Host EC2 (instance i-1) terminated.");
        assertThat(result.value(Metric.LOST)).isEqualTo(2);
        assertThat(result.value(Metric.LOST_WORK))
                .as("the first ran until its machine ended, not until that was noticed")
                .isBetween(97.0, 99.5);
        assertThat(result.counts().completed()).isZero();
    }

    /** M5, R7.4: a container that wants half a vCPU of two uses a quarter, and 512 of 4,096 MiB an eighth. */
    @Test
    void whatContainersUseIsMeasured() {
        ContainerBehaviour busy = new ContainerBehaviour(
                Optional.of(new Seconds(0, 0)),
                0,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new Seconds(512, 512)),
                Optional.of(new Seconds(0.5, 0.5)));
        TaskSpec spec = new TaskSpec(
                definition(NetworkMode.BRIDGE),
                "family:app",
                List.of(),
                false,
                Service.DEFAULT_CLUSTER,
                new TaskBehaviour(Map.of("app", busy), Optional.empty(), Optional.empty()));
        ScriptedWorkload.Task only = new ScriptedWorkload.Task(0, 0, 1024, 1024, 0, 0, 1800 * SECOND);
        RunResult result = run(world(spec, FaultPlan.NONE, only));
        assertThat(result.value(Metric.UTILISED_CPU)).isCloseTo(0.25, within(1e-3));
        assertThat(result.value(Metric.UTILISED_MEMORY)).isCloseTo(0.125, within(1e-3));
        RunResult unknown = run(world(TaskSpec.standalone(definition(NetworkMode.BRIDGE)), FaultPlan.NONE, only));
        assertThat(unknown.metrics()).doesNotContainKeys(Metric.UTILISED_CPU, Metric.UTILISED_MEMORY);
    }

    /** R3.6: a machine ends at 100 s; what its task would have done until that was noticed is no checkpoint. */
    @Test
    void checkpointsEndWithTheMachine() {
        FaultPlan plan = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("a", 100 * SECOND, 600 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                new FaultPlan.Recovery(10 * SECOND, 3, 0, 1));
        RunResult result = run(world(
                TaskSpec.standalone(definition(NetworkMode.BRIDGE)),
                plan,
                new ScriptedWorkload.Task(0, 0, 1024, 1024, 0, 0, 130 * SECOND)));
        assertThat(result.counts().completed()).isEqualTo(1);
        assertThat(result.value(Metric.LOST_WORK)).isBetween(7.0, 9.5); // 90 of 97 to 99.5 s are kept
    }

    /** A program may have crashed before the back end hears that it runs: what it ran counts, not when that was heard. */
    @Test
    void aTaskThatEndsBeforeItIsRunningHasRunForAMoment() {
        FaultPlan plan = new FaultPlan(
                Optional.empty(), List.of(), Optional.empty(), Optional.of(new Fixed(0.01)), FaultPlan.Recovery.NONE);
        RunResult result = run(world(
                TaskSpec.standalone(definition(NetworkMode.BRIDGE)),
                plan,
                new ScriptedWorkload.Task(0, 0, 1024, 1024, 0, 0, 130 * SECOND)));
        assertThat(result.value(Metric.CRASHED)).isEqualTo(1);
        assertThat(result.value(Metric.LOST_WORK)).isEqualTo(0.01);
    }

    /** R4.12, R4.15: a service reaches its count, and a new revision replaces the old within the bounds. */
    @Test
    void aServiceRollsToItsNextRevision() {
        TaskSpec first = new TaskSpec(definition(NetworkMode.BRIDGE), "service:web", List.of(), true);
        ContainerInstance host = ScriptedWorld.instance("i-1", "a", 4096, 8192, 0);
        World world = new World(
                        List.of(host),
                        List.of(first, first),
                        new ScriptedWorkload(List.of()),
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE,
                        3600 * SECOND,
                        0)
                .with(new ControlPlane(
                        AgentSettings.DEFAULT,
                        ImageSettings.CACHED,
                        List.of(new ServicePlan(
                                Service.replica("web", 2), 0, List.of(ServiceUpdate.revision(600 * SECOND, 1))))));
        RunResult result = run(world);
        assertThat(messages).anyMatch(message -> message.contains("has reached a steady state"));
        assertThat(statuses.stream().filter(line -> line.contains(StopCode.SERVICE_SCHEDULER_INITIATED.name())))
                .hasSize(2);
        assertThat(result.counts().requested()).isZero();
        assertThat(result.value(Metric.ALLOCATED_CPU)).isGreaterThan(0.49);
    }

    /** R4.12: a service without room starts its task once a standalone task has given its room back. */
    @Test
    void roomOfAStandaloneTaskIsOfferedToServices() {
        TaskSpec batch = TaskSpec.standalone(definition(NetworkMode.BRIDGE));
        TaskSpec web = new TaskSpec(definition(NetworkMode.BRIDGE), "service:web", List.of(), true);
        ContainerInstance host = ScriptedWorld.instance("i-1", "a", 1024, 1024, 0);
        World world = new World(
                        List.of(host),
                        List.of(batch, web),
                        new ScriptedWorkload(List.of(new ScriptedWorkload.Task(0, 0, 1024, 1024, 0, 0, 300 * SECOND))),
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE,
                        3600 * SECOND,
                        0)
                .with(new ControlPlane(
                        AgentSettings.DEFAULT,
                        ImageSettings.CACHED,
                        List.of(new ServicePlan(Service.replica("web", 1), 1, List.of()))));
        run(world);
        assertThat(messages).anyMatch(message -> message.contains("was unable to place a task"));
        assertThat(messages).anyMatch(message -> message.contains("has reached a steady state"));
    }

    /** A service whose one task fills its instance and takes 30 s to stop, as it ignores SIGTERM (R3.34). */
    private static World stubbornService(List<PlacementConstraint> constraints, int cpuUnits, ServiceUpdate update) {
        ContainerBehaviour stubborn = new ContainerBehaviour(
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                Optional.of(new Fixed(300)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        TaskBehaviour behaviour = new TaskBehaviour(Map.of("app", stubborn), Optional.empty(), Optional.empty());
        TaskSpec web = new TaskSpec(
                definition(NetworkMode.BRIDGE), "service:web", constraints, true, Service.DEFAULT_CLUSTER, behaviour);
        Service service = new Service(
                "web",
                Service.DEFAULT_CLUSTER,
                SchedulingStrategy.REPLICA,
                1,
                new DeploymentConfiguration(0, 200, new DeploymentStrategy.Rolling(), Optional.empty()),
                List.of(),
                0,
                false,
                Optional.empty());
        return new World(
                        List.of(ScriptedWorld.instance("i-1", "a", cpuUnits, 4096, 0)),
                        List.of(TaskSpec.standalone(definition(NetworkMode.BRIDGE)), web),
                        new ScriptedWorkload(
                                List.of(new ScriptedWorkload.Task(90 * SECOND, 0, 1024, 1024, 0, 0, 60 * SECOND))),
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE,
                        3600 * SECOND,
                        0)
                .with(new ControlPlane(
                        AgentSettings.DEFAULT,
                        ImageSettings.CACHED,
                        List.of(new ServicePlan(service, 1, List.of(update))),
                        ServiceSettings.IMMEDIATE,
                        LifecycleTimings.INSTANT));
    }

    /** R2.10, R2.11, W35: what a stopping task held is free at once, but its host starts the next one when it is gone. */
    @Test
    void aStoppingTaskGivesItsResourcesBackBeforeItsHostHasThem() {
        ServiceUpdate none =
                new ServiceUpdate(100 * SECOND, OptionalInt.empty(), OptionalInt.of(0), false, Optional.empty());
        RunResult result = run(stubbornService(List.of(), 1024, none));
        assertThat(result.value(Metric.WAIT_MEAN)).isEqualTo(10.0); // asked for at 90 s, placed at 100 s
        assertThat(latestStart - 130 * SECOND).isBetween(0L, 3 * SECOND);
        assertThat(result.counts().completed()).isEqualTo(1);
    }

    /** R1.45, R3.2: a task that is meant to be STOPPED no longer keeps its group away, although it still shuts down. */
    @Test
    void aNewTaskOfTheGroupMayOverlapWithOneThatStops() {
        ServiceUpdate again =
                new ServiceUpdate(100 * SECOND, OptionalInt.empty(), OptionalInt.empty(), true, Optional.empty());
        run(stubbornService(List.of(new PlacementConstraint.DistinctInstance()), 4096, again));
        assertThat(mostOnHost)
                .as("the old one, the new one and the standalone task")
                .isEqualTo(3);
    }

    /** A law of one value. */
    private record Fixed(double seconds) implements Law {
        @Override
        public double sample(RandomStream stream) {
            return seconds;
        }

        @Override
        public double mean() {
            return seconds;
        }

        @Override
        public String describe() {
            return "constant(" + seconds + ")";
        }
    }
}
