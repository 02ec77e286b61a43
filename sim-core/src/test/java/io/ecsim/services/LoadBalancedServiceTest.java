package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Services behind load balancers (R4.13, R4.16, R4.17, R4.40-R4.43). */
class LoadBalancedServiceTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);
    private static final TargetGroup FAST = new TargetGroup("tg", 5, 2, 2, 60);

    private record Fixed(double seconds) implements Law {
        @Override
        public double sample(RandomStream stream) {
            return seconds;
        }

        @Override
        public double mean() {
            return seconds;
        }

        @Override
        public String describe() {
            return "fixed(" + seconds + ")";
        }
    }

    private static TaskBehaviour readyAfter(double seconds) {
        return new TaskBehaviour(Map.of(), Optional.of(new Fixed(seconds)), Optional.empty());
    }

    private static TaskBehaviour failsAfter(double seconds) {
        return new TaskBehaviour(Map.of(), Optional.empty(), Optional.of(new Fixed(seconds)));
    }

    private static Service service(
            int desired, int minimum, int maximum, int graceSeconds, Optional<DeploymentCircuitBreaker> breaker) {
        Service base = Service.replica("web", desired);
        return new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                new DeploymentConfiguration(minimum, maximum, new DeploymentStrategy.Rolling(), breaker),
                List.of(FAST),
                graceSeconds,
                false,
                Optional.empty());
    }

    private static ServiceWorld world(Service service, TaskDefinition definition, ServiceUpdate... updates) {
        Script script = Script.runs(service, definition, 5);
        return new ServiceWorld(instances(12), List.of(script, script), List.of(ServiceWorld.plan(service, updates)));
    }

    private static TaskDefinition checked() {
        ContainerDefinition plain = WEB.containers().get(0);
        ContainerLifecycle lifecycle =
                new ContainerLifecycle("", List.of(), Optional.of(HealthCheck.DEFAULT), 0, 0, Optional.empty());
        ContainerDefinition container = new ContainerDefinition(
                plain.name(), plain.cpuUnits(), plain.memoryMiB(), 0, 0, true, List.of(), lifecycle);
        return new TaskDefinition(WEB.family(), 1, WEB.networkMode(), 0, 0, List.of(container), List.of(), Map.of());
    }

    /** R4.13, R4.41: with a load balancer only, healthy is what the target group says, not 40 s of running. */
    @Test
    void healthyIsWhatTheTargetGroupSays() {
        ServiceWorld world =
                world(service(2, 100, 200, 0, Optional.empty()), WEB).begin().until(9);
        assertThat(world.scheduler.counts(0).healthy()).isZero();
        world.until(10);
        assertThat(world.scheduler.counts(0).healthy())
                .as("RUNNING at 5 s, the probe at 10 s")
                .isEqualTo(2);
        assertThat(world.messages())
                .contains(
                        "(service web) registered 2 targets in (target-group tg)",
                        "(service web) has reached a steady state.");
    }

    /** R4.13: with both checks, both must be healthy; with a container check only, that one. */
    @Test
    void bothChecksMustPass() {
        Service both = service(1, 100, 200, 0, Optional.empty());
        Script script = Script.runs(both, checked(), 5).turning(HealthStatus.HEALTHY, 30);
        ServiceWorld world = new ServiceWorld(instances(12), List.of(script), List.of(ServiceWorld.plan(both))).begin();
        assertThat(world.until(34).scheduler.counts(0).healthy()).isZero();
        assertThat(world.until(35).scheduler.counts(0).healthy()).isEqualTo(1);
        Service slow = service(1, 100, 200, 0, Optional.empty());
        Script early = Script.runs(slow, checked(), 5).turning(HealthStatus.HEALTHY, 1);
        ServiceWorld targeted = new ServiceWorld(instances(12), List.of(early), List.of(ServiceWorld.plan(slow)));
        targeted.tasks.behaviours.put(0, readyAfter(9));
        targeted.begin();
        assertThat(targeted.until(14).scheduler.counts(0).healthy()).isZero();
        assertThat(targeted.until(15).scheduler.counts(0).healthy()).isEqualTo(1);
    }

    /** R4.16, R3.21: a replacement first, then the unhealthy task, with the reason that names the target group. */
    @Test
    void unhealthyTargetIsReplaced() {
        ServiceWorld world = world(service(1, 100, 200, 0, Optional.empty()), WEB);
        world.tasks.behaviours.put(0, failsAfter(100));
        world.begin().until(300);
        assertThat(world.story(0, "start", 0)).startsWith("0: 1", "110: 1");
        Task first = world.tasks.log.get(0).task();
        assertThat(first.stoppedReason()).isEqualTo("Task failed ELB health checks in (target-group tg)");
        assertThat(world.story(0, "stop", 0))
                .as("unhealthy at 110, its replacement healthy at 120, drained for 60 s")
                .startsWith("180: 1");
    }

    /** R4.17: failures in the grace period replace nobody. */
    @Test
    void graceKeepsSlowTasks() {
        ServiceWorld hasty = world(service(1, 100, 200, 0, Optional.empty()), WEB);
        hasty.tasks.behaviours.put(0, readyAfter(50));
        hasty.begin().until(60);
        assertThat(hasty.story(0, "start", 0)).hasSizeGreaterThan(1);
        ServiceWorld patient = world(service(1, 100, 200, 60, Optional.empty()), WEB);
        patient.tasks.behaviours.put(0, readyAfter(50));
        patient.begin().until(600);
        assertThat(patient.story(0, "start", 0)).containsExactly("0: 1");
        assertThat(patient.scheduler.counts(0).healthy()).isEqualTo(1);
    }

    /** R4.42, R4.11: a replaced task is deregistered, drains for its delay and still counts as a task meanwhile. */
    @Test
    void oldTasksDrainBeforeTheyStop() {
        ServiceWorld world = world(service(2, 100, 200, 0, Optional.empty()), WEB, revision(1000, 1))
                .begin()
                .until(1015);
        assertThat(world.messages())
                .contains(
                        "(service web) deregistered 2 targets in (target-group tg)",
                        "(service web) has begun draining connections on 2 tasks.");
        assertThat(world.running(0)).as("they drain").isEqualTo(2);
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(2, 2, 0, 2, 2));
        world.until(2000);
        assertThat(world.story(1000, "stop", 0)).containsExactly("1070: 2");
        assertThat(world.scheduler.deployments().get(1).state()).isEqualTo(State.COMPLETED);
        assertThat(world.scheduler.deployments().get(1).endedMicros()).isEqualTo(1_070_000_000L);
    }

    /** R4.22, R4.24: replacements for failed target health trip the breaker; the old revision comes back. */
    @Test
    void targetHealthTripsTheBreaker() {
        Service service = service(2, 100, 200, 0, Optional.of(withRollback()));
        ServiceWorld world = world(service, WEB, revision(1000, 1));
        world.tasks.behaviours.put(1, readyAfter(1e12));
        world.begin().until(4000);
        assertThat(world.scheduler.deployments()).hasSize(3);
        assertThat(world.scheduler.deployments().get(1).state()).isEqualTo(State.FAILED);
        assertThat(world.scheduler.deployments().get(2).state()).isEqualTo(State.COMPLETED);
        assertThat(world.running(0)).isEqualTo(2);
        assertThat(world.running(1)).isZero();
    }

    private static DeploymentCircuitBreaker withRollback() {
        DeploymentCircuitBreaker plain = DeploymentCircuitBreaker.DEFAULT;
        return new DeploymentCircuitBreaker(true, plain.thresholdType(), plain.value(), plain.resetOnHealthyTask());
    }

    /** R4.42: a task that crashes while it drains is simply gone, and one that crashes while it serves is deregistered. */
    @Test
    void crashedTaskIsDeregistered() {
        ServiceWorld world =
                world(service(1, 100, 200, 0, Optional.empty()), WEB).begin();
        world.at(100, () -> world.tasks.stopped(world.tasks.live.get(0), StopCode.ESSENTIAL_CONTAINER_EXITED, "exit"));
        world.until(200);
        assertThat(world.messages()).contains("(service web) deregistered 1 targets in (target-group tg)");
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(1, 1, 0, 1, 0));
    }
}
