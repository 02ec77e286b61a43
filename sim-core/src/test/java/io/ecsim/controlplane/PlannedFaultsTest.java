package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.ecsim.agent.AgentDisconnections;
import io.ecsim.agent.AgentSettings;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.faults.AgentStorm;
import io.ecsim.faults.ControlPlaneFault;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.GroupRefresh;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.faults.RegistryFault;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.images.ImageSettings;
import io.ecsim.images.Registry;
import io.ecsim.images.RegistryOutage;
import io.ecsim.images.RegistrySlowdown;
import io.ecsim.images.Throughput;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.Launch;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Faults at given times and how services come through them (models.md M4, M7), followed by hand. Two instances, one in each
 * zone, with room for four tasks each. Nothing takes time that the tests do not state: services react at once, commands
 * and reports of agents arrive at once, containers start in 2 s. A task without checks is healthy 40 s after it runs.
 */
class PlannedFaultsTest {

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final RunOptions CHECKED = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    /** The instance with fewer tasks. */
    private static final StrategyProvider EVEN =
            StrategyProvider.ranking("even", "fewest tasks", (request, instance) -> instance.tasks());

    private final List<String> events = new ArrayList<>();

    private final ControlPlaneObserver observer = new ControlPlaneObserver() {
        @Override
        public void taskStateChanged(Task task, long nowMicros) {
            if (task.status() == TaskStatus.RUNNING
                    && task.desiredStatus().name().equals("RUNNING")) {
                say(nowMicros, "runs on " + task.instance());
            } else if (task.status() == TaskStatus.STOPPED) {
                say(nowMicros, "stopped on " + task.instance());
            }
        }

        @Override
        public void serviceEvent(ServiceEvent event) {
            messages.add(event.atMicros() / SECOND + " " + event.message());
        }

        @Override
        public void containerInstanceStateChanged(ClusterState cluster, int instance, long nowMicros) {
            boolean connected = cluster.agentConnected(instance);
            if (instance == 0 && connected != heard) {
                heard = connected;
                connections.add(nowMicros / SECOND + " " + connected);
            }
        }
    };

    private boolean heard;
    private long reactionMicros;
    private final List<ScriptedWorkload.Task> workload = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> connections = new ArrayList<>();

    private void say(long nowMicros, String what) {
        events.add(nowMicros / SECOND + " " + what);
    }

    private record Seconds(double mean) implements Law {
        @Override
        public double sample(RandomStream stream) {
            return mean;
        }

        @Override
        public String describe() {
            return "constant";
        }
    }

