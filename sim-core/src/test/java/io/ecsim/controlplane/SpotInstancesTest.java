package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.agent.AgentDisconnections;
import io.ecsim.agent.AgentSettings;
import io.ecsim.agent.Seconds;
import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillingPlan;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.StopCode;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.SpotMarket;
import io.ecsim.faults.SpotPool;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Spot instances in whole runs: the notice, the agents that heed it, what it does to a service. */
class SpotInstancesTest {

    private static final long SECOND = 1_000_000;
    private static final double WEEK = 7 * 86_400;

    /** What happened to i-spot: {@code second status}. */
    private final List<String> story = new ArrayList<>();

    private final ControlPlaneObserver observer = new ControlPlaneObserver() {
        @Override
        public void containerInstanceStateChanged(ClusterState cluster, int instance, long nowMicros) {
            String line = cluster.status(instance).name();
            if (cluster.spec(instance).spot() && (story.isEmpty() || !last().endsWith(line))) {
                story.add(nowMicros / 1e6 + " " + line);
            }
        }
    };

    private String last() {
        return story.get(story.size() - 1);
    }

    private double second(String status) {
        String line = story.stream()
                .filter(each -> each.endsWith(" " + status))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }

    /** A service of two tasks, each filling an instance: one on demand, one on Spot that is reclaimed; two are spare. */
    private RunResult run(AgentSettings agents) {
        ContainerInstance owned = ScriptedWorld.instance("i-a", "a", 1024, 1024, 100_000);
        ContainerInstance spare = ScriptedWorld.instance("i-z", "a", 1024, 1024, 100_000);
        ContainerInstance spot = new ContainerInstance(
                        "i-spot",
                        owned.zone(),
                        "custom",
                        1024,
                        1024,
                        0,
                        0,
                        List.of(),
                        Map.of(),
                        owned.attributes(),
                        100_000,
                        "spot")
                .onSpot(35_000);
        Service service = Service.replica("web", 2);
        TaskSpec spec = new TaskSpec(TaskDefinition.of("web", 1024, 1024), service.group(), List.of(), true);
        SpotMarket market = new SpotMarket(0.999, 1, Seconds.of(1e9));
        World world = new World(
                List.of(owned, spot, spare),
                List.of(spec),
                new ScriptedWorkload(List.of()),
                new NoFitPolicy.Wait(false),
                FaultPlan.NONE.withSpot(List.of(new SpotPool("spot", market))),
                (long) (WEEK * SECOND),
                0,
                0,
                TaskCallPlan.NONE,
                List.of(),
                Optional.of(new ControlPlane(
                        agents,
                        ImageSettings.CACHED,
                        List.of(new ServicePlan(service, 0, List.of())),
                        ServiceSettings.DEFAULT,
                        LifecycleTimings.DEFAULT)),
                BillingPlan.DEFAULT);
        RunOptions checked = new RunOptions(
                RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
        StrategyChain chain = new StrategyChain("first-fit", List.of(ScriptedWorld.FIRST_FIT));
        return ClusterSimulation.run(world, chain, new Streams(11, 0), checked, observer);
    }

    /** R5.42: the agent sets the instance DRAINING within a second of the notice; the machine ends two minutes after it. */
    @Test
    void anAgentThatHeedsTheNoticeDrainsItsInstance() {
        RunResult result = run(AgentSettings.DEFAULT.withSpotInstanceDraining(true));
        assertThat(result.controlPlane().orElseThrow().stops()).containsOnlyKeys(StopCode.SERVICE_SCHEDULER_INITIATED);
        assertThat(result.controlPlane().orElseThrow().leastHealthyShare())
                .as("the spare instance takes the task in time")
                .hasValue(1);
        // the end is noticed 60 s after it (R7.10)
        assertThat(second("INACTIVE") - 60 - second("DRAINING")).isBetween(119.0, 120.0);
    }

    /** R5.42: by default nobody heeds the notice: the task is lost with its machine. */
    @Test
    void withoutDrainingTheTaskIsLost() {
        RunResult result = run(AgentSettings.DEFAULT);
        assertThat(second("DRAINING")).as("only as it leaves").isEqualTo(second("INACTIVE"));
        assertThat(result.controlPlane().orElseThrow().stops()).containsOnlyKeys(StopCode.TERMINATION_NOTICE);
        assertThat(result.controlPlane().orElseThrow().leastHealthyShare()).hasValue(0.5);
    }

    /** R5.42: an agent that is not heard cannot drain. */
    @Test
    void aSilentAgentDrainsNothing() {
        AgentSettings given = AgentSettings.DEFAULT;
        AgentSettings silent = new AgentSettings(
                given.commandMicros(),
                given.stateChangeMicros(),
                given.containerBatchMicros(),
                given.containerStartSeconds(),
                given.containerStartTimeoutMicros(),
                given.containerStopTimeoutMicros(),
                given.pullDependentContainersUpfront(),
                given.taskCleanupWaitMicros(),
                given.memory(),
                given.volumes(),
                new AgentDisconnections(
                        Optional.empty(),
                        List.of(new AgentDisconnections.Planned("i-spot", 3600 * SECOND, (long) WEEK * SECOND)),
                        0,
                        SECOND));
        run(silent.withSpotInstanceDraining(true));
        assertThat(second("DRAINING")).as("only as it leaves").isEqualTo(second("INACTIVE"));
    }

    /** R5.44: Spot time is billed as Spot, from launch to the end of the machine. */
    @Test
    void spotTimeHasItsOwnLine() {
        RunResult result = run(AgentSettings.DEFAULT.withSpotInstanceDraining(true));
        double ended = second("DRAINING") + 120;
        assertThat(result.bill().usd(BillItem.EC2_SPOT)).isCloseTo(ended / 3600 * 0.035, within(0.035 / 3600));
        assertThat(result.bill().usd(BillItem.EC2_ON_DEMAND)).isCloseTo(2 * 168 * 0.1, within(1e-6));
    }
}
