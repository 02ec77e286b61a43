package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DaemonTasksTest {

    private static final TaskDefinition LOGS = TaskDefinition.of("logs", 1024, 100);

    private static Service daemon(int minimumHealthyPercent) {
        return daemon(new DeploymentConfiguration(
                minimumHealthyPercent, 100, new DeploymentStrategy.Rolling(), Optional.empty()));
    }

    private static Service daemon(DeploymentConfiguration deployment) {
        return new Service(
                "logs",
                Service.DEFAULT_CLUSTER,
                SchedulingStrategy.DAEMON,
                0,
                deployment,
                List.of(),
                0,
                false,
                Optional.empty());
    }

    private static List<Integer> where(ServiceWorld world, int spec) {
        return world.tasks.live.stream()
                .filter(t -> t.spec() == spec)
                .map(Task::instance)
                .sorted()
                .toList();
    }

    /** W43, R4.2, R5.40: one task on each instance that meets the constraints, on new ones too, on DRAINING ones none. */
    @Test
    void aDaemonCoversTheInstancesThatMeetItsConstraints() {
        Service service = daemon(0);
        ServiceWorld world = new ServiceWorld(
                instances(2, 2, 2, 2),
                List.of(Script.runs(service, LOGS, 5).onlyOn(i -> i != 1)),
                List.of(plan(service)),
                ServiceSettings.IMMEDIATE,
                1);
        world.at(100, () -> world.register(3));
        world.at(200, () -> world.drain(0));
        world.begin().until(99);
        assertThat(where(world, 0)).containsExactly(0, 2);
        assertThat(world.scheduler.deployments().get(0).state()).isEqualTo(State.COMPLETED);
        assertThat(world.until(199).scheduler.counts(0)).isEqualTo(new ServiceCounts(3, 3, 0, 3, 0));
        assertThat(where(world, 0)).containsExactly(0, 2, 3);
        world.until(300);
        assertThat(where(world, 0)).containsExactly(2, 3);
    }

    /** R4.3: no second task beside the first; with minimum 0 all old ones go at once, with 50 half of them. */
    @Test
    void aDaemonDeploymentStopsBeforeItStarts() {
        Service all = daemon(0);
        ServiceWorld atOnce = new ServiceWorld(
                        instances(4, 4, 4, 4),
                        List.of(Script.runs(all, LOGS, 5), Script.runs(all, LOGS, 5)),
                        List.of(plan(all, revision(1000, 1))))
                .begin()
                .until(2000);
        assertThat(atOnce.story(1000, "stop", 0)).containsExactly("1000: 4");
        assertThat(where(atOnce, 1)).containsExactly(0, 1, 2, 3);
        Service half = daemon(50);
        ServiceWorld byHalves = new ServiceWorld(
                        instances(4, 4, 4, 4),
                        List.of(Script.runs(half, LOGS, 5), Script.runs(half, LOGS, 5)),
                        List.of(plan(half, revision(1000, 1))))
                .begin()
                .until(2000);
        assertThat(byHalves.story(1000, "stop", 0)).containsExactly("1000: 2", "1045: 2");
        assertThat(byHalves.story(1000, "start", 1)).containsExactly("1000: 2", "1045: 2");
        assertThat(byHalves.scheduler.deployments().get(1).state()).isEqualTo(State.COMPLETED);
    }

    /** R4.2, R1.68: first on a new instance, last on one that drains. */
    @Test
    void daemonTasksComeFirstAndGoLast() {
        Service daemon = daemon(0);
        Service web = ServiceWorld.service(3, 100, 200);
        ServiceWorld world = new ServiceWorld(
                instances(2, 2, 2),
                List.of(Script.runs(web, LOGS, 5), Script.runs(daemon, LOGS, 5)),
                List.of(new ServicePlan(web, 0, List.of()), new ServicePlan(daemon, 1, List.of())),
                ServiceSettings.IMMEDIATE,
                1);
        world.at(100, () -> world.register(2));
        world.at(200, () -> world.drain(0));
        world.begin().until(199);
        assertThat(where(world, 1)).containsExactly(0, 1, 2);
        assertThat(where(world, 0)).containsExactly(0, 1, 2);
        world.until(1000);
        assertThat(where(world, 1)).contains(0); // the web task there finds no other room, and the daemon waits for it
        world.tasks.stop(
                world.tasks.live.stream()
                        .filter(t -> t.spec() == 0 && t.instance() == 0)
                        .findFirst()
                        .orElseThrow(),
                StopCode.USER_INITIATED,
                "Task stopped by user");
        world.until(1001);
        assertThat(where(world, 1)).containsExactly(1, 2);
    }

    /** R4.3, R4.4: a DAEMON service deploys rolling, from its creation on and after each update. */
    @Test
    void aDaemonDeploysRollingOnly() {
        String refusal = "a DAEMON service takes the deployment strategy ROLLING only";
        List<DeploymentStrategy> staged = List.of(
                new DeploymentStrategy.BlueGreen(5),
                new DeploymentStrategy.Linear(10, 6, 0),
                new DeploymentStrategy.Canary(5, 10, 0));
        for (DeploymentStrategy strategy : staged) {
            var deployment = new DeploymentConfiguration(0, 100, strategy, Optional.empty());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> daemon(deployment))
                    .withMessageContaining(refusal);
            var update = new ServiceUpdate(5, OptionalInt.empty(), OptionalInt.empty(), true, Optional.of(deployment));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan(daemon(0), update))
                    .withMessageContaining(refusal);
        }
    }
}