    private static Service service(int desired, TargetGroup... groups) {
        Service base = Service.replica("web", desired);
        return new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                DeploymentConfiguration.DEFAULT,
                List.of(groups),
                0,
                false,
                Optional.empty());
    }

    private static AgentSettings agents() {
        AgentSettings absent = AgentSettings.DEFAULT;
        return new AgentSettings(
                0,
                0,
                0,
                new Seconds(2),
                absent.containerStartTimeoutMicros(),
                absent.containerStopTimeoutMicros(),
                false,
                absent.taskCleanupWaitMicros(),
                absent.memory(),
                absent.volumes(),
                AgentDisconnections.NONE);
    }

    private RunResult run(Service service, long minutes, ZoneEvent... zones) {
        return run(service, minutes, plan(PlannedFaults.NONE, zones), List.of());
    }

    private static FaultPlan plan(PlannedFaults planned, ZoneEvent... zones) {
        return new FaultPlan(
                        Optional.empty(), List.of(zones), Optional.empty(), Optional.empty(), FaultPlan.Recovery.NONE)
                .withPlanned(planned);
    }

    private static PlannedFaults controlPlane(ControlPlaneFault... faults) {
        return new PlannedFaults(List.of(), List.of(), List.of(faults), List.of(), List.of());
    }

    private RunResult run(Service service, long minutes, FaultPlan faults, List<TaskCallPlan.Timed> calls) {
        ContainerInstance a = ScriptedWorld.instance("i-1", "a", 4096, 8192, 0);
        ContainerInstance b = ScriptedWorld.instance("i-2", "b", 4096, 8192, 0);
        TaskSpec spec = new TaskSpec(
                TaskDefinition.of("app", 1024, 1024),
                service.group(),
                List.of(),
                true,
                Service.DEFAULT_CLUSTER,
                TaskBehaviour.STEADY);
        ServiceSettings absent = ServiceSettings.DEFAULT;
        ServiceSettings settings = new ServiceSettings(
                reactionMicros,
                reactionMicros,
                absent.stoppingCounts(),
                absent.placementRetryMicros(),
                absent.launchesPerMinute(),
                absent.firstThrottleMicros(),
                absent.longestThrottleMicros(),
                absent.randomScaleIn());
        World world = new World(
                        List.of(a, b),
                        List.of(
                                spec,
                                new TaskSpec(TaskDefinition.of("job", 1024, 1024), "family:job", List.of(), false)),
                        new ScriptedWorkload(workload),
                        new NoFitPolicy.Wait(false),
                        faults,
                        minutes * MINUTE,
                        0)
                .with(new TaskCallPlan(calls, List.of()))
                .with(new ControlPlane(
                        agents(),
                        ImageSettings.CACHED,
                        List.of(new ServicePlan(service, 0, List.of())),
                        settings,
                        LifecycleTimings.DEFAULT));
        return ClusterSimulation.run(
                world, new StrategyChain("even", List.of(EVEN)), new Streams(5, 0), CHECKED, observer);
    }

    private static FaultRecord only(RunResult result) {
        assertThat(result.faults().faults()).hasSize(1);
        return result.faults().faults().get(0);
    }

    private static double last(RunResult result, String key) {
        Series series = result.faults().series().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
        return series.values()[series.values().length - 1];
    }

    /**
     * R7.8, R7.10, M4, M7. Zone a loses power at 600 s: its two of four tasks are dead, which is noticed at 660 s. The
     * other zone has room for them: they run at 662 s and are healthy at 702 s.
     */
    @Test
    void powerIsNoticedAndReplaced() {
        RunResult result = run(service(4), 30, new ZoneEvent("a", 10 * MINUTE, 60 * MINUTE));
        assertThat(events)
                .containsExactly(
                        "2 runs on 0",
                        "2 runs on 1",
                        "2 runs on 0",
                        "2 runs on 1",
                        "660 stopped on 0",
                        "660 stopped on 0",
                        "662 runs on 1",
                        "662 runs on 1");
        FaultRecord fault = only(result);
        assertThat(fault.kind()).isEqualTo(FaultRecord.Kind.ZONE_POWER);
        assertThat(fault.where()).isEqualTo("a");
        assertThat(fault.fromMicros()).isEqualTo(600 * SECOND);
        assertThat(fault.untilMicros()).isEqualTo(FaultRecord.OPEN);
        assertThat(fault.recoveredMicros()).isEqualTo(702 * SECOND);
        assertThat(fault.trough()).hasValue(0.5);
        assertThat(fault.tasksLost()).isEqualTo(2);
        assertThat(fault.instancesLost()).isEqualTo(1);
        assertThat(result.value(Metric.RECOVERY)).isEqualTo(102);
        assertThat(last(result, "healthy")).isEqualTo(4);
        assertThat(last(result, "desired")).isEqualTo(4);
        assertThat(last(result, "registered")).isEqualTo(1);
    }

    /**
     * M4, M7. Six tasks need both instances: the zone that is left holds four of them. Power returns after 20 min, at
     * 1800 s; the two that waited run at 1802 s and are healthy at 1842 s.
     */
    @Test
    void withoutRoomElsewhereRecoveryWaitsForTheZone() {
        RunResult result = run(service(6), 60, new ZoneEvent("a", 10 * MINUTE, 20 * MINUTE));
        FaultRecord fault = only(result);
        assertThat(fault.untilMicros()).isEqualTo(1800 * SECOND);
        assertThat(fault.recoveredMicros()).isEqualTo(1842 * SECOND);
        assertThat(fault.trough()).hasValue(0.5);
        assertThat(fault.tasksLost()).isEqualTo(3);
    }

    /** M4: a run that ends before the services have recovered has no recovery, only a time that it exceeds. */
    @Test
    void recoveryIsCensoredByTheEndOfTheRun() {
        RunResult result = run(service(6), 25, new ZoneEvent("a", 10 * MINUTE, 60 * MINUTE));
        FaultRecord fault = only(result);
        assertThat(fault.recovered()).isFalse();
        assertThat(fault.recoverySeconds()).isEqualTo(900);
        assertThat(result.metrics()).doesNotContainKey(Metric.RECOVERY);
        assertThat(result.faults().longestRecoverySeconds()).isEqualTo(900);
    }

    /**
     * R7.7, M7. Without targets nothing is replaced: the agent is silent from 600 s, shown so 3 min later, heard again at
     * 2400 s and registered 1 s after that.
     */
    @Test
    void partitionReplacesNothingWithoutTargets() {
        RunResult result =
                run(service(4), 60, new ZoneEvent("a", ZoneEvent.Kind.PARTITION, 10 * MINUTE, 30 * MINUTE, 1, 0));
        assertThat(events).containsExactly("2 runs on 0", "2 runs on 1", "2 runs on 0", "2 runs on 1");
        assertThat(connections).containsExactly("0 true", "780 false", "2401 true");
        FaultRecord fault = only(result);
        assertThat(fault.recoverySeconds()).isZero();
        assertThat(fault.trough()).hasValue(1);
        assertThat(fault.tasksLost()).isZero();
        assertThat(fault.instancesLost()).isZero();
        assertThat(last(result, "healthy")).isEqualTo(4);
    }

    /**
     * R4.40, R4.42, R7.6, R7.7, R7.10, M7. Probes come every 30 s from the registration at 2 s on, so those of 602 s and
     * 632 s are the two failures that make both targets in zone a unhealthy. Two replacements start at once: one goes to
     * each zone, as the agent in a counts as connected until 780 s. That in b runs at 634 s and takes the place of one
     * old task, whose connections are drained for 300 s and which is then told to stop; the agent hears that when it has
     * registered anew, at 2401 s. The other replacement is heard of then too: it runs at 2403 s, the probe of 2433 s finds
     * it healthy, and the second old task is drained from then until 2733 s.
     */
    @Test
    void partitionReplacesTargets() {
        RunResult result = run(
                service(4, TargetGroup.of("tg")),
                60,
                new ZoneEvent("a", ZoneEvent.Kind.PARTITION, 10 * MINUTE, 30 * MINUTE, 1, 0));
        assertThat(events)
                .containsExactly(
                        "2 runs on 0",
                        "2 runs on 1",
                        "2 runs on 0",
                        "2 runs on 1",
                        "634 runs on 1",
                        "2401 stopped on 0",
                        "2403 runs on 0",
                        "2733 stopped on 0");
        FaultRecord fault = only(result);
        assertThat(fault.trough()).hasValue(0.5);
        assertThat(fault.recoveredMicros()).isEqualTo(2433 * SECOND);
        assertThat(fault.tasksLost()).isZero();
        assertThat(last(result, "healthy")).isEqualTo(4);
    }

    /** M7: an impaired zone takes its targets out of service when at least half of what is asked of it fails. */
    @Test
    void impairedZoneFailsProbesFromHalfOn() {
        RunResult mild = run(
                service(4, TargetGroup.of("tg")),
                60,
                new ZoneEvent("a", ZoneEvent.Kind.IMPAIRED, 10 * MINUTE, 30 * MINUTE, 5, 0.49));
        assertThat(only(mild).trough()).hasValue(1);
        RunResult severe = run(
                service(4, TargetGroup.of("tg")),
                60,
                new ZoneEvent("a", ZoneEvent.Kind.IMPAIRED, 10 * MINUTE, 30 * MINUTE, 5, 0.5));
        assertThat(only(severe).trough()).hasValue(0.5);
    }

    /** W44, R7.7, M7: a storm takes the agents of one zone for five minutes; nothing is replaced. */
    @Test
    void stormOfOneZoneReplacesNothing() {
        PlannedFaults storm = new PlannedFaults(
                List.of(new AgentStorm(10 * MINUTE, 5 * MINUTE, 1, Optional.of("a"))),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        RunResult result = run(service(4), 30, plan(storm), List.of());
        assertThat(connections).containsExactly("0 true", "780 false", "901 true");
        assertThat(events).containsExactly("2 runs on 0", "2 runs on 1", "2 runs on 0", "2 runs on 1");
        assertThat(only(result).kind()).isEqualTo(FaultRecord.Kind.AGENTS);
        assertThat(only(result).recoverySeconds()).isZero();
        connections.clear();
        events.clear();
        heard = false;
        PlannedFaults elsewhere = new PlannedFaults(
                List.of(new AgentStorm(10 * MINUTE, 5 * MINUTE, 1, Optional.of("b"))),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        run(service(4), 30, plan(elsewhere), List.of());
        assertThat(connections).containsExactly("0 true");
    }

    /**
     * R4.61, R9.4, M7. Zone a loses power at 600 s, which is noticed at 660 s; from 650 s until 950 s the control plane
     * launches nothing. The service says so, and starts its tasks when that is over.
     */
    @Test
    void refusedLaunchesDelayTheRecovery() {
        RunResult result = run(
                service(4),
                30,
                plan(
                        controlPlane(new ControlPlaneFault(650 * SECOND, 5 * MINUTE, OptionalDouble.of(0), 1)),
                        new ZoneEvent("a", 10 * MINUTE, 60 * MINUTE)),
                List.of());
        assertThat(events)
                .containsSubsequence("660 stopped on 0", "660 stopped on 0", "952 runs on 1", "952 runs on 1")
                .hasSize(8);
        assertThat(messages).contains("660 (service web) operations are being throttled. Will try again later.");
        assertThat(result.faults().faults())
                .extracting(FaultRecord::kind, FaultRecord::recoverySeconds)
                .containsExactly(
                        tuple(FaultRecord.Kind.ZONE_POWER, 392.0), tuple(FaultRecord.Kind.CONTROL_PLANE, 342.0));
        assertThat(result.value(Metric.RECOVERY)).isEqualTo(392);
    }

    /** R9.4: one launch every two seconds, the first at once. */
    @Test
    void launchesAreLimitedToARate() {
        run(
                service(4),
                30,
                plan(controlPlane(new ControlPlaneFault(0, 10 * MINUTE, OptionalDouble.of(0.5), 1))),
                List.of());
        assertThat(events).containsExactly("2 runs on 0", "4 runs on 1", "6 runs on 0", "8 runs on 1");
    }

    /** R9.4: a bucket holds the launches of one second: three at once, then one each third of a second until 1.67 s. */
    @Test
    void aSecondOfLaunchesMayComeAtOnce() {
        run(
                service(8),
                30,
                plan(controlPlane(new ControlPlaneFault(0, 10 * MINUTE, OptionalDouble.of(3), 1))),
                List.of());
        assertThat(events.stream().map(event -> event.substring(0, 1)))
                .containsExactly("2", "2", "2", "2", "2", "3", "3", "3");
    }

    /** M7: a service that reacts after 1 s does so after 10 s: it hears of its loss at 660 s. */
    @Test
    void slowReactions() {
        reactionMicros = SECOND;
        run(
                service(1),
                30,
                plan(
                        controlPlane(new ControlPlaneFault(MINUTE, 20 * MINUTE, OptionalDouble.empty(), 10)),
                        new ZoneEvent("a", 10 * MINUTE, 60 * MINUTE)),
                List.of());
        assertThat(events).containsExactly("3 runs on 0", "660 stopped on 0", "672 runs on 1");
    }

    /** R9.4, R9.7: a call of RunTask is refused while the control plane refuses launches; its tasks fail by that reason. */
    @Test
    void callsAreThrottled() {
        RunTaskCall call = new RunTaskCall("job", 0, 2, "", Optional.empty());
        RunResult result = run(
                service(1),
                30,
                plan(controlPlane(new ControlPlaneFault(MINUTE, MINUTE, OptionalDouble.of(0), 1))),
                List.of(new TaskCallPlan.Timed(90 * SECOND, call), new TaskCallPlan.Timed(150 * SECOND, call)));
        CallCounts counts = result.calls().get(0);
        assertThat(counts.calls()).isEqualTo(2);
        assertThat(counts.started()).isEqualTo(2);
        assertThat(counts.exceptions()).isEqualTo(1);
        assertThat(counts.failures()).isEqualTo(Map.of("ThrottlingException", 2L));
    }

    /**
     * R9.4: tasks of the workload that are refused come again after 1 s, 2 s, 4 s and so on: asked for at 90 s, they are
     * refused at 91 s, 93 s, 97 s and 105 s and placed at 121 s, when launches have been allowed again for a second.
     */
    @Test
    void callersBackOff() {
        for (int i = 0; i < 2; i++) {
            workload.add(new ScriptedWorkload.Task(90 * SECOND, 1, 1024, 1024, 0, 0, 10 * SECOND));
        }
        RunResult result = run(
                service(1),
                30,
                plan(controlPlane(new ControlPlaneFault(MINUTE, MINUTE, OptionalDouble.of(0), 1))),
                List.of());
        assertThat(result.value(Metric.WAIT_MEAN)).isEqualTo(31);
        assertThat(result.counts().completed()).isEqualTo(2);
    }

    /** M10: what a scenario plans for a registry is added to what it has by itself; others stay as they are. */
    @Test
    void faultsOfRegistries() {
        Registry ecr = new Registry(
                "ecr", Registry.Kind.ECR, 10_000, 7, Optional.empty(), List.of(new RegistryOutage(50, 10)));
        Registry hub =
                new Registry("hub", Registry.Kind.DOCKER_HUB, Throughput.UNLIMITED, 7, Optional.empty(), List.of());
        ImageSettings applied = RegistryFaults.applied(
                ImageSettings.of(List.of(ecr, hub), List.of()),
                List.of(
                        new RegistryFault("ecr", RegistryFault.Kind.DOWN, 5, 10, 1, OptionalLong.empty()),
                        new RegistryFault("ecr", RegistryFault.Kind.SLOW, 70, 10, 4, OptionalLong.empty()),
                        new RegistryFault("ecr", RegistryFault.Kind.SLOW, 90, 10, 4, OptionalLong.of(99))));
        assertThat(applied.registries())
                .containsExactly(
                        ecr.with(
                                List.of(new RegistryOutage(5, 10)),
                                List.of(new RegistrySlowdown(70, 10, 4, 2500), new RegistrySlowdown(90, 10, 4, 99))),
                        hub);
    }

    /**
     * M4: a group of two replaces its machines, of which half stays in service; new ones boot in 90 s, one after the other.
     * The services have recovered from when the second of the old ones is lost: one machine holds all tasks.
     */
    @Test
    void instanceRefreshIsRecoveredFromWhenItIsOver() {
        PlannedFaults refresh = new PlannedFaults(
                List.of(), List.of(), List.of(), List.of(), List.of(new GroupRefresh(20 * MINUTE, "g", 50, 0)));
        ElasticWorld world = new ElasticWorld()
                .group("g", 2, 4, 2, "a", "b")
                .service("web", 512, 512, 4, Launch.EC2, List.of())
                .faults(FaultPlan.NONE.withPlanned(refresh))
                .open(60 * MINUTE)
                .to(60 * MINUTE);
        assertThat(world.inService(0)).isEqualTo(2);
        FaultRecord fault = only(world.finish());
        assertThat(fault.kind()).isEqualTo(FaultRecord.Kind.INSTANCE_REFRESH);
        assertThat(fault.where()).isEqualTo("g");
        assertThat(fault.untilMicros()).isEqualTo(20 * MINUTE + 2 * 90 * SECOND);
        assertThat(fault.recoveredMicros()).isBetween(20 * MINUTE + 90 * SECOND, 26 * MINUTE);
        assertThat(fault.trough().orElseThrow()).isLessThan(1);
    }

    /**
     * M7, R7.7: machines that a refresh launches at 20 min boot until 21.5 min; from 20.5 min to 30 min zone a cannot be
     * reached. What is placed on the new machine there is heard of when that is over, and a second later.
     */
    @Test
    void whatBootsInAPartitionIsSilent() {
        PlannedFaults refresh = new PlannedFaults(
                List.of(), List.of(), List.of(), List.of(), List.of(new GroupRefresh(20 * MINUTE, "g", 0, 0)));
        ZoneEvent partition =
                new ZoneEvent("a", ZoneEvent.Kind.PARTITION, 20 * MINUTE + 30 * SECOND, 570 * SECOND, 1, 0);
        ElasticWorld world = new ElasticWorld()
                .group("g", 2, 4, 2, "a", "b")
                .strategy(EVEN)
                .service("web", 512, 512, 4, Launch.EC2, List.of())
                .faults(plan(refresh, partition))
                .open(60 * MINUTE)
                .to(19 * MINUTE);
        assertThat(world.running()).isEqualTo(4);
        world.to(29 * MINUTE);
        assertThat(world.running()).as("those in zone b").isEqualTo(2);
        world.to(31 * MINUTE);
        assertThat(world.running()).isEqualTo(4);
        world.finish();
    }
}
