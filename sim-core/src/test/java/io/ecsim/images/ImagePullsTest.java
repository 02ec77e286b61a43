package io.ecsim.images;

import static io.ecsim.images.PullBench.HOUR;
import static io.ecsim.images.PullBench.MB;
import static io.ecsim.images.PullBench.MINUTE;
import static io.ecsim.images.PullBench.SECOND;
import static io.ecsim.images.PullBench.hub;
import static io.ecsim.images.PullBench.image;
import static io.ecsim.images.PullBench.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.observe.ImageTotals;
import io.ecsim.observe.PullFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How long pulls take, and what becomes of those that meet trouble. */
class ImagePullsTest {

    private static final Throughput WIDE =
            new Throughput(60 * MB, Throughput.UNLIMITED, Throughput.UNLIMITED, Throughput.UNLIMITED);

    private static ImageSettings web(long registryMBPerSecond, RegistryOutage... outages) {
        return ImageSettings.of(
                        List.of(registry("ecr", registryMBPerSecond * MB, outages)),
                        List.of(
                                image("web:1", "ecr", "base", 120, "web-1", 480),
                                image("web:2", "ecr", "base", 120, "web-2", 480)))
                .with(WIDE);
    }

    private static String[] zones(int instances) {
        String[] zones = new String[instances];
        Arrays.fill(zones, "a");
        return zones;
    }

    /** Section 3.5: 60 MB/s a pull, whatever else is wide. R3.54: a large image takes 10 to 20 s. */
    @Test
    void aPullAloneIsAsFastAsItUnpacks() {
        PullBench bench =
                new PullBench(web(1000), "a").pullAt(SECOND, 0, "web:1", 7).run();
        assertThat(bench.pulledSeconds(7)).isEqualTo(11);
        assertThat(bench.pulls.totals().bytes()).isEqualTo(600 * MB);
    }

    /** M10: n equal pulls share. */
    @ParameterizedTest
    @CsvSource({"1, 10", "5, 10", "10, 20", "100, 200"})
    void equalPullsShareTheRegistry(int instances, double seconds) {
        PullBench bench = new PullBench(web(300), zones(instances));
        for (int instance = 0; instance < instances; instance++) {
            bench.pullAt(0, instance, "web:1", instance);
        }
        bench.run();
        assertThat(bench.pulledMicros).hasSize(instances);
        assertThat(bench.pulledMicros.values())
                .allSatisfy(at -> assertThat(at / 1e6).isEqualTo(seconds));
    }

    /** M10: two with unequal caps. Of 80 MB/s the one behind a private registry of 20 MB/s leaves 60 to the other. */
    @Test
    void whatAPullCannotUseGoesToTheOther() {
        ImageSettings settings = ImageSettings.of(
                        List.of(registry("slow", 20 * MB), registry("fast", 1000 * MB)),
                        List.of(image("a", "slow", "a", 200), image("b", "fast", "b", 600)))
                .with(new Throughput(100 * MB, 80 * MB, Throughput.UNLIMITED, Throughput.UNLIMITED));
        PullBench bench = new PullBench(settings, "a")
                .pullAt(0, 0, "a", 1)
                .pullAt(0, 0, "b", 2)
                .run();
        assertThat(bench.pulledSeconds(1)).isEqualTo(10);
        assertThat(bench.pulledSeconds(2)).isEqualTo(10);
    }

    /**
     * M10, M7. A registry of 10 MB/s that takes 1 s to answer is slow by a factor of 5 from 6 s on, for 100 s. The first pull
     * of 100 MB begins at 1 s, has 50 MB at 6 s and the rest 25 s later; the second asks at 40 s and is answered at 45 s,
     * gets 2 MB/s until 95 s and is done.
     */
    @Test
    void aSlowRegistryAnswersLateAndSendsLittle() {
        Registry slow = new Registry("ecr", Registry.Kind.ECR, 10 * MB, SECOND, java.util.Optional.empty(), List.of())
                .with(List.of(), List.of(new RegistrySlowdown(6 * SECOND, 100 * SECOND, 5, 2 * MB)));
        ImageSettings settings = ImageSettings.of(List.of(slow), List.of(image("web", "ecr", "web", 100)))
                .with(WIDE);
        PullBench bench = new PullBench(settings, "a", "a")
                .pullAt(0, 0, "web", 0)
                .pullAt(40 * SECOND, 1, "web", 1)
                .run();
        assertThat(bench.pulledSeconds(0)).isEqualTo(31);
        assertThat(bench.pulledSeconds(1)).isEqualTo(95);
    }

