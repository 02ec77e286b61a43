package io.ecsim.controlplane;

import static io.ecsim.controlplane.FargateWorld.MIXED;
import static io.ecsim.controlplane.FargateWorld.SECOND;
import static io.ecsim.controlplane.FargateWorld.SPOT;
import static io.ecsim.controlplane.FargateWorld.definition;
import static io.ecsim.controlplane.FargateWorld.fargate;
import static io.ecsim.controlplane.FargateWorld.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.agent.Seconds;
import io.ecsim.billing.BillItem;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.images.Image;
import io.ecsim.images.ImageSettings;
import io.ecsim.images.Layer;
import io.ecsim.images.Registry;
import io.ecsim.images.Throughput;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Launch;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.workload.WorkloadException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks on Fargate in whole runs (section 8.1 of the rules). */
class FargateTest {

    private static String zone(FargateWorld world, Task task) {
        FargateFleet fleet = FargateFleet.of(world.world());
        return fleet.all(world.world()).get(task.instance()).zone().name();
    }

    private static Map<String, Long> byZone(FargateWorld world, List<Task> tasks) {
        Map<String, Long> counts = new TreeMap<>();
        tasks.forEach(task -> counts.merge(zone(world, task), 1L, Long::sum));
        return counts;
    }

    /** W39, R8.6: of 250 tasks asked at t0, 100 start at once, then 20 each second, the last 10 at t8. */
    @Test
    void aBurstOfLaunchesIsServedByTheBucket() {
        FargateWorld world = new FargateWorld().calls(0, 250, 600, Launch.FARGATE, definition(256, 512, "", 0));
        world.run(1);
        Map<Double, Long> launches = new TreeMap<>();
        world.placedAt.values().forEach(at -> launches.merge(at, 1L, Long::sum));
        Map<Double, Long> expected = new TreeMap<>(Map.of(0.0, 100L, 8.0, 10L));
        for (int second = 1; second <= 7; second++) {
            expected.put((double) second, 20L);
        }
        assertThat(launches).isEqualTo(expected);
    }

    /** R8.6: Fargate Spot has a bucket of its own. */
    @Test
    void spotLaunchesHaveTheirOwnBucket() {
        FargateWorld world = new FargateWorld()
                .calls(0, 150, 600, Launch.FARGATE, definition(256, 512, "", 0))
                .calls(0, 150, 600, SPOT, definition(256, 512, "", 0));
        world.run(1);
        assertThat(world.placedAt.values().stream().filter(at -> at == 0).count())
                .isEqualTo(200);
        assertThat(world.placedAt.values().stream().mapToDouble(at -> at).max()).hasValue(3);
    }

    /** W40, R8.3, R8.4: 1 vCPU and 2 GB for an hour, for 45 s, for 30 days, in US dollars. */
    @ParameterizedTest
    @CsvSource({"3600, 0.04937", "45, 0.0008228333333333333", "2592000, 35.5464"})
    void aTaskCostsWhatItsSizeDoesByTheSecond(double runSeconds, double usd) {
        FargateWorld world = new FargateWorld().calls(5, 1, runSeconds, Launch.FARGATE, definition(1024, 2048, "", 0));
        world.horizonSeconds = runSeconds + 100;
        RunResult result = world.run(1);
        assertThat(result.bill().usd()).isCloseTo(usd, within(1e-12));
    }

    /** R8.4: neither the wait for a launch nor provisioning costs anything; the pull does, and what follows up to STOPPED. */
    @Test
    void theBillBeginsWithThePull() {
        FargateWorld world = new FargateWorld().calls(5, 1, 3000, Launch.FARGATE, definition(1024, 2048, "app", 0));
        world.settings = fargate(List.of(), 0, Seconds.of(20), market(0, 0.5, 900), Optional.empty());
        world.images = images(325_000_000); // 10 s with 1 vCPU
        world.timings = new LifecycleTimings(Seconds.of(7), Seconds.of(15), 0);
        world.horizonSeconds = 4000;
        RunResult result = world.run(1);
        Task task = world.tasks.get(0);
        assertThat(task.pullStartedMicros()).isEqualTo(25 * SECOND);
        assertThat(task.stoppedMicros()).isEqualTo((25 + 10 + 3000 + 15) * SECOND);
        assertThat(result.bill().usd()).isCloseTo(3025 / 3600.0 * 0.04937, within(1e-9));
        assertThat(world.statuses.get(task.id()))
                .containsExactly("PROVISIONING", "PENDING", "RUNNING", "DEPROVISIONING", "STOPPED"); // R3.4
    }

