package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSchedulerTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);

    /** R4.70: 500 in the first minute, the rest at its end. */
    @Test
    void aServiceLaunchesFiveHundredTasksAMinute() {
        Service service = service(1200, 100, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(2000), List.of(Script.runs(service, WEB, 5)), List.of(plan(service)))
                .begin()
                .until(200);
        assertThat(world.story(0, "start", 0)).containsExactly("0: 500", "60: 500", "120: 200");
    }

    /** R4.71: another service has a minute of its own. */
    @Test
    void servicesLaunchIndependently() {
        Service one = ServiceWorld.service("one", 400, 100, 200, Optional.empty(), 0);
        Service two = ServiceWorld.service("two", 400, 100, 200, Optional.empty(), 0);
        ServiceWorld world = new ServiceWorld(
                        instances(2000),
                        List.of(Script.runs(one, WEB, 5), Script.runs(two, WEB, 5)),
                        List.of(plan(one), new ServicePlan(two, 1, List.of())))
                .begin()
                .until(10);
        assertThat(world.tasks.live).hasSize(800);
    }

    /** Section 3.5: a change is answered within 1 to 5 s. */
    @Test
    void aChangeIsAnsweredAfterAReactionTime() {
        Service service = service(1, 100, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(9),
                        List.of(Script.runs(service, WEB, 0).crashingAfter(100)),
                        List.of(plan(service)),
                        ServiceSettings.DEFAULT)
                .begin()
                .until(5000);
        List<Long> gaps = new ArrayList<>();
        for (int i = 0; i + 1 < world.tasks.log.size(); i++) {
            if (world.tasks.log.get(i).what().equals("stopped")) {
                gaps.add(world.tasks.log.get(i + 1).task().createdMicros()
                        - world.tasks.log.get(i).task().stoppedMicros());
            }
        }
        assertThat(gaps).hasSizeGreaterThan(40).allMatch(gap -> gap >= 1_000_000 && gap <= 5_000_000);
        assertThat(gaps).doesNotHaveDuplicates();
    }

    /** R4.7: a new deployment while one is in progress replaces both. */
    @Test
    void aDeploymentOvertakesOneInProgress() {
        Service service = service(4, 100, 200);
        List<Script> scripts =
                List.of(Script.runs(service, WEB, 5), Script.runs(service, WEB, 5), Script.runs(service, WEB, 5));
        ServiceWorld world = new ServiceWorld(
                        instances(20),
                        scripts,
                        List.of(plan(service, ServiceWorld.revision(1000, 1), ServiceWorld.revision(1020, 2))))
                .begin()
                .until(2000);
        assertThat(world.scheduler.deployments())
                .extracting(DeploymentRecord::state)
                .containsExactly(State.COMPLETED, State.IN_PROGRESS, State.COMPLETED);
        assertThat(world.scheduler.deployments().get(1).endedMicros()).isEqualTo(1_020_000_000L);
        assertThat(world.tasks.live).hasSize(4).allMatch(t -> t.spec() == 2);
    }

    /** R4.7: the same revision by force is a new deployment; R4.6: its tasks carry its id. */
    @Test
    void aForcedDeploymentReplacesAllTasks() {
        Service service = service(2, 100, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(20),
                        List.of(Script.runs(service, WEB, 5)),
                        List.of(plan(service, ServiceWorld.force(1000))))
                .begin()
                .until(2000);
        String id = world.scheduler.deployments().get(1).id();
        assertThat(world.tasks.live).hasSize(2).allMatch(t -> t.startedBy().equals(id));
        assertThat(world.story(1000, "start", 0)).containsExactly("1000: 2");
    }

    /** R4.11: a stopping task counts against the upper limit, unless told otherwise. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stoppingTasksCountAgainstTheUpperLimit(boolean counts) {
        Service service = service(4, 50, 100);
        ServiceSettings base = ServiceSettings.IMMEDIATE;
        ServiceWorld world = new ServiceWorld(
                        instances(20),
                        List.of(Script.runs(service, WEB, 5).stoppingIn(30), Script.runs(service, WEB, 5)),
                        List.of(plan(service, ServiceWorld.revision(1000, 1))),
                        new ServiceSettings(
                                0,
                                0,
                                counts,
                                base.placementRetryMicros(),
                                base.launchesPerMinute(),
                                base.firstThrottleMicros(),
                                base.longestThrottleMicros(),
                                base.randomScaleIn()))
                .begin()
                .until(1031);
        assertThat(world.story(1000, "start", 1)).containsExactly(counts ? "1030: 2" : "1000: 2");
    }

    /** G5: 2,000 services without room, and room for nobody coming free all the time, ask no more than twice a minute. */
    @Test
    void servicesWithoutRoomMakeNoStorm() {
        List<Script> scripts = new ArrayList<>();
        List<ServicePlan> plans = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Service service = ServiceWorld.service("s" + i, 1, 100, 200, Optional.empty(), 0);
            scripts.add(Script.runs(service, WEB, 5));
            plans.add(new ServicePlan(service, i, List.of()));
        }
        ServiceWorld world = new ServiceWorld(instances(0x1), scripts, plans);
        for (long second = 60; second < 3600; second++) {
            world.at(second, () -> world.scheduler.capacityFreed(0));
        }
        world.begin().until(3600);
        assertThat(world.simulation.handledEvents()).isLessThan(2000 * 130);
        long idle = world.simulation.handledEvents();
        world.until(90_000);
        assertThat(world.simulation.handledEvents() - idle).isLessThan(3 * 2000);
    }

    /** R4.10-R4.15: bounds hold, updates end, twice the same, for random services, rooms and updates. */
    @Test
    void randomUpdatesKeepTheirBounds() {
        for (int seed = 0; seed < 200; seed++) {
            List<String> first = run(seed);
            assertThat(run(seed)).as("seed %d", seed).isEqualTo(first);
        }
    }

    private static List<String> run(int seed) {
        Random random = new Random(seed);
        int desired = 1 + random.nextInt(12);
        int minimum = random.nextInt(5) * 25;
        int maximum = 100 + random.nextInt(5) * 25;
        Service service = service(desired, minimum, maximum);
        List<Script> scripts = new ArrayList<>();
        List<ServiceUpdate> updates = new ArrayList<>();
        for (int spec = 0; spec < 4; spec++) {
            scripts.add(Script.runs(service, WEB, random.nextInt(30)).stoppingIn(random.nextInt(20)));
            if (spec > 0) {
                updates.add(ServiceWorld.revision(500L * spec + random.nextInt(400), spec));
            }
        }
        int slots = Math.max(2, desired + random.nextInt(desired + 1));
        ServiceWorld world = new ServiceWorld(
                instances(slots / 2, slots - slots / 2),
                scripts,
                List.of(new ServicePlan(service, 0, updates)),
                random.nextBoolean() ? ServiceSettings.IMMEDIATE : ServiceSettings.DEFAULT);
        int lower = service.deployment().lower(desired);
        int upper = service.deployment().upper(desired);
        boolean[] wasUp = new boolean[1];
        world.simulation.checkAfterEachEvent(() -> {
            ServiceCounts counts = world.scheduler.counts(0);
            wasUp[0] |= counts.healthy() == desired;
            assertThat(counts.running() + counts.pending() + counts.stopping())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(upper);
            if (wasUp[0]) {
                assertThat(counts.healthy()).as("seed %d", seed).isGreaterThanOrEqualTo(lower);
            }
        });
        world.begin().until(100_000);
        boolean moves = lower < desired || upper > desired && slots > desired;
        List<DeploymentRecord> records = world.scheduler.deployments();
        assertThat(records.get(3).state()).as("seed %d", seed).isEqualTo(moves ? State.COMPLETED : State.IN_PROGRESS);
        if (moves) {
            assertThat(world.tasks.live).as("seed %d", seed).hasSize(desired).allMatch(t -> t.spec() == 3);
        }
        List<String> told = new ArrayList<>(world.messages());
        records.forEach(r -> told.add(r.toString()));
        return told;
    }
}