    /** M7: outages that meet become one. */
    @Test
    void outagesThatMeetAreOne() {
        Registry registry = registry("ecr", MB, new RegistryOutage(10, 10))
                .with(
                        List.of(new RegistryOutage(20, 5), new RegistryOutage(40, 5), new RegistryOutage(5, 7)),
                        List.of());
        assertThat(registry.outages()).containsExactly(new RegistryOutage(5, 20), new RegistryOutage(40, 5));
    }

    /** M10: the gateway of a zone carries what comes from outside the VPC, not what comes from inside. */
    @Test
    void aZoneGatewayIsSharedByItsZoneOnly() {
        Registry inside = new Registry(
                "own", Registry.Kind.PRIVATE, Throughput.UNLIMITED, 0, java.util.Optional.empty(), List.of());
        ImageSettings settings = ImageSettings.of(
                        List.of(registry("ecr", Throughput.UNLIMITED), inside),
                        List.of(image("web", "ecr", "web", 600), image("own", "own", "own", 600)))
                .with(new Throughput(60 * MB, Throughput.UNLIMITED, Throughput.UNLIMITED, 60 * MB));
        PullBench bench = new PullBench(settings, "a", "a", "b", "a")
                .pullAt(0, 0, "web", 0)
                .pullAt(0, 1, "web", 1)
                .pullAt(0, 2, "web", 2)
                .pullAt(0, 3, "own", 3)
                .run();
        assertThat(bench.pulledMicros).containsEntry(0L, 20 * SECOND).containsEntry(1L, 20 * SECOND);
        assertThat(bench.pulledMicros).containsEntry(2L, 10 * SECOND).containsEntry(3L, 10 * SECOND);
    }

    /** M10: 100 tasks start at once; the root volume of each instance (125 MB/s) holds ten pulls of four images back. */
    @Test
    void aHundredTasksStartAtOnce() {
        ImageSettings settings = ImageSettings.of(
                List.of(registry("ecr", 1000 * MB)),
                List.of(
                        image("a", "ecr", "base", 100, "a", 200),
                        image("b", "ecr", "base", 100, "b", 200),
                        image("c", "ecr", "base", 100, "c", 200),
                        image("d", "ecr", "base", 100, "d", 200)));
        PullBench bench = new PullBench(settings, zones(10));
        for (int task = 0; task < 100; task++) {
            bench.pullAt(0, task % 10, List.of("a", "b", "c", "d").get(task / 10 % 4), task);
        }
        bench.run();
        // The base at 60 MB/s, then four layers at a quarter of the registry's share of 100 MB/s each.
        double base = 100.0 / 60;
        assertThat(bench.pulledMicros).hasSize(100);
        assertThat(bench.pulledMicros.values())
                .allSatisfy(at -> assertThat(at / 1e6).isCloseTo(base + 8, within(1e-5)));
        ImageTotals totals = bench.pulls.totals();
        assertThat(totals.bytes()).isEqualTo(10 * (100 + 4 * 200) * MB);
        assertThat(totals.shared()).isEqualTo(90);
        assertThat(totals.longestWaitMicros()).isCloseTo(9_666_667, within(10L));
    }

    /** M10: a layer in flight is shared: the second pull comes at the same time and costs nothing. */
    @Test
    void aLayerInFlightIsShared() {
        PullBench bench = new PullBench(web(1000), "a")
                .pullAt(0, 0, "web:1", 1)
                .pullAt(5 * SECOND, 0, "web:1", 2)
                .run();
        assertThat(bench.pulledSeconds(1)).isEqualTo(10);
        assertThat(bench.pulledSeconds(2)).isEqualTo(10);
        assertThat(bench.pulls.totals().bytes()).isEqualTo(600 * MB);
        assertThat(bench.pulls.totals().shared()).isEqualTo(1);
    }

    /** Two images with the same base pay for it once: 120 MB together, then 480 MB each side by side. */
    @Test
    void imagesShareTheirBase() {
        PullBench bench = new PullBench(web(1000), "a")
                .pullAt(0, 0, "web:1", 1)
                .pullAt(0, 0, "web:2", 2)
                .run();
        assertThat(bench.pulledSeconds(1)).isEqualTo(10);
        assertThat(bench.pulledSeconds(2)).isEqualTo(10);
        assertThat(bench.pulls.totals().bytes()).isEqualTo(1080 * MB);
    }

