package io.ecsim.faults;

import static io.ecsim.faults.WatchedFleet.always;
import static io.ecsim.faults.WatchedFleet.instance;
import static io.ecsim.faults.WatchedFleet.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Streams;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Spot interruptions (models.md M9) against the closed forms of Marshall and Olkin. */
class SpotReclaimsTest {

    private static final double MONTH = 730 * 3600;
    private static final int REPLICATIONS = 4_000;

    // i-0 and i-1 are of one pool; i-2 is in another zone, i-3 in another group, i-4 is no Spot instance
    private static final List<ContainerInstance> FLEET = List.of(
            instance("i-0", "x", "spot", "", false),
            instance("i-1", "x", "spot", "", false),
            instance("i-2", "y", "spot", "", false),
            instance("i-3", "x", "other", "", false),
            instance("i-4", "x", "owned", "", false));

    private static FaultPlan plan(double interruptions, double share, double reclaimedSeconds) {
        SpotMarket market = new SpotMarket(interruptions, share, always(reclaimedSeconds));
        return FaultPlan.NONE.withSpot(List.of(new SpotPool("spot", market), new SpotPool("other", market)));
    }

    /** Of a month's runs, how many each instance fell in, and how many i-0 and another did. */
    private record Months(double[] alone, double[] withFirst) {

        static Months of(FaultPlan plan) {
            double[] alone = new double[FLEET.size()];
            double[] withFirst = new double[FLEET.size()];
            for (int replication = 0; replication < REPLICATIONS; replication++) {
                // a machine ends two minutes after its notice, and stays away
                WatchedFleet lived = live(FLEET, plan, new Streams(41, replication), MONTH + 120);
                for (int i = 0; i < alone.length; i++) {
                    boolean fell = !lived.falls.get(i).isEmpty();
                    alone[i] += fell ? 1.0 / REPLICATIONS : 0;
                    withFirst[i] += fell && !lived.falls.get(0).isEmpty() ? 1.0 / REPLICATIONS : 0;
                }
            }
            return new Months(alone, withFirst);
        }
    }

    private static double tolerance(double probability) {
        return 5 * Math.sqrt(probability * (1 - probability) / REPLICATIONS);
    }

    /** M9, R5.44: within a month an instance is interrupted with the stated probability, whatever the share. */
    @Test
    void anInstanceIsInterruptedAsOftenAsStated() {
        for (double share : new double[] {0.1, 0.5, 1}) {
            Months months = Months.of(plan(0.3, share, 1e9));
            for (int i = 0; i < 4; i++) {
                assertThat(months.alone()[i])
                        .as("share %s, instance %d", share, i)
                        .isCloseTo(0.3, within(tolerance(0.3)));
            }
            assertThat(months.alone()[4]).as("an instance on demand").isZero();
        }
    }

    /**
     * M9: two of one pool both outlive a month with probability (1 - p)^(2 - share), so both fall with probability 2p - 1 +
     * (1 - p)^(2 - share); two of different pools are independent.
     */
    @Test
    void membersOfAPoolFallTogether() {
        double p = 0.3;
        for (double share : new double[] {0.1, 0.5}) {
            Months months = Months.of(plan(p, share, 1e9));
            double both = 2 * p - 1 + Math.pow(1 - p, 2 - share);
            assertThat(months.withFirst()[1]).as("share %s", share).isCloseTo(both, within(tolerance(both)));
            assertThat(months.withFirst()[2]).as("another zone").isCloseTo(p * p, within(tolerance(p * p)));
            assertThat(months.withFirst()[3]).as("another group").isCloseTo(p * p, within(tolerance(p * p)));
        }
        assertThat(2 * p - 1 + Math.pow(1 - p, 1.5)).as("the test can tell").isGreaterThan(p * p + tolerance(p * p));
    }

    /** R5.42, M9: the machine ends two minutes after the notice, and the next is launched when the pool has capacity. */
    @Test
    void theMachineEndsAfterTheNoticeAndReturnsWhenThePoolHasCapacity() {
        WatchedFleet lived = live(FLEET, plan(0.9, 1, 900), new Streams(5, 0), MONTH);
        List<String> ofFirst =
                lived.events.stream().filter(event -> event.contains(" i-0 ")).toList();
        double notice = at(ofFirst, "noticed", 0);
        assertThat(at(ofFirst, "gone", 0)).isEqualTo(notice + 120);
        assertThat(at(ofFirst, "launched", 1)).isEqualTo(notice + 900);
        assertThat(lived.falls.get(0)).as("a share of 1 takes the whole pool").isEqualTo(lived.falls.get(1));
    }

