package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.Task;
import io.ecsim.model.Service;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnhealthyTasksTest {

    private static ServiceWorld world(int minimum, int maximum, int graceSeconds) {
        Service service = ServiceWorld.service("web", 2, minimum, maximum, Optional.empty(), graceSeconds);
        ServiceWorld world = new ServiceWorld(
                instances(9), List.of(Script.runs(service, ServiceWorld.checked(), 5)), List.of(plan(service)));
        world.at(20, () -> world.verdict(HealthStatus.HEALTHY));
        return world.begin();
    }

    private static void sicken(ServiceWorld world, long second) {
        world.at(second, () -> world.tasks.health(world.tasks.live.get(0), HealthStatus.UNHEALTHY));
    }

    /** R4.13: a task with a health check counts when it is HEALTHY, not 40 s after it runs. */
    @Test
    void aCheckedTaskIsHealthyWhenItsCheckSaysSo() {
        ServiceWorld world = world(100, 200, 0);
        assertThat(world.until(19).scheduler.counts(0)).isEqualTo(new ServiceCounts(2, 2, 0, 0, 0));
        assertThat(world.until(20).scheduler.counts(0)).isEqualTo(new ServiceCounts(2, 2, 0, 2, 0));
    }

    /** R4.16, R3.41: where there is room a healthy replacement comes first. */
    @Test
    void anUnhealthyTaskStopsWhenItsReplacementIsHealthy() {
        ServiceWorld world = world(100, 200, 0);
        sicken(world, 100);
        world.at(130, () -> world.verdict(HealthStatus.HEALTHY));
        world.until(200);
        assertThat(world.story(100, "start", 0)).containsExactly("100: 1");
        assertThat(world.story(100, "stop", 0)).containsExactly("130: 1");
        Task stopped = world.tasks.log.stream()
                .filter(h -> h.what().equals("stop"))
                .findFirst()
                .orElseThrow()
                .task();
        assertThat(stopped.stoppedReason()).isEqualTo("Task failed container health checks");
    }

    /**
     * R4.10: a task that recovers leaves one too many. Scale-in would take one from the zone that has two (R1.63), but both
     * are needed until their replacement in the other zone is healthy.
     */
    @Test
    void aTaskThatRecoversCostsNoHealthyOne() {
        Service service = ServiceWorld.service("web", 2, 100, 200, Optional.empty(), 0);
        int[] taking = {0};
        Script script = Script.runs(service, ServiceWorld.checked(), 5).onlyOn(instance -> instance == taking[0]);
        ServiceWorld world = new ServiceWorld(instances(2, 1), List.of(script), List.of(plan(service))).begin();
        world.at(20, () -> world.verdict(HealthStatus.HEALTHY));
        world.at(50, () -> taking[0] = 1);
        sicken(world, 100);
        world.at(110, () -> world.tasks.health(world.tasks.live.get(0), HealthStatus.HEALTHY));
        world.at(130, () -> world.verdict(HealthStatus.HEALTHY));
        assertThat(world.until(129).scheduler.counts(0)).isEqualTo(new ServiceCounts(2, 3, 0, 2, 0));
        assertThat(world.until(200).scheduler.counts(0)).isEqualTo(new ServiceCounts(2, 2, 0, 2, 0));
        assertThat(world.story(100, "stop", 0)).containsExactly("130: 1");
    }

    /** R4.16: a replacement that is unhealthy too is one too many. */
    @Test
    void anUnhealthyReplacementDoesNotPileUp() {
        ServiceWorld world = world(100, 200, 0);
        sicken(world, 100);
        world.at(130, () -> world.verdict(HealthStatus.UNHEALTHY));
        world.until(131);
        assertThat(world.story(100, "stop", 0)).containsExactly("130: 1");
        assertThat(world.tasks.live).hasSize(3);
    }

    /** R4.16: where the upper limit forbids a replacement first, unhealthy tasks go one by one. */
    @Test
    void withoutRoomForAReplacementUnhealthyTasksStopOneByOne() {
        ServiceWorld world = world(50, 100, 0);
        world.at(100, () -> List.copyOf(world.tasks.live).forEach(t -> world.tasks.health(t, HealthStatus.UNHEALTHY)));
        world.at(130, () -> world.verdict(HealthStatus.HEALTHY));
        world.at(160, () -> world.verdict(HealthStatus.HEALTHY));
        world.until(200);
        assertThat(world.story(100, "stop", 0)).containsExactly("100: 1", "130: 1");
        assertThat(world.story(100, "start", 0)).containsExactly("100: 1", "130: 1");
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(2, 2, 0, 2, 0));
    }

    /** R4.17: in its grace period a failed check means nothing; at its end it does. */
    @Test
    void failedChecksAreIgnoredInTheGracePeriod() {
        ServiceWorld world = world(100, 200, 300);
        sicken(world, 100);
        world.until(304);
        assertThat(world.story(100, "start", 0)).isEmpty();
        world.until(305);
        assertThat(world.story(100, "start", 0)).containsExactly("305: 1"); // 300 s after it became RUNNING at 5
    }

    /** R4.17, R1.65: of too many tasks those that fail their check go first, in grace or not. */
    @Test
    void unhealthyTasksInGraceGoFirst() {
        Service service = ServiceWorld.service("web", 3, 100, 200, Optional.empty(), 300);
        ServiceWorld world = new ServiceWorld(
                instances(9),
                List.of(Script.runs(service, ServiceWorld.checked(), 5)),
                List.of(plan(service, ServiceWorld.desired(120, 2))));
        world.at(20, () -> world.verdict(HealthStatus.HEALTHY));
        sicken(world, 100);
        world.begin().until(130);
        assertThat(world.story(100, "stop", 0)).containsExactly("120: 1");
        assertThat(world.tasks.live).allMatch(t -> t.health() == HealthStatus.HEALTHY);
    }
}