    /** R3.51: an unchanged cached image costs a manifest check, not its size. */
    @Test
    void aCachedImageCostsAManifestCheck() {
        PullBench bench = new PullBench(web(1000), "a")
                .pullAt(0, 0, "web:1", 1)
                .pullAt(20 * SECOND, 0, "web:1", 2)
                .run();
        assertThat(bench.pulledSeconds(2)).isEqualTo(20.3);
        assertThat(bench.pulls.totals().cached()).isEqualTo(1);
        assertThat(bench.pulls.totals().bytes()).isEqualTo(600 * MB);
    }

    /** R3.50: which behaviours ask the registry (0.3 s) for an image that an earlier task has pulled. */
    @ParameterizedTest
    @CsvSource({"DEFAULT, 20.3", "ALWAYS, 20.3", "ONCE, 20", "PREFER_CACHED, 20"})
    void theBehaviourDecidesWhetherAPulledImageIsAskedFor(PullBehavior behavior, double seconds) {
        PullBench bench = new PullBench(web(1000).with(behavior), "a")
                .pullAt(0, 0, "web:1", 1)
                .pullAt(20 * SECOND, 0, "web:1", 2)
                .run();
        assertThat(bench.pulledSeconds(2)).isEqualTo(seconds);
    }

    /** R3.50: for {@code once} an image of the machine image has not been pulled by an earlier task. */
    @ParameterizedTest
    @CsvSource({"DEFAULT, 0.3", "ALWAYS, 0.3", "ONCE, 0.3", "PREFER_CACHED, 0"})
    void theBehaviourDecidesWhetherAPreloadedImageIsAskedFor(PullBehavior behavior, double seconds) {
        PullBench bench = new PullBench(web(1000).withPreloaded(Set.of("web:1")).with(behavior), "a")
                .pullAt(0, 0, "web:1", 1)
                .run();
        assertThat(bench.pulledSeconds(1)).isEqualTo(seconds);
        assertThat(bench.pulls.totals().bytes()).isZero();
    }

    /** R3.50: only {@code default} takes the cached image when the registry fails. */
    @ParameterizedTest
    @EnumSource(PullBehavior.class)
    void onlyDefaultFallsBackToTheCache(PullBehavior behavior) {
        ImageSettings settings = web(1000, new RegistryOutage(MINUTE, HOUR))
                .withPreloaded(Set.of("web:1"))
                .with(behavior);
        PullBench bench =
                new PullBench(settings, "a").pullAt(2 * MINUTE, 0, "web:1", 1).run();
        boolean asks = behavior != PullBehavior.PREFER_CACHED;
        assertThat(bench.pulledMicros.containsKey(1L))
                .isEqualTo(behavior == PullBehavior.DEFAULT || behavior == PullBehavior.PREFER_CACHED);
        assertThat(bench.pulls.totals().failedAttempts().containsKey(PullFailure.NO_ANSWER))
                .isEqualTo(asks);
        assertThat(bench.pulls.totals().fellBack()).isEqualTo(behavior == PullBehavior.DEFAULT ? 1 : 0);
    }

    /** Docker Hub's limit counts per source address: a NAT gateway is one (M10). R3.37: 5 attempts, 1.1 s to 5 s apart. */
    @Test
    void theHubCountsByNatGateway() {
        ImageSettings settings = ImageSettings.of(List.of(hub(2)), List.of(image("app", "hub", "app", 60)))
                .with(WIDE);
        PullBench bench = new PullBench(settings, "a", "a", "a", "b");
        for (int instance = 0; instance < 4; instance++) {
            bench.pullAt(instance, instance, "app", instance);
        }
        bench.run();
        assertThat(bench.pulledMicros.keySet()).containsExactlyInAnyOrder(0L, 1L, 3L);
        assertThat(bench.reasons.get(2L)).startsWith("Error response from daemon: toomanyrequests: ");
        // 1.1 + 2.2 + 4.4 + 5 s, each up to a fifth longer
        assertThat(bench.failedSeconds(2)).isBetween(12.7, 12.7 * 1.2);
        assertThat(bench.pulls.totals().failedAttempts()).containsEntry(PullFailure.RATE_LIMITED, 5L);
        assertThat(bench.pulls.totals().failures()).containsEntry(PullFailure.RATE_LIMITED, 1L);
    }