    private static ImageSettings images(long bytes) {
        Image image = new Image("app", "hub", List.of(new Layer("layer", bytes)));
        Registry hub = new Registry("hub", Registry.Kind.PRIVATE, Throughput.UNLIMITED, 0, Optional.empty(), List.of());
        return ImageSettings.of(List.of(hub), List.of(image));
    }

    /** R3.53: each task pulls its whole image, whatever ran before it and whatever the instances have preloaded. */
    @Test
    void nothingIsCachedOnFargate() {
        FargateWorld world = new FargateWorld()
                .calls(0, 1, 60, Launch.FARGATE, definition(1024, 2048, "app", 0))
                .calls(600, 1, 60, Launch.FARGATE, definition(1024, 2048, "app", 0));
        world.images = images(325_000_000).withPreloaded(Set.of("app"));
        world.run(1);
        assertThat(world.tasks)
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.pullStoppedMicros() - task.pullStartedMicros())
                        .isEqualTo(10 * SECOND));
    }

    /** R1.8: tasks are spread over the zones, each capacity provider's by themselves. */
    @Test
    void tasksAreSpreadOverZones() {
        FargateWorld world = new FargateWorld().service("web", 7, Launch.FARGATE, definition(256, 512, "", 0));
        world.run(1);
        assertThat(byZone(world, world.running()).values()).containsExactly(3L, 2L, 2L);
        FargateWorld mixed = new FargateWorld().service("web", 8, MIXED, definition(256, 512, "", 0));
        mixed.run(1);
        List<Task> spot = mixed.running().stream()
                .filter(task -> task.capacityProvider().equals("FARGATE_SPOT"))
                .toList();
        List<Task> onDemand = mixed.running().stream()
                .filter(task -> task.capacityProvider().equals("FARGATE"))
                .toList();
        assertThat(byZone(mixed, spot).values())
                .as("6 of 8, by weights of 1 and 3 (R5.4)")
                .containsExactly(2L, 2L, 2L);
        assertThat(byZone(mixed, onDemand).values()).containsExactly(1L, 1L);
    }

    /** R1.8, M7: hosts of a zone that loses power end, and until it is back its tasks run elsewhere. */
    @Test
    void zonesThatAreDownAreAvoided() {
        FargateWorld world = new FargateWorld().service("web", 6, Launch.FARGATE, definition(256, 512, "", 0));
        world.faults = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("b", 1000 * SECOND, 10_000 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        world.timings = new LifecycleTimings(Seconds.of(0), Seconds.of(0), 60 * SECOND);
        RunResult result = world.run(1);
        assertThat(byZone(world, world.running())).isEqualTo(Map.of("a", 3L, "c", 3L));
        List<Task> lost = world.tasks.stream()
                .filter(task -> task.status() == TaskStatus.STOPPED)
                .toList();
        assertThat(lost).hasSize(2).allSatisfy(task -> {
            assertThat(task.stopCode()).isEqualTo(StopCode.TERMINATION_NOTICE);
            assertThat(task.stoppedMicros()).isEqualTo(1060 * SECOND);
        });
        assertThat(result.metrics()).containsEntry(Metric.LOST, 2.0);
        assertThat(result.faults().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.tasksLost()).isEqualTo(2);
            assertThat(fault.instancesLost()).as("the idle one in b").isEqualTo(1);
        });
    }

    /** R1.70, R1.73: when the zone is back the service is balanced again. */
    @Test
    void zonesAreRebalanced() {
        Service base = Service.replica("web", 6);
        Service service = new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                6,
                base.deployment(),
                List.of(),
                0,
                true,
                Optional.empty());
        FargateWorld world = new FargateWorld().service(service, Launch.FARGATE, definition(256, 512, "", 0));
        world.faults = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("b", 1000 * SECOND, 600 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        world.run(1);
        assertThat(byZone(world, world.running())).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 2L));
    }

    /** R8.7: what is above the quota of vCPUs is not created; a service tries again when one is free. */
    @Test
    void theQuotaOfVcpusLimitsTasks() {
        FargateWorld world = new FargateWorld()
                .calls(0, 1, 1000, Launch.FARGATE, definition(1024, 2048, "", 0))
                .service("web", 4, Launch.FARGATE, definition(1024, 2048, "", 0));
        world.settings = fargate(List.of(), 3, Seconds.of(0), market(0, 0.5, 900), Optional.empty());
        world.horizonSeconds = 900;
        world.run(1);
        assertThat(world.running()).hasSize(3);
        FargateWorld later = new FargateWorld()
                .calls(0, 1, 1000, Launch.FARGATE, definition(1024, 2048, "", 0))
                .service("web", 4, Launch.FARGATE, definition(1024, 2048, "", 0));
        later.settings = world.settings;
        later.run(1);
        assertThat(later.running()).hasSize(3).allMatch(task -> task.group().equals("service:web"));
    }

    /** R8.7, R5.4: a task needs room in the quota of the provider that it is bound to, not in the other's. */
    @Test
    void eachProviderHasAQuotaOfItsOwn() {
        Launch spotAboveBase = new Launch.ByProviders(List.of(
                new CapacityProviderStrategyItem(CapacityProviderStrategyItem.FARGATE, 3, 0),
                new CapacityProviderStrategyItem(CapacityProviderStrategyItem.FARGATE_SPOT, 0, 1)));
        FargateWorld world = new FargateWorld().service("web", 9, spotAboveBase, definition(1024, 2048, "", 0));
        world.settings = fargate(List.of(), 3, Seconds.of(0), market(0, 0.5, 900), Optional.empty());
        world.run(1);
        assertThat(world.running()).as("3 on demand, 3 on Spot").hasSize(6);
    }

    /** R8.7: the quota is the account's: what one cluster gives back is there for all. */
    @Test
    void theQuotaIsSharedByClusters() {
        FargateWorld world = new FargateWorld()
                .calls(0, 3, 1000, Launch.FARGATE, definition(1024, 2048, "", 0))
                .service(inCluster("other", "web", 3), Launch.FARGATE, definition(1024, 2048, "", 0));
        world.settings = fargate(List.of(), 3, Seconds.of(0), market(0, 0.5, 900), Optional.empty());
        world.run(1);
        assertThat(world.running()).hasSize(3).allMatch(task -> task.group().equals("service:web"));
    }

    /** R5.45, M7: when a zone is back before another one has Spot capacity again, later tasks go there at once, too. */
    @Test
    void aZoneThatIsBackTakesAllThatFollow() {
        FargateWorld world = new FargateWorld()
                .service("web", 1, SPOT, definition(256, 512, "", 0))
                .calls(11 * 86_400, 1, 60, SPOT, definition(256, 512, "", 0));
        world.settings = fargate(List.of("a", "b"), 0, Seconds.of(0), market(0.9, 1, 10 * 86_400), Optional.empty());
        world.faults = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("a", 1, 10 * 86_400 * SECOND - 1)),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        world.horizonSeconds = 12 * 86_400;
        world.run(11);
        assertThat(world.tasks.get(0).stopCode()).isEqualTo(StopCode.SPOT_INTERRUPTION);
        assertThat(world.tasks.subList(1, 3).stream().map(task -> world.placedAt.get(task.id())))
                .as("the one that waited, and the one that is called for a day later")
                .containsExactly(10 * 86_400.0, 11 * 86_400.0);
    }

    private static Service inCluster(String cluster, String name, int desired) {
        Service base = Service.replica(name, desired);
        return new Service(
                name,
                cluster,
                base.schedulingStrategy(),
                desired,
                base.deployment(),
                List.of(),
                0,
                false,
                Optional.empty());
    }

    /** Calls for equal tasks add up: all of them may be there at one time. */
    @Test
    void eachCallHasItsPlaces() {
        FargateWorld world = new FargateWorld()
                .calls(0, 3, 1000, Launch.FARGATE, definition(256, 512, "", 0))
                .calls(10, 5, 1000, Launch.FARGATE, definition(256, 512, "", 0));
        world.settings = fargate(List.of("a"), 0, Seconds.of(0), market(0, 0.5, 900), Optional.empty());
        world.horizonSeconds = 500;
        world.run(1);
        assertThat(world.running()).hasSize(8);
    }

    /** R5.45, R3.21: at a reclaim a Spot task stops with SpotInterruption; its service waits for Spot and nothing else. */
    @Test
    void spotTasksAreInterruptedAndReplacedOnSpotOnly() {
        FargateWorld world = new FargateWorld().service("web", 9, SPOT, definition(256, 512, "", 0));
        world.settings = fargate(List.of(), 0, Seconds.of(0), market(0.999, 0.5, 900), Optional.empty());
        world.horizonSeconds = 20 * 86_400;
        RunResult result = world.run(3);
        List<Task> interrupted = world.tasks.stream()
                .filter(task -> task.stops() && task.stopCode() == StopCode.SPOT_INTERRUPTION)
                .toList();
        assertThat(interrupted).hasSizeGreaterThan(20).allSatisfy(task -> {
            assertThat(task.stoppedReason()).isEqualTo("Your Spot Task was interrupted.");
            assertThat(task.stoppedMicros() - task.stoppingMicros()).isLessThanOrEqualTo(120 * SECOND);
        });
        assertThat(world.tasks).allMatch(task -> task.capacityProvider().equals("FARGATE_SPOT"));
        assertThat(result.metrics()).containsEntry(Metric.LOST, (double) interrupted.size());
        assertThat(result.bill().usd(BillItem.FARGATE_VCPU)).isZero();
        assertThat(result.bill().usd(BillItem.FARGATE_SPOT_VCPU)).isPositive();
        // a reclaimed zone takes nobody for 900 s
        for (Task task : world.tasks) {
            for (Task before : interrupted) {
                double placed = world.placedAt.getOrDefault(task.id(), 0.0) * SECOND;
                boolean meanwhile = placed > before.stoppingMicros() && placed < before.stoppingMicros() + 900 * SECOND;
                assertThat(meanwhile && zone(world, task).equals(zone(world, before)))
                        .isFalse();
            }
        }
    }

    /** R5.45: a container that ignores SIGTERM is killed after its stopTimeout; two minutes are the end in any case. */
    @Test
    void aSpotTaskHasTwoMinutes() {
        FargateWorld world = new FargateWorld().service("web", 3, SPOT, definition(256, 512, "", 120));
        world.settings = fargate(List.of(), 0, Seconds.of(0), market(0.999, 1, 900), Optional.empty());
        world.timings = new LifecycleTimings(Seconds.of(0), Seconds.of(1000), 0);
        world.horizonSeconds = 20 * 86_400;
        world.run(3);
        assertThat(world.tasks.stream().filter(task -> task.stops() && task.status() == TaskStatus.STOPPED))
                .hasSizeGreaterThan(10)
                .allSatisfy(task -> assertThat(task.stoppedMicros() - task.stoppingMicros())
                        .as("its network interface would take longer")
                        .isEqualTo(120 * SECOND));
    }

    /** M9: within a month a Spot task that is not replaced is interrupted as often as stated; R5.45. */
    @Test
    void spotTasksAreInterruptedAsOftenAsStated() {
        int fell = 0;
        int all = 0;
        for (int seed = 0; seed < 60; seed++) {
            FargateWorld world = new FargateWorld().calls(0, 9, 1e7, SPOT, definition(256, 512, "", 0));
            world.settings = fargate(List.of(), 0, Seconds.of(0), market(0.3, 0.5, 900), Optional.empty());
            world.horizonSeconds = 730 * 3600.0;
            world.run(seed);
            all += world.tasks.size();
            fell += (int) world.tasks.stream().filter(Task::stops).count();
        }
        // 540 tasks; in a zone three fall together with correlation of about a half
        assertThat((double) fell / all).isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / 540 * 2)));
    }

    /** R8.10: a service replaces the task on a retired host before it stops; a standalone one is stopped after the notice. */
    @Test
    void retiredHostsLoseTheirTasks() {
        FargateWorld world = new FargateWorld().service("web", 2, Launch.FARGATE, definition(256, 512, "", 0));
        world.settings = fargate(List.of(), 0, Seconds.of(0), market(0, 0.5, 900), Optional.of(Seconds.of(600)));
        world.horizonSeconds = 1100;
        RunResult result = world.run(1);
        assertThat(world.running()).hasSize(2);
        assertThat(world.tasks.stream().filter(Task::stops))
                .hasSize(2)
                .allMatch(task -> task.stopCode() == StopCode.SERVICE_SCHEDULER_INITIATED);
        assertThat(result.controlPlane().orElseThrow().leastHealthyShare()).hasValue(1);
        FargateWorld alone = new FargateWorld().calls(0, 1, 1e6, Launch.FARGATE, definition(256, 512, "", 0));
        alone.settings = world.settings;
        alone.horizonSeconds = 5000;
        alone.run(1);
        assertThat(alone.tasks.get(0).stopCode()).isEqualTo(StopCode.TERMINATION_NOTICE);
        assertThat(alone.tasks.get(0).stoppedMicros()).isEqualTo((600 + 3600) * SECOND);
    }

    /** R8.1: tasks on Fargate are no part of what container instances register, reserve and cost. */
    @Test
    void fargateIsNoPartOfTheInstances() {
        FargateWorld world = new FargateWorld().service("web", 5, Launch.FARGATE, definition(1024, 2048, "", 0));
        RunResult result = world.run(1);
        assertThat(result.metrics())
                .containsEntry(Metric.IN_USE, 0.0)
                .containsEntry(Metric.IN_USE_PEAK, 0.0)
                .containsEntry(Metric.ALLOCATED_CPU, 0.0)
                .containsEntry(Metric.ALLOCATED_MEMORY, 0.0);
        assertThat(result.bill().usd(BillItem.EC2_ON_DEMAND)).isZero();
        assertThat(world.instanceEvents).isEqualTo(3);
    }

    /** R5.3: a cluster holds both; the placement strategy sees the instances only. */
    @Test
    void bothKindsLiveInOneCluster() {
        FargateWorld world = new FargateWorld()
                .instance("i-d", "a", 4096)
                .service("fargate", 3, Launch.FARGATE, definition(1024, 2048, "", 0))
                .service("ec2", 3, Launch.EC2, TaskDefinition.of("small", 1024, 1024));
        RunResult result = world.run(1);
        assertThat(world.running()).hasSize(6);
        assertThat(world.running().stream().filter(task -> task.group().equals("service:ec2")))
                .allMatch(task -> task.instance() < 4);
        assertThat(result.metrics().get(Metric.IN_USE_PEAK)).isEqualTo(3);
        double fargate =
                result.bill().usd(BillItem.FARGATE_VCPU) + result.bill().usd(BillItem.FARGATE_MEMORY);
        assertThat(result.bill().usd()).isCloseTo(fargate + 1.0, within(1e-9)); // i-d costs a dollar an hour
    }

    /** R8.4: the bill is the sum of what its tasks cost, each second once. */
    @Test
    void theBillIsTheSumOverTasks() {
        FargateWorld world = new FargateWorld()
                .service("web", 4, MIXED, definition(512, 1024, "", 0))
                .calls(100, 20, 333.3, Launch.FARGATE, definition(256, 1024, "", 0));
        world.settings = fargate(List.of(), 0, Seconds.of(3), market(0.999, 0.5, 300), Optional.of(Seconds.of(7000)));
        world.horizonSeconds = 3 * 86_400;
        world.warmupSeconds = 3600;
        RunResult result = world.run(8);
        double sum = 0;
        for (Task task : world.tasks) {
            long end = task.status() == TaskStatus.STOPPED ? task.stoppedMicros() : (long) (3 * 86_400 * 1e6);
            if (task.pullStartedMicros() < 0 || end <= 3600 * SECOND) {
                continue;
            }
            long from = Math.max(task.pullStartedMicros(), 3600 * SECOND);
            double seconds =
                    Math.max(Math.ceil((end - from) / 1e6), task.pullStartedMicros() >= 3600 * SECOND ? 60 : 0);
            boolean small = task.group().startsWith("family");
            double hour = small ? 0.25 * 0.04048 + 0.004445 : 0.5 * 0.04048 + 0.004445;
            sum += seconds / 3600 * hour * (task.capacityProvider().equals("FARGATE_SPOT") ? 0.3 : 1);
        }
        assertThat(world.tasks).hasSizeGreaterThan(150);
        assertThat(result.bill().usd()).isCloseTo(sum, within(1e-9));
        assertThat(result.metrics().get(Metric.BILLED)).isCloseTo(sum, within(1e-9));
    }

    /** Running out of places is an error that names the number to raise. */
    @Test
    void tooFewPlacesAreAnError() {
        FargateWorld world = new FargateWorld().service("web", 7, Launch.FARGATE, definition(256, 512, "", 0));
        FargateSettings given = world.settings;
        world.settings = new FargateSettings(
                List.of("a", "b"),
                given.launchBurst(),
                given.launchesPerSecond(),
                0,
                given.provisioningSeconds(),
                given.pullBytesPerSecondPerVcpu(),
                given.spot(),
                Optional.empty(),
                0,
                3);
        assertThatThrownBy(() -> world.run(1))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("fargate: no place is left for a task of app:1 (service:web), expected a greater number as"
                        + " fargate.placesPerZone");
    }

    /** R5.4, R5.45: a mixed service has its tasks in the stated ratio, and regains it after interruptions. */
    @Test
    void aMixedServiceKeepsItsRatio() {
        FargateWorld world = new FargateWorld().service("web", 12, MIXED, definition(256, 512, "", 0));
        world.settings = fargate(List.of(), 0, Seconds.of(0), market(0.99, 0.5, 60), Optional.empty());
        world.horizonSeconds = 10 * 86_400;
        world.run(4);
        assertThat(world.tasks).hasSizeGreaterThan(14);
        assertThat(world.running().stream()
                        .filter(task -> task.capacityProvider().equals(CapacityProviderStrategyItem.FARGATE_SPOT)))
                .hasSize(9);
    }
}
