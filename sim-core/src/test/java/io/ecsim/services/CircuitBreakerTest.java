package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.HealthStatus;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentCircuitBreaker.ThresholdType;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);
    private static final DeploymentCircuitBreaker ROLLING_BACK =
            new DeploymentCircuitBreaker(true, ThresholdType.BOUNDED_PERCENT, 50, true);

    private static Service service(int desired, DeploymentCircuitBreaker breaker) {
        return ServiceWorld.service("web", desired, 100, 200, Optional.of(breaker), 0);
    }

    /** W17, R4.20: the default threshold. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "6, 3", "7, 4", "25, 13", "100, 50", "400, 200", "800, 200"})
    void theThresholdIsHalfOfTheDesiredCountWithinBounds(int desired, int threshold) {
        assertThat(DeploymentCircuitBreaker.DEFAULT.threshold(desired)).isEqualTo(threshold);
    }

    /** R4.21: a count stands as it is, an unbounded percentage is not held within 3 to 200. */
    @ParameterizedTest
    @CsvSource({
        "COUNT, 5, 100, 5",
        "COUNT, 5, 20, 5",
        "BOUNDED_PERCENT, 10, 10, 3",
        "UNBOUNDED_PERCENT, 10, 10, 1",
        "BOUNDED_PERCENT, 50, 1000, 200",
        "UNBOUNDED_PERCENT, 50, 1000, 500"
    })
    void aThresholdIsACountOrAPercentage(ThresholdType type, int value, int desired, int threshold) {
        assertThat(new DeploymentCircuitBreaker(false, type, value, true).threshold(desired))
                .isEqualTo(threshold);
    }

    /** W17, R4.22, R4.24, R11.5: the fourth failure ends the deployment; the one before it comes back. */
    @Test
    void aDeploymentWhoseTasksDoNotStartIsRolledBack() {
        Service service = service(7, ROLLING_BACK);
        ServiceWorld world = new ServiceWorld(
                        instances(20),
                        List.of(
                                Script.runs(service, WEB, 5),
                                Script.runs(service, WEB, 2).failing()),
                        List.of(plan(service, revision(1000, 1))))
                .begin()
                .until(2000);
        List<DeploymentRecord> records = world.scheduler.deployments();
        assertThat(records)
                .extracting(DeploymentRecord::state)
                .containsExactly(State.COMPLETED, State.FAILED, State.COMPLETED);
        assertThat(records.get(1).failedTasks()).isEqualTo(4);
        assertThat(records.get(1).endedMicros()).isEqualTo(1_002_000_000L);
        assertThat(records.get(2).spec()).isZero();
        assertThat(world.changes)
                .extracting(DeploymentStateChange::state)
                .containsExactly(
                        State.IN_PROGRESS,
                        State.COMPLETED,
                        State.IN_PROGRESS,
                        State.FAILED,
                        State.IN_PROGRESS,
                        State.COMPLETED);
        assertThat(world.changes.get(3).reason()).isEqualTo("ECS deployment circuit breaker: task failed to start.");
        assertThat(world.changes.get(4).reason())
                .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId "
                        + records.get(0).id() + ".");
        assertThat(records.get(0).id()).matches("ecs-svc/\\d{19}");
        assertThat(world.running(0)).isEqualTo(7);
    }

    /** W17, R4.24: nothing to go back to, nothing is launched any more. */
    @Test
    void withoutACompletedDeploymentNothingIsLaunchedAfterTheFailure() {
        Service service = service(7, ROLLING_BACK);
        ServiceWorld world = new ServiceWorld(
                        instances(20), List.of(Script.runs(service, WEB, 2).failing()), List.of(plan(service)))
                .begin()
                .until(50_000);
        assertThat(world.scheduler.deployments()).hasSize(1);
        assertThat(world.scheduler.deployments().get(0).state()).isEqualTo(State.FAILED);
        assertThat(world.story(0, "start", 0)).containsExactly("0: 7");
    }

    /** R4.24: without rollback the old tasks stay and nothing new is launched. */
    @Test
    void withoutRollbackTheOldTasksStay() {
        Service service = service(4, DeploymentCircuitBreaker.DEFAULT);
        ServiceWorld world = new ServiceWorld(
                        instances(20),
                        List.of(
                                Script.runs(service, WEB, 5),
                                Script.runs(service, WEB, 2).failing()),
                        List.of(plan(service, revision(1000, 1))))
                .begin()
                .until(50_000);
        assertThat(world.running(0)).isEqualTo(4);
        assertThat(world.story(1000, "start", 1)).containsExactly("1000: 4");
        assertThat(world.scheduler.deployments()).hasSize(2);
    }

    /** R4.27: without the breaker a bad deployment goes on for ever. */
    @Test
    void withoutABreakerABadDeploymentIsTriedForEver() {
        Service service = ServiceWorld.service(4, 100, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(20), List.of(Script.runs(service, WEB, 2).failing()), List.of(plan(service)))
                .begin()
                .until(100_000);
        assertThat(world.scheduler.deployments().get(0).state()).isEqualTo(State.IN_PROGRESS);
        assertThat(world.story(90_000, "start", 0)).hasSizeGreaterThan(3);
    }

    /** R4.22: once a task has been RUNNING, tasks replaced for their health count. */
    @Test
    void tasksThatTurnUnhealthyCountOnceOneHasRun() {
        Service service = service(2, DeploymentCircuitBreaker.DEFAULT);
        ServiceWorld world = new ServiceWorld(
                        instances(20),
                        List.of(Script.runs(service, ServiceWorld.checked(), 1).turning(HealthStatus.UNHEALTHY, 30)),
                        List.of(plan(service)))
                .begin()
                .until(5000);
        DeploymentRecord record = world.scheduler.deployments().get(0);
        assertThat(record.state()).isEqualTo(State.FAILED);
        assertThat(record.failedTasks()).isEqualTo(3);
    }

    /** R4.23: a task that becomes healthy sets the count of failures to zero, unless told otherwise. */
    @ParameterizedTest
    @CsvSource({"true, COMPLETED", "false, FAILED"})
    void aHealthyTaskResetsTheCountOfFailures(boolean reset, State outcome) {
        Service service = ServiceWorld.service(
                "web", 2, 0, 100, Optional.of(new DeploymentCircuitBreaker(false, ThresholdType.COUNT, 3, reset)), 0);
        ServiceWorld world = new ServiceWorld(
                instances(20), List.of(Script.runs(service, ServiceWorld.checked(), 1)), List.of(plan(service)));
        // Both first tasks and one replacement fail; the next replacements are fine.
        world.at(5, () -> world.verdict(HealthStatus.UNHEALTHY));
        world.at(10, () -> world.verdict(HealthStatus.UNHEALTHY));
        world.at(20, () -> world.verdict(HealthStatus.HEALTHY));
        world.at(30, () -> world.verdict(HealthStatus.HEALTHY));
        world.begin();
        world.until(99);
        assertThat(world.scheduler.deployments().get(0).state()).isEqualTo(outcome);
    }
}