    @Test
    void theHubCountsByInstanceWhereEachHasAPublicAddress() {
        ImageSettings settings = ImageSettings.of(List.of(hub(1)), List.of(image("app", "hub", "app", 60)))
                .with(SourceAddress.INSTANCE);
        PullBench bench = new PullBench(settings, "a", "a")
                .pullAt(0, 0, "app", 0)
                .pullAt(0, 1, "app", 1)
                .run();
        assertThat(bench.pulledMicros).hasSize(2);
    }

    /** The limit is on pulls in six hours; a check of a cached image does not count. */
    @Test
    void theHubAllowsPullsAgainAfterItsWindow() {
        ImageSettings settings = ImageSettings.of(
                        List.of(hub(1)), List.of(image("app", "hub", "app", 60), image("new", "hub", "new", 60)))
                .with(WIDE);
        PullBench bench = new PullBench(settings, "a")
                .pullAt(0, 0, "app", 0)
                .pullAt(HOUR, 0, "app", 1)
                .pullAt(2 * HOUR, 0, "new", 2)
                .pullAt(6 * HOUR, 0, "new", 3)
                .run();
        assertThat(bench.pulledMicros.keySet()).containsExactlyInAnyOrder(0L, 1L, 3L);
        assertThat(bench.failedMicros.keySet()).containsExactly(2L);
    }

    /** An outage shorter than the inactivity timeout (R3.36) only delays: 10 s of work, 30 s of waiting. */
    @Test
    void aShortOutageIsWaitedFor() {
        PullBench bench = new PullBench(web(1000, new RegistryOutage(5 * SECOND, 30 * SECOND)), "a")
                .pullAt(0, 0, "web:1", 1)
                .run();
        assertThat(bench.pulledSeconds(1)).isEqualTo(40);
        assertThat(bench.pulls.totals().failedAttempts()).isEmpty();
    }

    /** R3.36, R3.37: after 1 min without a byte the attempt fails; the next begins anew with the layers that came. */
    @Test
    void aLongOutageCostsAttemptsAndWhatCameOfALayer() {
        PullBench bench = new PullBench(web(1000, new RegistryOutage(5 * SECOND, 90 * SECOND)), "a")
                .pullAt(0, 0, "web:1", 1)
                .run();
        // Fails at 65 s, asks again about 66.1 s later, hears at 95 s, then 480 MB again at 60 MB/s.
        assertThat(bench.pulledSeconds(1)).isEqualTo(95 + 8);
        assertThat(bench.pulls.totals().failedAttempts())
                .containsExactly(java.util.Map.entry(PullFailure.INACTIVE, 1L));
        assertThat(bench.pulls.totals().bytes()).isEqualTo((120 + 180 + 480) * MB);
    }

    /** R3.36: a request is given up after 1 min, a pull that has not begun after 5 min. */
    @Test
    void aPullMustBeginWithinFiveMinutes() {
        PullBench bench = new PullBench(web(1000, new RegistryOutage(0, HOUR)), "a")
                .pullAt(0, 0, "web:1", 1)
                .run();
        assertThat(bench.failedSeconds(1)).isEqualTo(300);
        assertThat(bench.pulls.totals().failedAttempts())
                .containsEntry(PullFailure.NO_ANSWER, 4L)
                .containsEntry(PullFailure.NOT_BEGUN, 1L);
        assertThat(bench.reasons.get(1L)).isEqualTo("Could not transition to pullBegin; timed out after waiting 5m0s");
    }

    /** R3.36: a pull takes at most two hours; what came of its layers stays. */
    @Test
    void aPullMustEndWithinTwoHours() {
        ImageSettings settings = web(1000)
                .with(new Throughput(50_000, Throughput.UNLIMITED, Throughput.UNLIMITED, Throughput.UNLIMITED));
        PullBench bench = new PullBench(settings, "a").pullAt(0, 0, "web:1", 1).run();
        assertThat(bench.failedSeconds(1)).isEqualTo(7200);
        assertThat(bench.reasons.get(1L)).isEqualTo("Could not transition to pulled; timed out after waiting 2h0m0s");
        assertThat(bench.pulls.missingBytes(bench.pulls.needs(List.of("web:2")), 0))
                .isEqualTo(480 * MB);
        assertThat(bench.pulls.totals().bytes()).isEqualTo(360 * MB);
    }

