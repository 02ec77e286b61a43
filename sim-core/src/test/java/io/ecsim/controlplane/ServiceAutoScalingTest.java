package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.AgentSettings;
import io.ecsim.faults.FaultPlan;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.ScaledService;
import io.ecsim.observe.ServiceAction;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.servicescaling.ScalableTarget;
import io.ecsim.servicescaling.ScalingMetric;
import io.ecsim.servicescaling.ScalingPlan;
import io.ecsim.servicescaling.StatedMetric;
import io.ecsim.servicescaling.TargetTrackingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Service Auto Scaling in whole runs, on a metric whose course is stated. */
class ServiceAutoScalingTest {

    private static final long MINUTE = 60_000_000;
    private static final RunOptions CHECKED = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);
    private static final StrategyProvider LOWEST =
            StrategyProvider.ranking("lowest", "by number", (request, instance) -> instance.instance());

    /** What was heard: "second event". */
    private final List<String> told = new ArrayList<>();

    private final ControlPlaneObserver observer = new ControlPlaneObserver() {
        @Override
        public void serviceAction(ServiceAction action) {
            if (action.eventName().equals("SERVICE_DESIRED_COUNT_UPDATED")) {
                told.add(action.atMicros() / 1_000_000 + " " + action.level());
            }
        }
    };

    private static Service service(int desired) {
        Service base = Service.replica("web", desired);
        return new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                new DeploymentConfiguration(100, 110, new DeploymentStrategy.Rolling(), Optional.empty()),
                List.of(),
                0,
                false,
                Optional.empty());
    }

    private static StatedMetric.Point from(int minute, double level) {
        return new StatedMetric.Point(minute * MINUTE, level);
    }

    /** Ten tasks that keep a metric at 50, known without lag. */
    private static ScalingPlan keepAt50(boolean perTask, StatedMetric.Point... course) {
        ScalableTarget target = new ScalableTarget(
                0,
                1,
                100,
                List.of(new TargetTrackingPolicy("at-50", ScalingMetric.stated(0), 50)),
                List.of(),
                List.of(new StatedMetric("load", List.of(course), perTask)),
                0);
        return new ScalingPlan(List.of(target));
    }

    private RunResult run(int minutes, ScalingPlan scaling, ServiceUpdate... updates) {
        List<ContainerInstance> instances = List.of(
                ScriptedWorld.instance("i-1", "a", 65_536, 262_144, 0, 0, 2, Map.of()),
                ScriptedWorld.instance("i-2", "b", 65_536, 262_144, 0, 0, 2, Map.of()));
        Service service = service(10);
        TaskSpec spec = new TaskSpec(
                TaskDefinition.of("app", 1024, 1024),
                service.group(),
                List.of(),
                true,
                Service.DEFAULT_CLUSTER,
                TaskBehaviour.STEADY);
        ServicePlan plan = new ServicePlan(service, 0, List.of(updates));
        World world = new World(
                        instances,
                        List.of(spec),
                        new ScriptedWorkload(List.of()),
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE,
                        minutes * MINUTE,
                        0)
                .with(new ControlPlane(AgentSettings.DEFAULT, ImageSettings.CACHED, List.of(plan)).with(scaling));
        return ClusterSimulation.run(
                world, new StrategyChain("chain", List.of(LOWEST)), new Streams(5, 0), CHECKED, observer);
    }

    private static ScaledService scaled(RunResult run) {
        return run.controlPlane().orElseThrow().scaled().get(0);
    }

    private static List<String> story(RunResult run) {
        return scaled(run).activities().stream()
                .map(each -> each.atMicros() / MINUTE + ": " + each.from() + " -> " + each.to())
                .toList();
    }

    /** W36, R6.1, R6.3-R6.6, R11.4: 80 three minutes; 47 for ever; then 20 for 15 minutes. */
    @Test
    void followsTheWorkedExample() {
        RunResult run = run(100, keepAt50(false, from(0, 80), from(3, 47), from(60, 20), from(75, 47)));
        assertThat(story(run)).containsExactly("3: 10 -> 16", "75: 16 -> 7");
        assertThat(told).containsExactly("180 INFO", "4500 INFO");
        assertThat(scaled(run).course().get(20).running()).isEqualTo(16);
        assertThat(scaled(run).course().get(99).running()).isEqualTo(7);
        assertThat(run.metrics().get(Metric.SCALING_ACTIONS)).isEqualTo(2);
        assertThat(run.metrics().get(Metric.TASKS_MEAN))
                .isEqualTo(scaled(run).runningMean())
                .isBetween(12.0, 15.0);
    }

    /** W36: metric 20 with 10 tasks. R6.5. */
    @Test
    void scalesTenTasksInToFour() {
        assertThat(story(run(40, keepAt50(false, from(0, 20), from(16, 47))))).containsExactly("15: 10 -> 4");
    }

    /** W37, R6.9: a rolling update from minute 14 on holds the scale-in that is due at minute 15 until it completes. */
    @Test
    void deploymentHoldsScaleIn() {
        RunResult run = run(60, keepAt50(false, from(0, 20)), update(14, OptionalInt.empty(), true));
        DeploymentRecord rolling =
                run.controlPlane().orElseThrow().deployments().get(1);
        assertThat(rolling.endedMicros()).isGreaterThan(17 * MINUTE).isLessThan(40 * MINUTE);
        long next = (rolling.endedMicros() + MINUTE - 1) / MINUTE;
        assertThat(story(run).get(0)).isEqualTo(next + ": 10 -> 4");
    }

    /** W37, R6.9: the high case still scales out, into the deployment. */
    @Test
    void deploymentLetsScaleOutPass() {
        RunResult run = run(
                60, keepAt50(false, from(0, 47), from(12, 80), from(15, 47)), update(14, OptionalInt.empty(), true));
        assertThat(story(run)).containsExactly("15: 10 -> 16");
        DeploymentRecord rolling =
                run.controlPlane().orElseThrow().deployments().get(1);
        assertThat(rolling.startedMicros()).isLessThan(15 * MINUTE);
        assertThat(rolling.endedMicros()).isGreaterThan(15 * MINUTE);
        assertThat(rolling.limits().desired()).isEqualTo(16);
    }

    /** A load that the tasks share is followed without running away: 1,000 over 50 are 20 tasks. R6.6. */
    @Test
    void settlesUnderASharedLoad() {
        RunResult run = run(60, keepAt50(true, from(0, 500), from(10, 1000), from(35, 500)));
        assertThat(story(run)).containsExactly("13: 10 -> 20", "50: 20 -> 10");
    }

    /** R11.4: what a user changes is not told, and Service Auto Scaling goes on from there. */
    @Test
    void countsSetByHandAreNotTold() {
        RunResult run =
                run(30, keepAt50(false, from(0, 47), from(20, 80), from(23, 47)), update(10, OptionalInt.of(5), false));
        assertThat(story(run)).containsExactly("23: 5 -> 8");
        assertThat(told).containsExactly("1380 INFO");
    }

    /** R6.1: a count above the bounds is moved before the first task starts, though the first deployment is on its way. */
    @Test
    void registrationComesBeforeTheFirstTask() {
        ScalingPlan plan = new ScalingPlan(List.of(new ScalableTarget(0, 1, 4)));
        RunResult run = run(20, plan);
        assertThat(story(run)).containsExactly("0: 10 -> 4");
        assertThat(run.controlPlane().orElseThrow().deployments().get(0).peakTasks())
                .isEqualTo(4);
    }

    /** The same run again is the same run; without targets nothing of this is there. */
    @Test
    void isReproducible() {
        ScalingPlan plan = keepAt50(true, from(0, 500), from(10, 1000), from(35, 500));
        assertThat(run(60, plan).digest()).isEqualTo(run(60, plan).digest());
        RunResult none = run(20, ScalingPlan.NONE);
        assertThat(none.controlPlane().orElseThrow().scaled()).isEmpty();
        assertThat(none.metrics()).doesNotContainKeys(Metric.SCALING_ACTIONS, Metric.TASKS_MEAN);
    }

    private static ServiceUpdate update(int minute, OptionalInt count, boolean force) {
        return new ServiceUpdate(minute * MINUTE, OptionalInt.empty(), count, force, Optional.empty());
    }
}
