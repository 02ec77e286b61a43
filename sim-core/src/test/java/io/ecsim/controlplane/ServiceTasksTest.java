package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.AgentSettings;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.faults.FaultPlan;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.ServiceAction;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Services in a whole run: zones, target groups, the states that tasks pass through. */
class ServiceTasksTest {

    private static final long SECOND = 1_000_000;
    private static final RunOptions CHECKED = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    /** The instance of the lowest number, however many tasks of the service it has. */
    private static final StrategyProvider LOWEST =
            StrategyProvider.ranking("lowest", "by number", (request, instance) -> instance.instance());

    private StrategyProvider strategy = LOWEST;
    private final Map<Long, Task> tasks = new TreeMap<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final ControlPlaneObserver observer = new ControlPlaneObserver() {
        @Override
        public void taskStateChanged(Task task, long nowMicros) {
            tasks.put(task.ordinal(), task);
            String line = nowMicros / SECOND + " " + task.status();
            if (statuses.isEmpty() || !statuses.get(statuses.size() - 1).equals(line)) {
                statuses.add(line);
            }
        }

        @Override
        public void serviceAction(ServiceAction action) {
            actions.add(action.eventName());
        }

        @Override
        public void serviceEvent(ServiceEvent event) {
            messages.add(event.message());
        }
    };

    private static Service service(int desired, boolean rebalancing, TargetGroup... groups) {
        Service base = Service.replica("web", desired);
        return new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                DeploymentConfiguration.DEFAULT,
                List.of(groups),
                0,
                rebalancing,
                Optional.empty());
    }

    private void run(Service service, List<PlacementConstraint> constraints, ServiceUpdate... updates) {
        ContainerInstance a = ScriptedWorld.instance("i-1", "a", 8192, 8192, 0, 0, 2, Map.of());
        ContainerInstance b = ScriptedWorld.instance("i-2", "b", 8192, 8192, 0, 0, 2, Map.of());
        TaskSpec spec = new TaskSpec(
                TaskDefinition.of("app", 1024, 1024),
                service.group(),
                constraints,
                true,
                Service.DEFAULT_CLUSTER,
                TaskBehaviour.STEADY);
        World world = new World(
                        List.of(a, b),
                        List.of(spec),
                        new ScriptedWorkload(List.of()),
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE,
                        3600 * SECOND,
                        0)
                .with(new ControlPlane(
                        AgentSettings.DEFAULT,
                        ImageSettings.CACHED,
                        List.of(new ServicePlan(service, 0, List.of(updates)))));
        StrategyChain chain = new StrategyChain("chain", List.of(strategy));
        try (ClusterSimulation run = ClusterSimulation.open(world, chain, new Streams(5, 0), CHECKED, observer)) {
            run.advanceTo(world.horizonMicros());
            run.finish();
        }
    }

    private List<Long> runningByInstance() {
        List<Long> counts = new ArrayList<>();
        for (int instance = 0; instance < 2; instance++) {
            int there = instance;
            counts.add(tasks.values().stream()
                    .filter(task -> task.status() == TaskStatus.RUNNING && task.instance() == there)
                    .count());
        }
        return counts;
    }

    /** R1.70, R1.73: the strategy fills one zone; rebalancing moves half of the tasks to the other. */
    @Test
    void tasksMoveToAnotherZone() {
        run(service(4, true), List.of());
        assertThat(runningByInstance()).containsExactly(2L, 2L);
        assertThat(actions).contains("SERVICE_REBALANCING_STARTED", "SERVICE_REBALANCING_COMPLETED");
    }

    /** R1.72: a strategy of ECS that does not spread over zones first keeps a service out, wherever it comes from. */
    @Test
    void strategyWithoutZonesFirstKeepsAServiceOut() {
        for (String name : List.of("binpack(cpu)", "random", "spread(instanceId)")) {
            tasks.clear();
            strategy = StrategyProvider.ranking(name, "by number", (request, instance) -> instance.instance());
            run(service(4, true), List.of());
            assertThat(runningByInstance()).as(name).containsExactly(4L, 0L);
        }
        tasks.clear();
        strategy = StrategyProvider.ranking(
                "spread(attribute:ecs.availability-zone)", "by number", (request, instance) -> instance.instance());
        run(service(4, true), List.of());
        assertThat(runningByInstance()).containsExactly(2L, 2L);
    }

    /** R1.72: a constraint on zones keeps a service out. */
    @Test
    void constraintOnZonesKeepsAServiceOut() {
        run(
                service(4, true),
                List.of(new PlacementConstraint.MemberOf(
                        ClusterQuery.parse("attribute:ecs.availability-zone in [a, b]"))));
        assertThat(runningByInstance()).containsExactly(4L, 0L);
    }

    /** R3.3: with two target groups a task is ACTIVATING until registered and DEACTIVATING for the longer delay. */
    @Test
    void severalTargetGroupsTakeTimeAtBothEnds() {
        TargetGroup one = new TargetGroup("one", 5, 2, 2, 20);
        TargetGroup two = new TargetGroup("two", 5, 2, 2, 50);
        ServiceUpdate none =
                new ServiceUpdate(1000 * SECOND, OptionalInt.empty(), OptionalInt.of(0), false, Optional.empty());
        run(service(1, false, one, two), List.of(), none);
        List<String> names = statuses.stream().map(line -> line.split(" ")[1]).toList();
        assertThat(names)
                .containsSubsequence("PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "STOPPED");
        Task task = tasks.values().iterator().next();
        assertThat(task.executionStoppedMicros() - task.stoppingMicros()).isGreaterThanOrEqualTo(50 * SECOND);
        assertThat(messages)
                .contains(
                        "(service web) registered 1 targets in (target-group one)",
                        "(service web) deregistered 1 targets in (target-group two)");
    }

    /** R4.42: with one target group it drains while it is RUNNING. */
    @Test
    void oneTargetGroupDrainsBeforeTheStop() {
        ServiceUpdate none =
                new ServiceUpdate(1000 * SECOND, OptionalInt.empty(), OptionalInt.of(0), false, Optional.empty());
        run(service(1, false, new TargetGroup("one", 5, 2, 2, 20)), List.of(), none);
        assertThat(statuses.stream().map(line -> line.split(" ")[1])).doesNotContain("DEACTIVATING", "ACTIVATING");
        Task task = tasks.values().iterator().next();
        assertThat(task.stoppedMicros()).isBetween(1021 * SECOND, 1060 * SECOND);
        assertThat(messages).contains("(service web) has begun draining connections on 1 tasks.");
    }
}