    @Test
    void whoWaitsForALayerTakesItOverFromACancelledPull() {
        PullBench bench = new PullBench(web(1000), "a");
        bench.pullAt(0, 0, "web:1", 1).pullAt(0, 0, "web:1", 2);
        bench.at(6 * SECOND, () -> bench.pulls.cancel(0, 1, bench)).run();
        assertThat(bench.pulledMicros).containsOnlyKeys(2L).containsEntry(2L, 10 * SECOND);
        assertThat(bench.pulls.totals().bytes()).isEqualTo(600 * MB);
    }

    @Test
    void aCancelledPullLeavesTheLayersThatCame() {
        PullBench bench = new PullBench(web(1000), "a");
        bench.pullAt(0, 0, "web:1", 1);
        bench.at(6 * SECOND, () -> bench.pulls.cancel(0, 1, bench)).pullAt(20 * SECOND, 0, "web:2", 2);
        bench.at(30 * SECOND, () -> bench.pulls.cancel(0, 2, bench)).run();
        assertThat(bench.pulledMicros).containsOnlyKeys(2L).containsEntry(2L, 28 * SECOND);
        assertThat(bench.pulls.totals().cancelled()).isEqualTo(1);
        assertThat(bench.pulls.totals().bytes()).isEqualTo((360 + 480) * MB);
    }

    @Test
    void aNewMachineHasOnlyWhatIsPreloaded() {
        PullBench bench = new PullBench(web(1000).withPreloaded(Set.of("web:2")), "a");
        bench.pullAt(0, 0, "web:1", 1).pullAt(0, 0, "web:1", 2);
        bench.at(5 * SECOND, () -> bench.pulls.machineReplaced(0)).pullAt(20 * SECOND, 0, "web:1", 3);
        bench.run();
        assertThat(bench.pulledMicros).containsOnlyKeys(3L).containsEntry(3L, 28 * SECOND);
        assertThat(bench.pulls.totals().cancelled()).isEqualTo(2);
    }

    @Test
    void whereEveryImageIsCachedAPullEndsAtOnceButNotBeforeTheCallReturns() {
        PullBench bench = new PullBench(ImageSettings.CACHED, "a");
        bench.at(SECOND, () -> {
            bench.pulls.pull(0, "anything", 1, bench);
            assertThat(bench.pulledMicros).isEmpty();
        });
        bench.run();
        bench.pulls.released(0, "anything", 0);
        assertThat(bench.pulledMicros).containsEntry(1L, SECOND);
    }

    @Test
    void anUnknownImageIsNoImage() {
        PullBench bench = new PullBench(web(1000), "a");
        assertThatThrownBy(() -> bench.pulls.pull(0, "wbe:1", 1, bench)).hasMessage("no registry has an image wbe:1");
    }

    /** What is missing: neither there nor on its way. */
    @Test
    void missingBytesCountWhatThePullWouldAdd() {
        PullBench bench = new PullBench(web(1000), "a", "a");
        NeededLayers both = bench.pulls.needs(List.of("web:1", "web:2", ""));
        assertThat(bench.pulls.missingBytes(both, 0)).isEqualTo(1080 * MB);
        bench.pullAt(0, 0, "web:1", 1);
        bench.at(SECOND, () -> {
            assertThat(bench.pulls.missingBytes(both, 0)).isEqualTo(480 * MB);
            assertThat(bench.pulls.missingBytes(both, 1)).isEqualTo(1080 * MB);
        });
        bench.run();
        assertThat(bench.pulls.missingBytes(both, 0)).isEqualTo(480 * MB);
    }

    /** Nothing is left on the timeline when all pulls have ended: a run may end. */
    @Test
    void nothingIsLeftPending() {
        PullBench bench = new PullBench(web(100, new RegistryOutage(5 * SECOND, HOUR)), zones(5));
        for (int i = 0; i < 20; i++) {
            bench.pullAt(i * SECOND, i % 5, i % 2 == 0 ? "web:1" : "web:2", i);
        }
        bench.run();
        assertThat(bench.simulation.timeline().isOver()).isTrue();
        assertThat(bench.simulation.clock().nowMicros()).isLessThan(2 * HOUR);
        assertThat(bench.pulledMicros.size() + bench.failedMicros.size()).isEqualTo(20);
    }
}
