package io.ecsim.services;

import static io.ecsim.engine.SimClock.MICROS_PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Zone rebalancing and protection under the service scheduler (R1.67, R1.70-R1.75). */
class ZoneMovesTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);

    private static Service service(int desired, int maximumPercent, boolean rebalancing) {
        Service base = Service.replica("web", desired);
        return new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                new DeploymentConfiguration(100, maximumPercent, new DeploymentStrategy.Rolling(), Optional.empty()),
                List.of(),
                0,
                rebalancing,
                Optional.empty());
    }

    /** Zones a, b and c; the second and third register at 500 s, so that all tasks are in a before. */
    private static ServiceWorld lateZones(
            Service service, List<UpdateTaskProtection> protections, ServiceUpdate... updates) {
        Script script = Script.runs(service, WEB, 5);
        ServicePlan plan = new ServicePlan(service, 0, List.of(updates), protections, DeploymentAlarms.NONE);
        ServiceWorld world = new ServiceWorld(
                List.of(
                        ContainerInstance.of("i-a", "a", 100 * 1024, 100_000),
                        ContainerInstance.of("i-b", "b", 100 * 1024, 100_000),
                        ContainerInstance.of("i-c", "c", 100 * 1024, 100_000)),
                List.of(script, script),
                List.of(plan));
        world.cluster.deregister(1);
        world.cluster.deregister(2);
        world.at(500, () -> {
            for (int instance = 1; instance < 3; instance++) {
                world.cluster.register(instance, 500 * MICROS_PER_SECOND);
                world.scheduler.instanceJoined(instance);
            }
        });
        return world.begin();
    }

    private static Map<String, Integer> zones(ServiceWorld world) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Task task : world.tasks.live) {
            counts.merge(world.cluster.spec(task.instance()).zone().name(), 1, Integer::sum);
        }
        return counts;
    }

    /** R1.70, R1.73, R1.75: new zones are filled from the full one; stops follow healthy starts; events in their order. */
    @Test
    void newZonesAreFilled() {
        ServiceWorld world = lateZones(service(5, 200, true), List.of()).until(499);
        assertThat(zones(world)).isEqualTo(Map.of("a", 5));
        world.until(544);
        assertThat(world.tasks.live).hasSize(8);
        world.until(2000);
        assertThat(zones(world)).isEqualTo(Map.of("a", 2, "b", 2, "c", 1));
        assertThat(world.story(500, "start", 0)).containsExactly("500: 3");
        assertThat(world.story(500, "stop", 0)).containsExactly("545: 3");
        assertThat(world.actionNames()
                        .subList(world.actionNames().indexOf("SERVICE_REBALANCING_STARTED"), world.actions.size()))
                .startsWith("SERVICE_REBALANCING_STARTED", "TASKS_STARTED")
                .contains("TASKS_STOPPED", "SERVICE_STEADY_STATE")
                .endsWith("SERVICE_REBALANCING_COMPLETED");
        Task gone = world.tasks.log.stream()
                .filter(happening -> happening.what().equals("stop"))
                .findFirst()
                .orElseThrow()
                .task();
        assertThat(gone.stopCode()).isEqualTo(StopCode.SERVICE_SCHEDULER_INITIATED);
        assertThat(gone.stoppedReason()).startsWith("Availability-zone rebalancing initiated by (deployment ecs-svc/");
    }

    /** R1.72, R1.74, W38: not asked for, or without room above the desired count: nothing moves. */
    @Test
    void nothingMovesWhereItDoesNotApply() {
        assertThat(zones(lateZones(service(5, 200, false), List.of()).until(2000)))
                .isEqualTo(Map.of("a", 5));
        assertThat(zones(lateZones(service(5, 100, true), List.of()).until(2000)))
                .isEqualTo(Map.of("a", 5));
    }

    /** R1.67, R1.75: protected tasks stay where they are until the protection ends. */
    @Test
    void protectionHoldsItBack() {
        ServiceWorld world = lateZones(
                service(5, 200, true), List.of(new UpdateTaskProtection(100 * MICROS_PER_SECOND, 10, true, 30)));
        world.until(100 + 1799);
        assertThat(zones(world)).isEqualTo(Map.of("a", 5));
        assertThat(world.actionNames()).contains("TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION");
        world.until(3000);
        assertThat(zones(world)).isEqualTo(Map.of("a", 2, "b", 2, "c", 1));
    }

    /** R1.75: a deployment ends it; the new tasks are spread by their own placement. */
    @Test
    void deploymentInterrupts() {
        ServiceWorld world = lateZones(
                        service(5, 200, true), List.of(), ServiceUpdate.revision(520 * MICROS_PER_SECOND, 1))
                .until(2000);
        assertThat(world.actionNames()).contains("SERVICE_REBALANCING_STOPPED");
        assertThat(world.running(0)).isZero();
        assertThat(world.running(1)).isEqualTo(5);
    }

    /** R1.70, R4.10: tasks lost while the started ones settle are not missed: only what is spare is stopped for them. */
    @Test
    void lossesDuringARoundAreMadeGood() {
        ServiceWorld world = lateZones(service(5, 200, true), List.of());
        world.at(530, () -> {
            List<Task> inA = world.tasks.live.stream()
                    .filter(task -> task.instance() == 0)
                    .toList();
            inA.subList(0, 2).forEach(task -> world.tasks.stopped(task, StopCode.ESSENTIAL_CONTAINER_EXITED, "exit"));
        });
        world.until(546);
        assertThat(world.scheduler.counts(0).healthy()).isEqualTo(5);
        world.until(2000);
        assertThat(zones(world).values()).containsExactlyInAnyOrder(2, 2, 1);
        assertThat(world.actionNames()).endsWith("SERVICE_REBALANCING_COMPLETED");
    }

    /** R1.75, R4.50: a blue/green deployment interrupts as well, when it begins. */
    @Test
    void blueGreenInterrupts() {
        Service base = service(5, 200, true);
        ServiceUpdate update = new ServiceUpdate(
                520 * MICROS_PER_SECOND,
                OptionalInt.of(1),
                OptionalInt.empty(),
                false,
                Optional.of(
                        new DeploymentConfiguration(100, 200, new DeploymentStrategy.BlueGreen(10), Optional.empty())));
        ServiceWorld world = lateZones(base, List.of(), update).until(521);
        assertThat(world.actionNames()).endsWith("SERVICE_REBALANCING_STOPPED");
        assertThat(world.scheduler.counts(0).desired()).isEqualTo(5);
        assertThat(world.until(2000).running(1)).isEqualTo(5);
    }

    /** R1.67, W30: a smaller desired count does not stop protected tasks before their protection ends. */
    @Test
    void protectedTasksOutliveScaleIn() {
        Service service = service(3, 200, false);
        Script script = Script.runs(service, WEB, 5);
        ServicePlan plan = new ServicePlan(
                service,
                0,
                List.of(ServiceWorld.desired(200, 0)),
                List.of(new UpdateTaskProtection(100 * MICROS_PER_SECOND, 2, true, 10)),
                DeploymentAlarms.NONE);
        ServiceWorld world = new ServiceWorld(ServiceWorld.instances(9), List.of(script), List.of(plan)).begin();
        assertThat(world.until(699).tasks.live).hasSize(2);
        assertThat(world.messages())
                .anyMatch(
                        message -> message.contains("was unable to scale in due to (reason 2 tasks under protection)"));
        assertThat(world.until(700).tasks.live).isEmpty();
        assertThat(world.story(0, "stop", 0)).containsExactly("200: 1", "700: 2");
    }

    /** R1.67: a deployment waits for protected tasks; termination of their instance does not. */
    @Test
    void protectionDelaysADeploymentButNotTheEndOfAnInstance() {
        Service service = service(3, 200, false);
        Script script = Script.runs(service, WEB, 5);
        ServicePlan plan = new ServicePlan(
                service,
                0,
                List.of(ServiceWorld.revision(200, 1)),
                List.of(new UpdateTaskProtection(100 * MICROS_PER_SECOND, 1, true, 10)),
                DeploymentAlarms.NONE);
        ServiceWorld world = new ServiceWorld(ServiceWorld.instances(9), List.of(script, script), List.of(plan));
        world.begin().until(699);
        assertThat(world.running(0)).isEqualTo(1);
        assertThat(world.running(1)).isEqualTo(3);
        world.until(800);
        assertThat(world.scheduler.deployments().get(1).endedMicros()).isEqualTo(700 * MICROS_PER_SECOND);
        ServiceWorld lost = new ServiceWorld(ServiceWorld.instances(9), List.of(script, script), List.of(plan));
        lost.at(150, () -> lost.tasks.lose(0));
        assertThat(lost.begin().until(151).tasks.log)
                .filteredOn(happening -> happening.what().equals("stopped"))
                .hasSize(3);
    }
}
