package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.DeploymentStrategy.BlueGreen;
import io.ecsim.model.DeploymentStrategy.Canary;
import io.ecsim.model.DeploymentStrategy.Linear;
import io.ecsim.model.DeploymentStrategy.Rolling;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.observe.LifecycleStage;
import io.ecsim.observe.StageChange;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.services.DeploymentAlarms.InAlarm;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagedUpdateTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);
    private static final long SECOND = 1_000_000;
    private static final long UPDATE = 1000;
    private static final long DAY = 86_400;

    private static Service service(int desired, DeploymentStrategy strategy) {
        return service(desired, strategy, Optional.empty());
    }

    private static Service service(
            int desired, DeploymentStrategy strategy, Optional<DeploymentCircuitBreaker> circuitBreaker) {
        Service base = Service.replica("web", desired);
        return new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                new DeploymentConfiguration(100, 200, strategy, circuitBreaker),
                List.of(),
                0,
                false,
                Optional.empty());
    }

    private static ServiceWorld world(
            DeploymentStrategy strategy,
            int slots,
            boolean greenFails,
            DeploymentAlarms alarms,
            ServiceUpdate... more) {
        Service service = service(4, strategy);
        Script good = Script.runs(service, WEB, 5);
        List<ServiceUpdate> updates = new ArrayList<>(List.of(revision(UPDATE, 1)));
        updates.addAll(List.of(more));
        ServicePlan plan = new ServicePlan(service, 0, updates, List.of(), alarms);
        return new ServiceWorld(
                        instances(slots), List.of(good, greenFails ? good.failing() : good, good), List.of(plan))
                .begin();
    }

    private static DeploymentRecord green(ServiceWorld world) {
        return world.scheduler.deployments().get(1);
    }

    /** R4.51: green is complete at 1,045 s; blue stops after a bake of 10 minutes; eight tasks at the peak. */
    @Test
    void blueGreenDoublesTheTasksUntilTheBakeIsOver() {
        ServiceWorld world =
                world(new BlueGreen(10), 9, false, DeploymentAlarms.NONE).until(5000);
        assertThat(world.story(UPDATE, "start", 1)).containsExactly("1000: 4");
        assertThat(world.story(UPDATE, "stop", 0)).containsExactly("1645: 4");
        DeploymentRecord record = green(world);
        assertThat(record.state()).isEqualTo(State.COMPLETED);
        assertThat(record.peakTasks()).isEqualTo(8);
        assertThat(record.stages())
                .filteredOn(stage -> stage.stage() == LifecycleStage.PRODUCTION_TRAFFIC_SHIFT)
                .containsExactly(new StageChange(1045 * SECOND, LifecycleStage.PRODUCTION_TRAFFIC_SHIFT, 100));
        assertThat(record.stages()).last().isEqualTo(new StageChange(1645 * SECOND, LifecycleStage.CLEAN_UP, 100));
        assertThat(world.messages()).last().isEqualTo("(service web) has reached a steady state.");
    }

    /** R4.52: half each 5 minutes, and a canary of 10 percent for 30 minutes. */
    @Test
    void trafficMovesInSteps() {
        ServiceWorld linear =
                world(new Linear(50, 5, 10), 9, false, DeploymentAlarms.NONE).until(5000);
        assertThat(shares(linear)).containsExactly("1045: 50.0", "1345: 100.0");
        assertThat(linear.story(UPDATE, "stop", 0)).containsExactly("1945: 4");
        ServiceWorld canary =
                world(new Canary(10, 30, 0), 9, false, DeploymentAlarms.NONE).until(5000);
        assertThat(shares(canary)).containsExactly("1045: 10.0", "2845: 100.0");
        assertThat(canary.story(UPDATE, "stop", 0)).containsExactly("2845: 4");
    }

    private static List<String> shares(ServiceWorld world) {
        return green(world).stages().stream()
                .filter(stage -> stage.stage() == LifecycleStage.PRODUCTION_TRAFFIC_SHIFT)
                .map(stage -> stage.atMicros() / SECOND + ": " + stage.greenPercent())
                .toList();
    }

    /** R4.51: without room for a second set nothing moves; after 24 hours the deployment fails and blue goes on. */
    @Test
    void greenThatFindsNoRoomGivesWayAfterADay() {
        ServiceWorld world =
                world(new BlueGreen(10), 6, false, DeploymentAlarms.NONE).until(UPDATE + DAY - 1);
        assertThat(world.running(1)).isEqualTo(2);
        assertThat(shares(world)).isEmpty();
        assertThat(green(world).blockedReason()).isEqualTo("RESOURCE:CPU");
        world.until(UPDATE + DAY + 100);
        assertThat(green(world).state()).isEqualTo(State.FAILED);
        assertThat(world.running(1)).isZero();
        assertThat(world.running(0)).isEqualTo(4);
        assertThat(world.story(UPDATE, "stop", 0)).as("blue was never touched").isEmpty();
        assertThat(green(world).stages()).last().extracting(StageChange::stage).isEqualTo(LifecycleStage.ROLLBACK);
    }

    /**
     * R4.10: a rolling update half done is overtaken by blue/green: the tasks that it has not replaced yet serve until the
     * revision that it brought in is complete.
     */
    @Test
    void rollingUpdateThatIsOvertakenKeepsItsHealthyTasks() {
        Service service = ServiceWorld.service(4, 100, 125);
        Script good = Script.runs(service, WEB, 5);
        ServiceUpdate blueGreen = new ServiceUpdate(
                (UPDATE + 50) * SECOND,
                OptionalInt.of(2),
                OptionalInt.empty(),
                false,
                Optional.of(new DeploymentConfiguration(100, 125, new BlueGreen(1), Optional.empty())));
        ServiceWorld world = new ServiceWorld(
                        instances(20),
                        List.of(good, good, good),
                        List.of(ServiceWorld.plan(service, revision(UPDATE, 1), blueGreen)))
                .begin();
        world.until(UPDATE + 60);
        assertThat(world.story(UPDATE, "stop", 0))
                .as("one was replaced, nothing more is stopped")
                .containsExactly("1045: 1");
        assertThat(world.scheduler.counts(0).healthy()).isEqualTo(4);
        world.until(5000);
        assertThat(world.story(UPDATE, "stop", 0)).containsExactly("1045: 1", "1090: 1", "1095: 2");
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(4, 4, 0, 4, 0));
        assertThat(world.running(2)).isEqualTo(4);
    }

    /** R4.24: blue that had failed before launches nothing, however much it lacks; green takes over all the same. */
    @Test
    void blueThatHasFailedLaunchesNothing() {
        Service base = service(4, new DeploymentStrategy.Rolling());
        DeploymentCircuitBreaker breaker =
                new DeploymentCircuitBreaker(false, DeploymentCircuitBreaker.ThresholdType.COUNT, 3, true);
        Service service = new Service(
                base.name(),
                base.cluster(),
                base.schedulingStrategy(),
                4,
                new DeploymentConfiguration(100, 200, new DeploymentStrategy.Rolling(), Optional.of(breaker)),
                List.of(),
                0,
                false,
                Optional.empty());
        Script good = Script.runs(service, WEB, 5);
        ServiceUpdate blueGreen = new ServiceUpdate(
                2000 * SECOND,
                OptionalInt.of(1),
                OptionalInt.empty(),
                false,
                Optional.of(new DeploymentConfiguration(100, 200, new BlueGreen(1), Optional.empty())));
        ServiceWorld world = new ServiceWorld(
                        instances(20), List.of(good.failing(), good), List.of(ServiceWorld.plan(service, blueGreen)))
                .begin()
                .until(1999);
        assertThat(world.scheduler.deployments().get(0).state()).isEqualTo(State.FAILED);
        world.until(5000);
        assertThat(world.story(2000, "start", 0)).isEmpty();
        assertThat(world.running(1)).isEqualTo(4);
    }

    /** R4.25, R4.51: green that never starts is tried again, throttled, until its day is over. */
    @Test
    void greenThatNeverStartsGivesWay() {
        ServiceWorld world =
                world(new BlueGreen(10), 9, true, DeploymentAlarms.NONE).until(UPDATE + DAY + 100);
        assertThat(green(world).state()).isEqualTo(State.FAILED);
        assertThat(world.running(0)).isEqualTo(4);
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(4, 4, 0, 4, 0));
    }

    /** R4.25: a circuit breaker counts in rolling updates only; green may fail more often than its threshold. */
    @Test
    void greenHasNoCircuitBreaker() {
        Service service = service(4, new BlueGreen(10), Optional.of(DeploymentCircuitBreaker.DEFAULT));
        Script good = Script.runs(service, WEB, 5);
        ServicePlan plan = new ServicePlan(service, 0, List.of(revision(UPDATE, 1)), List.of(), DeploymentAlarms.NONE);
        ServiceWorld world = new ServiceWorld(instances(9), List.of(good, good.failing()), List.of(plan))
                .begin()
                .until(UPDATE + 3600);
        assertThat(green(world).failedTasks()).isGreaterThan(DeploymentCircuitBreaker.DEFAULT.threshold(4));
        assertThat(green(world).state()).isEqualTo(State.IN_PROGRESS);
    }

    /** R4.26, R4.51: an alarm in the bake takes traffic back at once, without any start. */
    @Test
    void alarmInTheBakeGivesWayAtOnce() {
        DeploymentAlarms alarms =
                new DeploymentAlarms(false, List.of(new InAlarm("errors", 1200 * SECOND, 1300 * SECOND)));
        ServiceWorld world = world(new BlueGreen(10), 9, false, alarms).until(3000);
        assertThat(green(world).state()).isEqualTo(State.FAILED);
        assertThat(green(world).endedMicros()).isEqualTo(1200 * SECOND);
        assertThat(world.story(UPDATE, "stop", 1)).containsExactly("1200: 4");
        assertThat(world.story(UPDATE, "start", 0)).isEmpty();
        assertThat(world.running(0)).isEqualTo(4);
    }

    /** R4.26: in a rolling update an alarm fails the deployment in its bake too, and rollback brings the old one back. */
    @Test
    void alarmFailsARollingUpdateInItsBake() {
        DeploymentAlarms alarms =
                new DeploymentAlarms(true, List.of(new InAlarm("errors", 1200 * SECOND, 1300 * SECOND)));
        ServiceWorld world = world(new Rolling(), 9, false, alarms).until(1199);
        assertThat(world.running(1)).isEqualTo(4);
        assertThat(green(world).state())
                .as("all healthy at 1,045 s, still watched")
                .isEqualTo(State.IN_PROGRESS);
        world.until(3000);
        assertThat(green(world).state()).isEqualTo(State.FAILED);
        assertThat(world.scheduler.deployments().get(2).spec()).isZero();
        assertThat(world.running(0)).isEqualTo(4);
    }

    /** R4.26: an alarm that is on at the start is ignored; one after the bake too. */
    @Test
    void alarmsOutsideTheDeploymentAreIgnored() {
        DeploymentAlarms on = new DeploymentAlarms(true, List.of(new InAlarm("a", 900 * SECOND, 1100 * SECOND)));
        assertThat(green(world(new Rolling(), 9, false, on).until(3000)).endedMicros())
                .isEqualTo(1045 * SECOND);
        DeploymentAlarms later = new DeploymentAlarms(true, List.of(new InAlarm("a", 1286 * SECOND, 1300 * SECOND)));
        assertThat(green(world(new Rolling(), 9, false, later).until(3000)).endedMicros())
                .isEqualTo(1285 * SECOND);
    }

    /** R4.50, R4.7: a newer revision overtakes green; what was overtaken stops, blue serves on. */
    @Test
    void newerRevisionOvertakesGreen() {
        ServiceWorld world = world(new BlueGreen(10), 20, false, DeploymentAlarms.NONE, revision(1020, 2))
                .until(5000);
        assertThat(world.story(UPDATE, "stop", 1)).containsExactly("1020: 4");
        assertThat(world.story(UPDATE, "stop", 0)).containsExactly("1665: 4");
        assertThat(world.running(2)).isEqualTo(4);
        assertThat(world.scheduler.deployments().get(2).state()).isEqualTo(State.COMPLETED);
    }

    /** R4.16, R4.51: a blue task that ends is replaced by one of blue. */
    @Test
    void blueIsKeptComplete() {
        ServiceWorld world = world(new BlueGreen(10), 20, false, DeploymentAlarms.NONE);
        world.at(1100, () -> {
            Task victim = world.tasks.live.stream()
                    .filter(task -> task.spec() == 0)
                    .findFirst()
                    .orElseThrow();
            world.tasks.stopped(victim, StopCode.USER_INITIATED, "Task stopped by user");
        });
        world.until(5000);
        assertThat(world.story(UPDATE, "start", 0)).containsExactly("1100: 1");
        assertThat(world.story(UPDATE, "stop", 0)).containsExactly("1645: 4");
        assertThat(green(world).state()).isEqualTo(State.COMPLETED);
    }

    /** R4.51: whatever the room, the strategy and the failures, blue is complete while it serves, and one set remains. */
    @ParameterizedTest
    @ValueSource(ints = 60)
    void oneSetAlwaysServes(int cases) {
        for (int seed = 0; seed < cases; seed++) {
            SequentialStream random = new Streams(seed, 0).sequential("case");
            List<DeploymentStrategy> strategies =
                    List.of(new BlueGreen(random.nextInt(20)), new Linear(30, 2, 3), new Canary(10, 7, 3));
            boolean fails = random.nextInt(3) == 0;
            ServiceWorld world = world(
                    strategies.get(random.nextInt(3)),
                    4 + random.nextInt(8),
                    fails,
                    random.nextInt(3) > 0
                            ? DeploymentAlarms.NONE
                            : new DeploymentAlarms(
                                    false, List.of(new InAlarm("a", (900 + random.nextInt(1500)) * SECOND, 1L << 50))));
            for (long second = UPDATE; second < UPDATE + 2 * DAY; second += second < 4000 ? 20 : 2000) {
                world.until(second);
                assertThat(Math.max(world.running(0), world.running(1)))
                        .as("seed %s at %s", seed, second)
                        .isEqualTo(4);
                assertThat(world.tasks.live.size()).as("seed %s", seed).isLessThanOrEqualTo(8);
            }
            DeploymentRecord record = green(world);
            assertThat(record.state()).as("seed %s", seed).isNotEqualTo(State.IN_PROGRESS);
            assertThat(world.running(record.state() == State.COMPLETED ? 1 : 0)).isEqualTo(4);
            assertThat(world.tasks.live).as("seed %s", seed).hasSize(4);
        }
    }
}
