package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.desired;
import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.revision;
import static io.ecsim.services.ServiceWorld.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy.BlueGreen;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.observe.LifecycleStage;
import io.ecsim.observe.StageChange;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments at the edges of their rules: what once went wrong. */
class DeploymentEdgesTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);
    private static final long SECOND = 1_000_000;
    private static final String STUCK = "unable to stop or start tasks during a deployment";

    private static Service with(Service base, SchedulingStrategy scheduling, DeploymentConfiguration deployment) {
        return new Service(
                base.name(),
                base.cluster(),
                scheduling,
                base.desiredCount(),
                deployment,
                List.of(),
                0,
                false,
                Optional.empty());
    }

    private static Service blueGreen(int desired) {
        return with(
                service(desired, 100, 200),
                SchedulingStrategy.REPLICA,
                new DeploymentConfiguration(100, 200, new BlueGreen(10), Optional.empty()));
    }

    private static DeploymentRecord deployment(ServiceWorld world, int index) {
        return world.scheduler.deployments().get(index);
    }

    private static void lose(ServiceWorld world, int spec, int count) {
        List<Task> lost = world.tasks.live.stream()
                .filter(task -> task.spec() == spec)
                .limit(count)
                .toList();
        lost.forEach(task -> world.tasks.stopped(task, StopCode.ESSENTIAL_CONTAINER_EXITED, "exit"));
    }

    /** R4.17: a task that is unhealthy from its start is replaced when its grace period ends, though nothing else happens. */
    @Test
    void theEndOfAGracePeriodIsNotMissed() {
        Service web = service("web", 1, 100, 200, Optional.empty(), 60);
        Script ill = Script.runs(web, ServiceWorld.checked(), 5).turning(HealthStatus.UNHEALTHY, 20);
        ServiceWorld world = new ServiceWorld(instances(4), List.of(ill), List.of(plan(web))).begin();
        assertThat(world.until(64).story(0, "start", 0)).containsExactly("0: 1");
        assertThat(world.until(66).story(1, "start", 0)).containsExactly("65: 1");
    }

    /** R4.2, R4.7: a revision that may go to more instances than the one before covers them all. */
    @Test
    void aDaemonRevisionWithOtherConstraintsCoversOtherInstances() {
        Service daemon = with(service(0, 0, 100), SchedulingStrategy.DAEMON, DeploymentConfiguration.DAEMON_DEFAULT);
        Script first = Script.runs(daemon, WEB, 5).onlyOn(instance -> instance == 1);
        ServiceWorld world = new ServiceWorld(
                        instances(2, 2, 2),
                        List.of(first, Script.runs(daemon, WEB, 5)),
                        List.of(plan(daemon, revision(1000, 1))))
                .begin()
                .until(2000);
        assertThat(world.running(1)).isEqualTo(3);
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(3, 3, 0, 3, 0));
    }

    /** R4.24, R4.51: a deployment that has failed launches nothing for a blue/green one that replaces it either. */
    @Test
    void blueGreenReplacesADeploymentThatHasFailed() {
        Service web = service("web", 4, 100, 200, Optional.of(DeploymentCircuitBreaker.DEFAULT), 0);
        Script good = Script.runs(web, WEB, 5);
        ServiceUpdate update = new ServiceUpdate(
                5000 * SECOND,
                OptionalInt.of(2),
                OptionalInt.empty(),
                false,
                Optional.of(blueGreen(4).deployment()));
        ServiceWorld world = new ServiceWorld(
                        instances(16),
                        List.of(good, good.failing(), good),
                        List.of(plan(web, revision(1000, 1), update)))
                .begin()
                .until(4999);
        assertThat(deployment(world, 1).state()).isEqualTo(State.FAILED);
        world.until(10_000);
        assertThat(deployment(world, 2).state()).isEqualTo(State.COMPLETED);
        assertThat(world.running(2)).isEqualTo(4);
    }

    /** R4.10, R4.14: bounds with which a deployment cannot end are told of, whichever of them it is. */
    @ParameterizedTest
    @CsvSource({"4, 150, 200, 4", "4, 0, 50, 2", "1, 0, 50, 0", "4, 100, 100, 0"})
    void boundsThatLetADeploymentNeverEndAreToldOf(int desired, int minimum, int maximum, int started) {
        Service web = service(desired, 100, 200);
        Script good = Script.runs(web, WEB, 5);
        ServiceUpdate update = new ServiceUpdate(
                1000 * SECOND,
                OptionalInt.of(1),
                OptionalInt.empty(),
                false,
                Optional.of(service(desired, minimum, maximum).deployment()));
        ServiceWorld world = new ServiceWorld(instances(16), List.of(good, good), List.of(plan(web, update)));
        world.at(5000, () -> {}); // time passes although nothing happens
        world.begin().until(5000);
        assertThat(deployment(world, 1).state()).isEqualTo(State.IN_PROGRESS);
        assertThat(world.running(1)).isEqualTo(started);
        assertThat(world.messages()).filteredOn(m -> m.contains(STUCK)).hasSize(1);
        assertThat(deployment(world, 1).blockedReason()).isEqualTo("deployment configuration");
        assertThat(deployment(world, 1).blockedMicros()).isGreaterThan(3000 * SECOND);
    }

    /** R4.60, W9: once all tasks are placed, the next placement failure is told at once although 6 hours have not passed. */
    @Test
    void aPlacementFailureIsResolvedBySteadyState() {
        Service web = service(2, 100, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(2),
                        List.of(Script.runs(web, WEB, 5)),
                        List.of(plan(web, desired(1000, 3), desired(2000, 2), desired(3000, 3))))
                .begin()
                .until(4000);
        assertThat(world.messages())
                .filteredOn(m -> m.contains("was unable to place a task"))
                .hasSize(2);
        assertThat(world.actionNames())
                .filteredOn("SERVICE_TASK_PLACEMENT_FAILURE"::equals)
                .hasSize(2);
    }

    /** A deployment that is over is neither blocked nor does it start batches, whatever its service does later. */
    @Test
    void whatHappensAfterADeploymentIsNotItsOwn() {
        Service web = service(2, 100, 200);
        ServiceWorld world =
                new ServiceWorld(instances(3), List.of(Script.runs(web, WEB, 5)), List.of(plan(web, desired(1000, 5))));
        world.at(500, () -> lose(world, 0, 1));
        world.begin().until(4000);
        DeploymentRecord first = deployment(world, 0);
        assertThat(first.batches()).isEqualTo(1);
        assertThat(first.blockedMicros()).isZero();
        assertThat(first.blockedReason()).isEmpty();
    }

    /** A green deployment that waited for room waits no more once it has it. */
    @Test
    void greenIsBlockedOnlyAsLongAsItLacksRoom() {
        Service web = blueGreen(2);
        Script good = Script.runs(web, WEB, 5);
        ServiceWorld world = new ServiceWorld(
                instances(3, 3),
                List.of(good, good),
                List.of(plan(web, revision(1000, 1))),
                ServiceSettings.IMMEDIATE,
                1);
        world.at(1500, () -> world.register(1));
        world.begin().until(5000);
        assertThat(deployment(world, 1).state()).isEqualTo(State.COMPLETED);
        assertThat(deployment(world, 1).blockedMicros()).isEqualTo(500 * SECOND);
    }

    /** R4.51: blue stays blue for the bake although all its tasks were lost and find no room. */
    @Test
    void theBakeGoesOnWithoutBlueTasks() {
        Service web = blueGreen(2);
        Script good = Script.runs(web, WEB, 5);
        ServiceWorld world = new ServiceWorld(
                instances(2, 2),
                List.of(good.onlyOn(i -> i == 0), good.onlyOn(i -> i == 1)),
                List.of(plan(web, revision(1000, 1))));
        world.at(1100, () -> world.terminate(0));
        world.begin().until(5000);
        assertThat(deployment(world, 1).stages())
                .last()
                .extracting(StageChange::stage)
                .isEqualTo(LifecycleStage.CLEAN_UP);
        assertThat(deployment(world, 1).endedMicros()).isGreaterThan(1640 * SECOND);
    }

    /** R5.40: what is PENDING on a DRAINING instance is stopped at once in a blue/green deployment as well. */
    @Test
    void pendingGreenTasksLeaveADrainingInstanceAtOnce() {
        Service web = blueGreen(2);
        Script slow = Script.runs(web, WEB, 100);
        ServiceWorld world =
                new ServiceWorld(instances(4, 4), List.of(slow, slow), List.of(plan(web, revision(1000, 1))));
        world.at(1050, () -> world.drain(0));
        world.begin().until(1050);
        assertThat(world.tasks.live)
                .filteredOn(task -> task.spec() == 1)
                .isNotEmpty()
                .allMatch(task -> task.instance() == 1);
    }

    /** R4.18, R4.24: a deployment that has failed launches nothing, but its service still shrinks to nothing. */
    @Test
    void aFailedDeploymentKeepsNoTasksBeyondTheUpperLimit() {
        Service web = service("web", 4, 100, 200, Optional.of(DeploymentCircuitBreaker.DEFAULT), 0);
        Script good = Script.runs(web, WEB, 5);
        ServiceWorld world = new ServiceWorld(
                        instances(16),
                        List.of(good, good.failing()),
                        List.of(plan(web, revision(1000, 1), desired(5000, 0))))
                .begin()
                .until(6000);
        assertThat(deployment(world, 1).state()).isEqualTo(State.FAILED);
        assertThat(world.tasks.live).isEmpty();
    }
}
