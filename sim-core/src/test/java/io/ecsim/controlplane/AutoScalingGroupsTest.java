package io.ecsim.controlplane;

import static io.ecsim.controlplane.ElasticWorld.MINUTE;
import static io.ecsim.controlplane.ElasticWorld.SECOND;
import static io.ecsim.controlplane.ElasticWorld.TIMINGS;
import static io.ecsim.controlplane.ElasticWorld.by;
import static io.ecsim.controlplane.ElasticWorld.resize;
import static io.ecsim.controlplane.ElasticWorld.scaling;
import static io.ecsim.controlplane.ScriptedWorld.every;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.autoscaling.AutoScaling;
import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.LaunchOption;
import io.ecsim.capacity.CapacityProvider;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.Launch;
import io.ecsim.model.Service;
import io.ecsim.observe.GroupTotals;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EC2 Auto Scaling groups in whole runs: zones, replacement, shortages, purchase options, refresh, money. */
class AutoScalingGroupsTest {

    private static final long HOUR = 60 * MINUTE;

    private static FaultPlan power(String zone, long atMicros, long forMicros) {
        return new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent(zone, atMicros, forMicros)),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
    }

    private static Map<String, Integer> zones(ElasticWorld world, int group) {
        Map<String, Integer> zones = new TreeMap<>();
        world.providers()
                .groups()
                .placesInService(group)
                .forEach(place -> zones.merge(world.zone(place), 1, Integer::sum));
        return zones;
    }

    /** R5.29: into the zone with fewest; without a provider the group stays as large as it is told. */
    @Test
    void machinesAreSpreadOverZones() {
        ElasticWorld world =
                new ElasticWorld().group("g", 7, 9, 7, "a", "b", "c").open(HOUR);
        assertThat(zones(world.to(HOUR), 0)).isEqualTo(Map.of("a", 3, "b", 2, "c", 2));
    }

    /** R5.29, M7: the others take over when their shortage is over; back in balance by launching first. */
    @Test
    void aLostZoneIsReplacedElsewhereAndFilledAgain() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 6, 12, 6, "a", "b", "c")
                .faults(power("a", 10 * MINUTE, HOUR))
                .open(3 * HOUR);
        world.to(11 * MINUTE);
        assertThat(zones(world, 0)).isEqualTo(Map.of("b", 2, "c", 2));
        world.to(26 * MINUTE); // the shortage lasts 15 minutes from the loss on, then machines boot in 90 s
        assertThat(zones(world, 0)).isEqualTo(Map.of("b", 2, "c", 2));
        world.to(27 * MINUTE);
        assertThat(zones(world, 0)).isEqualTo(Map.of("b", 3, "c", 3));
        world.to(70 * MINUTE + 89 * SECOND);
        assertThat(zones(world, 0)).isEqualTo(Map.of("b", 3, "c", 3));
        int least = 6;
        for (long at = 72 * MINUTE; at <= 80 * MINUTE; at += SECOND) {
            least = Math.min(least, world.to(at).inService(0));
        }
        assertThat(least).isEqualTo(6);
        assertThat(zones(world, 0)).isEqualTo(Map.of("a", 2, "b", 2, "c", 2));
        GroupTotals totals = world.to(3 * HOUR).providers().groups().totals().get(0);
        assertThat(totals.launched()).isEqualTo(6 + 2 + 2);
        assertThat(totals.lost()).isEqualTo(2);
        assertThat(totals.terminated()).isEqualTo(2);
        assertThat(totals.insufficientMicros()).isEqualTo(14 * MINUTE); // known a minute after the loss
    }

    /** A machine that ends is replaced after its health check, though nobody asks for more. */
    @Test
    void aMachineThatFailsIsReplaced() {
        FaultPlan plan = new FaultPlan(
                Optional.of(new FaultPlan.Renewal(every(10 * MINUTE), every(1))),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        ElasticWorld world =
                new ElasticWorld().group("g", 2, 2, 2, "a").faults(plan).open(HOUR);
        assertThat(world.to(10 * MINUTE + SECOND).inService(0)).isZero();
        assertThat(world.to(12 * MINUTE + 29 * SECOND).inService(0)).isZero();
        assertThat(world.to(12 * MINUTE + 31 * SECOND).inService(0)).isEqualTo(2);
    }

    /** A base of On-Demand machines, a share of the others, and the same after scale-in (R5.28). */
    @Test
    void onDemandAndSpotKeepTheirShares() {
        ElasticWorld world = new ElasticWorld()
                .pool("od", "", 30, "a", "b")
                .pool("spot", "", 30, "a", "b")
                .group(new AutoScalingGroup(
                        "g",
                        List.of(LaunchOption.onDemand("od"), new LaunchOption("spot", true)),
                        0,
                        20,
                        18,
                        2,
                        25,
                        1,
                        false,
                        TIMINGS))
                .open(HOUR);
        assertThat(pools(world.to(MINUTE))).isEqualTo(Map.of("od", 6, "spot", 12));
        world.providers().groups().setDesiredCapacity(0, 6);
        assertThat(pools(world.to(2 * MINUTE))).isEqualTo(Map.of("od", 3, "spot", 3));
        assertThat(zones(world, 0)).isEqualTo(Map.of("a", 3, "b", 3));
    }

    private static Map<String, Integer> pools(ElasticWorld world) {
        Map<String, Integer> pools = new TreeMap<>();
        world.providers().groups().placesInService(0).forEach(place -> pools.merge(world.pool(place), 1, Integer::sum));
        return pools;
    }

    /** The first option that has capacity. */
    @Test
    void aPoolWithoutCapacityIsPassedOver() {
        ElasticWorld world = new ElasticWorld()
                .pool("first", "", 30, "a")
                .pool("second", "", 30, "a")
                .group(new AutoScalingGroup(
                        "g",
                        List.of(LaunchOption.onDemand("first"), LaunchOption.onDemand("second")),
                        0,
                        20,
                        2,
                        0,
                        100,
                        1,
                        false,
                        TIMINGS))
                .ticking()
                .open(HOUR);
        assertThat(pools(world.to(MINUTE))).isEqualTo(Map.of("first", 2));
        world.providers().groups().shortUntil("first", "a", 10 * MINUTE);
        world.providers().groups().setDesiredCapacity(0, 4);
        assertThat(pools(world.to(5 * MINUTE))).isEqualTo(Map.of("first", 2, "second", 2));
        world.to(11 * MINUTE).providers().groups().setDesiredCapacity(0, 5);
        assertThat(pools(world.to(15 * MINUTE))).isEqualTo(Map.of("first", 3, "second", 2));
    }

    private static ElasticWorld onThreePools(int spotPools) {
        return new ElasticWorld()
                .pool("s1", "", 30, "a", "b")
                .pool("s2", "", 30, "a", "b")
                .pool("s3", "", 30, "a", "b")
                .group(new AutoScalingGroup(
                        "g",
                        List.of(
                                new LaunchOption("s1", true),
                                new LaunchOption("s2", true),
                                new LaunchOption("s3", true)),
                        0,
                        20,
                        9,
                        0,
                        0,
                        spotPools,
                        false,
                        TIMINGS))
                .ticking()
                .open(2 * HOUR)
                .to(MINUTE);
    }

    /** M9: diversified over all pools, also after scale-in; zones come first. */
    @Test
    void spotMachinesAreSpreadOverAllPools() {
        ElasticWorld world = onThreePools(3);
        assertThat(pools(world)).isEqualTo(Map.of("s1", 3, "s2", 3, "s3", 3));
        assertThat(zones(world, 0)).isEqualTo(Map.of("a", 5, "b", 4));
        world.providers().groups().setDesiredCapacity(0, 3);
        assertThat(pools(world.to(2 * MINUTE))).isEqualTo(Map.of("s1", 1, "s2", 1, "s3", 1));
    }

    /** M9: over the first two pools; what the third had to give while they were short goes first. */
    @Test
    void spotMachinesAreSpreadOverTheFirstPools() {
        assertThat(pools(onThreePools(1))).isEqualTo(Map.of("s1", 9));
        ElasticWorld world = onThreePools(2);
        assertThat(pools(world)).isEqualTo(Map.of("s1", 5, "s2", 4));
        AutoScaling groups = world.providers().groups();
        for (String pool : List.of("s1", "s2")) {
            for (String zone : List.of("a", "b")) {
                groups.shortUntil(pool, zone, 30 * MINUTE);
            }
        }
        groups.setDesiredCapacity(0, 11);
        assertThat(pools(world.to(10 * MINUTE))).isEqualTo(Map.of("s1", 5, "s2", 4, "s3", 2));
        groups.setDesiredCapacity(0, 8);
        assertThat(pools(world.to(11 * MINUTE))).isEqualTo(Map.of("s1", 4, "s2", 4));
    }

    /** R5.26, R5.28: protected machines stay although the group is to be smaller, and go when they are protected no more. */
    @Test
    void protectedMachinesStay() {
        ElasticWorld world =
                new ElasticWorld().group("g", 0, 9, 4, "a").ticking().open(HOUR).to(MINUTE);
        AutoScaling groups = world.providers().groups();
        List<Integer> places = groups.placesInService(0);
        places.subList(0, 3).forEach(place -> groups.setScaleInProtection(place, true));
        groups.setDesiredCapacity(0, 1);
        world.to(2 * MINUTE);
        assertThat(groups.placesInService(0)).isEqualTo(places.subList(0, 3));
        groups.setScaleInProtection(places.get(1), false);
        world.to(3 * MINUTE);
        assertThat(groups.placesInService(0)).containsExactly(places.get(0), places.get(2));
    }

    /** R5.28: of machines that are alike, the one nearest to its next billing hour. */
    @Test
    void theMachineNearestToItsNextBillingHourGoes() {
        ElasticWorld world =
                new ElasticWorld().group("g", 0, 9, 1, "a").ticking().open(5 * HOUR);
        AutoScaling groups = world.to(30 * MINUTE).providers().groups();
        int first = groups.placesInService(0).get(0);
        groups.setDesiredCapacity(0, 2); // launched at 30 minutes
        world.to(70 * MINUTE); // 10 minutes into its second hour, against 40 into the first of the other
        groups.setDesiredCapacity(0, 1);
        assertThat(world.to(71 * MINUTE).providers().groups().placesInService(0))
                .containsExactly(first);
    }

    /** An instance refresh replaces all machines, so many at a time that the stated share stays. */
    @Test
    void anInstanceRefreshReplacesAllMachines() {
        ElasticWorld world =
                new ElasticWorld().group("g", 10, 10, 10, "a", "b").ticking().open(5 * HOUR);
        AutoScaling groups = world.to(MINUTE).providers().groups();
        List<Integer> before = groups.placesInService(0);
        groups.startInstanceRefresh(0, 80, 60 * SECOND);
        int least = 10;
        for (long at = MINUTE; at < HOUR; at += SECOND) {
            least = Math.min(least, world.to(at).inService(0));
        }
        assertThat(least).isEqualTo(8);
        assertThat(groups.inService(0)).isEqualTo(10);
        assertThat(groups.totals().get(0).launched()).isEqualTo(20);
        assertThat(groups.totals().get(0).terminated()).isEqualTo(10);
        assertThat(groups.placesInService(0)).doesNotContainAnyElementsOf(before);
    }

    /** M7: an instance refresh that has nothing left to replace waits for capacity, and for what boots, before it is over. */
    @Test
    void anInstanceRefreshWaitsForCapacity() {
        ElasticWorld world =
                new ElasticWorld().group("g", 4, 4, 4, "a").ticking().open(5 * HOUR);
        AutoScaling groups = world.to(MINUTE).providers().groups();
        groups.startInstanceRefresh(0, 25, 60 * SECOND);
        world.to(2 * MINUTE);
        groups.shortUntil("g", "a", 30 * MINUTE); // the first three boot, the last is terminated when they are warm
        world.to(29 * MINUTE);
        assertThat(groups.inService(0)).isEqualTo(3);
        assertThat(groups.isRefreshing(0)).isTrue();
        world.to(HOUR);
        assertThat(groups.inService(0)).isEqualTo(4);
        assertThat(groups.isRefreshing(0)).isFalse();
        assertThat(groups.refreshedMicros(0)).as("booted and warm").isEqualTo((30 * 60 + 90 + 60) * SECOND);
        assertThat(groups.totals().get(0).terminated()).isEqualTo(4);
    }

    /** R5.28: a place whose machine fails while its tasks end is filled again. */
    @Test
    void aPlaceThatIsFreedByAFailureIsFilled() {
        FaultPlan lives = new FaultPlan(
                Optional.of(new FaultPlan.Renewal(every(20 * MINUTE), every(1))),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        ElasticWorld world = new ElasticWorld()
                .pool("g", "g", 1, "a")
                .group(AutoScalingGroup.of("g", "g", 0, 1, 1, TIMINGS))
                .ticking()
                .provider(
                        new CapacityProvider("g", Service.DEFAULT_CLUSTER, "g", Optional.of(scaling(100)), false, true))
                .faults(lives)
                .runTask(0, 512, 512, 1, by("g"), Optional.of(every(HOUR)))
                .open(5 * HOUR);
        AutoScaling groups = world.to(10 * MINUTE).providers().groups();
        groups.setDesiredCapacity(0, 0); // drained: the task goes on
        world.to(11 * MINUTE);
        groups.setDesiredCapacity(0, 1); // the only place is taken until its machine fails at 20 minutes
        world.to(12 * MINUTE);
        assertThat(groups.inService(0)).isZero();
        world.to(23 * MINUTE);
        assertThat(groups.inService(0)).isEqualTo(1);
    }

    /** Machines are billed from launch to termination, those of the group that was there at time 0 from then on. */
    @Test
    void machinesAreBilledWhileTheyAreThere() {
        ElasticWorld world =
                new ElasticWorld().group("g", 0, 9, 2, "a").ticking().open(4 * HOUR);
        AutoScaling groups = world.to(HOUR).providers().groups();
        groups.setDesiredCapacity(0, 3);
        world.to(2 * HOUR);
        groups.setDesiredCapacity(0, 0);
        RunResult result = world.to(4 * HOUR).finish();
        assertThat(result.value(Metric.BILLED)).isEqualTo((2 * 2 + 1) * 0.096);
        assertThat(groups.totals().get(0).meanMachines()).isEqualTo(5.0 / 4);
        assertThat(groups.totals().get(0).peakMachines()).isEqualTo(3);
    }

    /** R5.26, R5.28-R5.31, M1, M7: whatever fails, the group stays within its bounds and every machine is billed once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void groupsKeepTheirBoundsWhateverFails(long seed) {
        FaultPlan plan = new FaultPlan(
                Optional.of(new FaultPlan.Renewal(every((20 + 7 * seed) * MINUTE), every(1))),
                List.of(new ZoneEvent("b", 40 * MINUTE, 20 * MINUTE)),
                Optional.empty(),
                Optional.empty(),
                FaultPlan.Recovery.NONE);
        int min = (int) (seed % 4);
        ElasticWorld world = new ElasticWorld()
                .seed(seed)
                .group("g", min, 8 + (int) seed, min, "a", "b", "c")
                .provider("g", scaling((int) (60 + seed * 3)))
                .faults(plan)
                .service("web", 512, 512, 4, by("g"), List.of(resize(HOUR, 20), resize(2 * HOUR, 3)))
                .runTask(30 * MINUTE, 1024, 1024, 10, by("g"), Optional.of(every(25 * MINUTE)))
                .runTask(90 * MINUTE, 256, 256, 10, Launch.EC2, Optional.of(every(5 * MINUTE)))
                .open(4 * HOUR);
        long below = 0;
        for (long at = 0; at <= 4 * HOUR; at += 10 * SECOND) {
            world.to(at);
            int there = world.inService(0);
            below = there < min ? below + 10 * SECOND : 0;
            assertThat(there).as("seed " + seed).isLessThanOrEqualTo(8 + (int) seed + 2);
            // found out, launched when the shortage after the zone event is over, booted
            assertThat(below).as("seed " + seed).isLessThanOrEqualTo((60 + 900 + 90 + 30) * SECOND);
        }
        GroupTotals totals = world.providers().groups().totals().get(0);
        RunResult result = world.finish();
        assertThat(result.value(Metric.BILLED))
                .as("seed " + seed)
                .isCloseTo(totals.meanMachines() * 4 * 0.096, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(totals.launched() - totals.terminated() - totals.lost())
                .as("seed " + seed)
                .isBetween(0L, 8 + seed + 2);
    }
}