    /** M9: where the pool has capacity again before the machine ends, the next is launched at once. */
    @Test
    void aShortReclaimDelaysNobody() {
        WatchedFleet lived = live(FLEET, plan(0.9, 1, 60), new Streams(5, 0), MONTH);
        List<String> ofFirst =
                lived.events.stream().filter(event -> event.contains(" i-0 ")).toList();
        assertThat(at(ofFirst, "launched", 1)).isEqualTo(at(ofFirst, "gone", 0));
    }

    /** An instance that failed by itself comes back only where its pool has capacity. */
    @Test
    void aRepairWaitsForThePool() {
        FaultPlan failing = new FaultPlan(
                        java.util.Optional.of(new FaultPlan.Renewal(always(10_000), always(60))),
                        List.of(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        FaultPlan.Recovery.NONE)
                .withSpot(plan(0.9, 1, 1e9).spot());
        WatchedFleet lived = live(FLEET, failing, new Streams(5, 0), MONTH);
        double notice = at(
                lived.events.stream().filter(event -> event.contains(" i-0 ")).toList(), "noticed", 0);
        assertThat(lived.events).noneMatch(event -> event.endsWith("i-0 launched") && seconds(event) > notice);
        assertThat(lived.falls.get(4)).as("others go on").hasSizeGreaterThan(100);
    }

    private static double at(List<String> events, String what, int number) {
        return seconds(events.stream()
                .filter(event -> event.endsWith(" " + what))
                .skip(number)
                .findFirst()
                .orElseThrow());
    }

    private static double seconds(String event) {
        return Double.parseDouble(event.substring(0, event.indexOf(' ')));
    }

    /** M9: p a month is the hazard -ln(1 - p) / 730 h; 0 is no interruption at all. */
    @Test
    void theHazardIsThatOfAMonth() {
        assertThat(new SpotMarket(0.05, 0.5, always(0)).hazardPerSecond())
                .isCloseTo(0.05129329438755058 / 2_628_000, within(1e-18));
        assertThat(new SpotMarket(0, 0.5, always(0)).meanSecondsBetweenReclaims())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpotMarket(1, 0.5, always(0)))
                .withMessageContaining("0 to less than 1, was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpotMarket(0.05, 0, always(0)))
                .withMessageContaining("above 0 and at most 1, was 0.0");
    }

    /**
     * M9: a planned wave takes the Spot instances of the zone that it is meant for, after its notice, and the pools that it
     * hit have no capacity for 600 s from then on. A share takes each with its probability.
     */
    @Test
    void plannedWavesTakeWhatTheyAreMeantFor() {
        SpotWave wave =
                new SpotWave(100_000_000, Optional.of("spot"), Optional.of("x"), Optional.empty(), 1, 120_000_000);
        WatchedFleet lived = live(FLEET, plan(0, 1, 600).withPlanned(waves(wave)), new Streams(41, 0), 1000);
        assertThat(lived.events.subList(10, lived.events.size()))
                .containsExactly(
                        "100 i-0 noticed",
                        "100 i-1 noticed",
                        "220 i-0 gone",
                        "220 i-1 gone",
                        "700 i-0 launched",
                        "700 i-0 active",
                        "700 i-1 launched",
                        "700 i-1 active");
        int fallen = 0;
        SpotWave half = new SpotWave(0, Optional.empty(), Optional.empty(), Optional.empty(), 0.5, 0);
        for (int replication = 0; replication < REPLICATIONS; replication++) {
            WatchedFleet other =
                    live(FLEET, plan(0, 1, 600).withPlanned(waves(half)), new Streams(41, replication), 10);
            fallen += other.falls.stream().mapToInt(List::size).sum();
            assertThat(other.falls.get(4)).isEmpty();
        }
        assertThat(fallen / (4.0 * REPLICATIONS)).isCloseTo(0.5, within(tolerance(0.5)));
    }

    private static PlannedFaults waves(SpotWave wave) {
        return new PlannedFaults(List.of(), List.of(), List.of(), List.of(wave), List.of());
    }
}
