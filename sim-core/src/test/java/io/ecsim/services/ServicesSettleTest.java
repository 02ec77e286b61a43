package io.ecsim.services;

import static io.ecsim.engine.SimClock.MICROS_PER_SECOND;
import static io.ecsim.services.ServiceWorld.instances;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to services in an hour - updates on updates, bad revisions, drains, losses, crashes, protection - once
 * a good revision is asked for and the cluster is whole, they settle: complete, healthy, balanced, and told as steady.
 */
class ServicesSettleTest {

    private static final int INSTANCES = 6;
    private static final int GOOD = 0;
    private static final int OTHER = 1;
    private static final int NEVER_STARTS = 2;
    private static final int UNHEALTHY = 3;
    private static final int DAEMON = 4;
    private static final int DAEMON_NEXT = 5;
    private static final int CRASHES = 6;
    private static final long TROUBLE = 3000;
    private static final long END = 4 * 86_400;

    /** R4.2, R4.7, R4.12, R4.16, R4.18, R4.24, R4.30, R4.51, R5.40, R1.67, R1.70. */
    @Test
    void servicesSettleWhateverHappened() {
        for (int seed = 0; seed < 300; seed++) {
            try {
                new Case(seed).settle();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** One world and what happens to it. */
    private static final class Case {
        private final Random random;
        private final int seed;
        private ServiceWorld world;

        Case(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private DeploymentConfiguration configuration() {
            DeploymentStrategy strategy = any(List.of(
                    new DeploymentStrategy.Rolling(),
                    new DeploymentStrategy.Rolling(),
                    new DeploymentStrategy.BlueGreen(random.nextInt(3)),
                    new DeploymentStrategy.Linear(50, 1, 1),
                    new DeploymentStrategy.Canary(10, 1, 0)));
            Optional<DeploymentCircuitBreaker> breaker = any(List.of(
                    Optional.empty(),
                    Optional.of(DeploymentCircuitBreaker.DEFAULT),
                    Optional.of(new DeploymentCircuitBreaker(
                            true, DeploymentCircuitBreaker.ThresholdType.COUNT, 2, random.nextBoolean()))));
            return new DeploymentConfiguration(any(List.of(0, 50, 100)), any(List.of(200, 250)), strategy, breaker);
        }

        private Service replica() {
            Service base = Service.replica("web", 2 + random.nextInt(5));
            List<TargetGroup> groups = any(List.of(List.of(), List.of(), groups(1), groups(2)));
            return new Service(
                    "web",
                    base.cluster(),
                    SchedulingStrategy.REPLICA,
                    base.desiredCount(),
                    configuration(),
                    groups,
                    random.nextInt(3) * 30,
                    random.nextBoolean(),
                    Optional.empty());
        }

        private static List<TargetGroup> groups(int count) {
            return IntStream.range(0, count)
                    .mapToObj(number -> TargetGroup.of("tg-" + number))
                    .toList();
        }

        private ServiceUpdate update(boolean web, long second, OptionalInt spec, boolean force) {
            return new ServiceUpdate(
                    second * MICROS_PER_SECOND,
                    spec,
                    web && random.nextBoolean() ? OptionalInt.of(random.nextInt(7)) : OptionalInt.empty(),
                    force,
                    web && random.nextInt(4) == 0 ? Optional.of(configuration()) : Optional.empty());
        }

        private List<ServiceUpdate> updates(boolean web, List<Integer> specs, int last) {
            List<Long> seconds = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                seconds.add((long) random.nextInt((int) TROUBLE));
            }
            seconds.sort(Comparator.naturalOrder());
            List<ServiceUpdate> updates = new ArrayList<>();
            for (long second : seconds) {
                OptionalInt spec = random.nextBoolean() ? OptionalInt.of(any(specs)) : OptionalInt.empty();
                updates.add(update(web, second, spec, random.nextInt(4) == 0));
            }
            updates.add(update(web, TROUBLE + 200, OptionalInt.of(last), true));
            return updates;
        }

        private void settle() {
            Service web = replica();
            Service logs = new Service(
                    "logs",
                    Service.DEFAULT_CLUSTER,
                    SchedulingStrategy.DAEMON,
                    0,
                    DeploymentConfiguration.DAEMON_DEFAULT,
                    List.of(),
                    0,
                    false,
                    Optional.empty());
            boolean checked = random.nextBoolean();
            TaskDefinition definition = checked ? ServiceWorld.checked() : TaskDefinition.of("web", 1024, 100);
            Script good = Script.runs(web, definition, random.nextInt(60)).stoppingIn(random.nextInt(40));
            Script healthy = checked ? good.turning(HealthStatus.HEALTHY, 20) : good;
            Script daemon = Script.runs(logs, TaskDefinition.of("logs", 1024, 100), 5);
            List<UpdateTaskProtection> protections = random.nextBoolean()
                    ? List.of()
                    : List.of(new UpdateTaskProtection(
                            random.nextInt((int) TROUBLE) * MICROS_PER_SECOND, 3, true, 1 + random.nextInt(60)));
            world = new ServiceWorld(
                    instances(8, 8, 8, 8, 8, 8),
                    List.of(
                            healthy,
                            healthy,
                            good.failing(),
                            checked ? good.turning(HealthStatus.UNHEALTHY, 20) : good.failing(),
                            daemon.onlyOn(instance -> instance % 2 == 0),
                            daemon,
                            healthy.crashingAfter(30)),
                    List.of(
                            new ServicePlan(
                                    web,
                                    GOOD,
                                    updates(true, List.of(GOOD, OTHER, NEVER_STARTS, UNHEALTHY, CRASHES), OTHER),
                                    protections,
                                    DeploymentAlarms.NONE),
                            new ServicePlan(logs, DAEMON, updates(false, List.of(DAEMON, DAEMON_NEXT), DAEMON_NEXT))),
                    any(List.of(ServiceSettings.DEFAULT, ServiceSettings.IMMEDIATE)));
            for (int i = random.nextInt(12); i > 0; i--) {
                world.at(random.nextInt((int) TROUBLE), this::trouble);
            }
            world.at(TROUBLE + 100, this::mend);
            world.begin().until(END);
            check(web);
        }

        private void trouble() {
            int instance = random.nextInt(INSTANCES);
            boolean there = world.cluster.status(instance).holdsTasks();
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (world.cluster.status(instance) == InstanceStatus.ACTIVE) {
                        world.drain(instance);
                    }
                }
                case 1 -> {
                    if (there) {
                        world.terminate(instance);
                    }
                }
                case 2 -> {
                    if (there) {
                        world.connection(instance, !world.cluster.agentConnected(instance));
                    }
                }
                default -> {
                    if (!world.tasks.live.isEmpty()) {
                        Task task = any(world.tasks.live);
                        world.tasks.stopped(task, StopCode.ESSENTIAL_CONTAINER_EXITED, "exit");
                    }
                }
            }
        }

        private void mend() {
            for (int instance = 0; instance < INSTANCES; instance++) {
                if (!world.cluster.status(instance).holdsTasks()) {
                    world.register(instance);
                } else if (!world.cluster.eligible(instance)) {
                    world.cluster.setStatus(instance, InstanceStatus.ACTIVE, true);
                    world.scheduler.instanceJoined(instance);
                }
            }
        }

        private void check(Service web) {
            ServiceCounts counts = world.scheduler.counts(0);
            int desired = counts.desired();
            String what = "seed " + seed + " " + web + " " + world.messages();
            assertThat(counts).as(what).isEqualTo(new ServiceCounts(desired, desired, 0, desired, 0));
            assertThat(world.scheduler.counts(1)).as(what).isEqualTo(new ServiceCounts(6, 6, 0, 6, 0));
            assertThat(world.running(OTHER)).as(what).isEqualTo(desired);
            assertThat(world.running(DAEMON_NEXT)).as(what).isEqualTo(INSTANCES);
            List<DeploymentRecord> last = world.scheduler.deployments();
            assertThat(last)
                    .as(what)
                    .filteredOn(record -> record.spec() == OTHER || record.spec() == DAEMON_NEXT)
                    .filteredOn(record -> record.startedMicros() == (TROUBLE + 200) * MICROS_PER_SECOND)
                    .hasSize(2)
                    .allMatch(record -> record.state() == State.COMPLETED)
                    .allMatch(record -> record.blockedMicros() <= record.endedMicros() - record.startedMicros());
            for (String name : List.of("web", "logs")) {
                List<String> said = world.messages().stream()
                        .filter(message -> message.startsWith("(service " + name + ")"))
                        .toList();
                assertThat(said).as(what).anyMatch(m -> m.endsWith("has reached a steady state."));
                String end = said.get(said.size() - 1);
                assertThat(end)
                        .as(what)
                        .matches(".*(steady state|AZ balanced.*|AZ Rebalancing|deregistered.*|requirements)\\.?\\)?");
            }
            if (web.availabilityZoneRebalancing() && desired > 0) {
                int[] zones = new int[3];
                world.tasks.live.stream()
                        .filter(task -> task.spec() == OTHER)
                        .forEach(task -> zones[task.instance() % 3]++);
                assertThat(IntStream.of(zones).max().orElseThrow()
                                - IntStream.of(zones).min().orElseThrow())
                        .as(what)
                        .isLessThanOrEqualTo(1);
            }
        }
    }
}
