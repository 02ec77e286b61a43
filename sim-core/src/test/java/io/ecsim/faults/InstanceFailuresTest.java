package io.ecsim.faults;

import static io.ecsim.faults.WatchedFleet.always;
import static io.ecsim.faults.WatchedFleet.exponential;
import static io.ecsim.faults.WatchedFleet.instance;
import static io.ecsim.faults.WatchedFleet.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.faults.FaultPlan.Recovery;
import io.ecsim.faults.FaultPlan.Renewal;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who goes and who comes back, by hand; times in seconds. */
class InstanceFailuresTest {

    private static final long SECOND = 1_000_000;
    private static final Streams STREAMS = new Streams(5, 0);
    private static final ContainerInstance A = instance("a", "x", "p", "", false);
    private static final ContainerInstance B = instance("b", "y", "p", "", false);
    private static final ContainerInstance TRUNKED = instance("t", "x", "p", "", true);

    private static Outage outage(String id, long from, long until) {
        return new Outage(id, from * SECOND, until == Outage.ENDLESS ? until : until * SECOND);
    }

    private static FaultPlan outages(Outage... outages) {
        return FaultPlan.NONE.withOutages(List.of(outages));
    }

    private static FaultPlan lives(double life, double repair) {
        return new FaultPlan(
                Optional.of(new Renewal(always(life), always(repair))),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Recovery.NONE);
    }

    private static TrunkRegistration trunks(double delay, double failure, boolean initialFleet) {
        return new TrunkRegistration(Optional.of(always(delay)), failure, initialFleet);
    }

    @Test
    void aLifeLongerThanAnyClockNeverEnds() {
        FaultPlan plan = lives(1e30, 1).withOutages(List.of(outage("a", 10, 20)));
        assertThat(live(List.of(A), plan, STREAMS, 100).events)
                .containsExactly("0 a launched", "0 a active", "10 a gone", "20 a launched", "20 a active");
    }

    @Test
    void plannedOutagesComeAndGo() {
        FaultPlan plan = outages(
                outage("a", 10, 20), outage("b", 0, 5), outage("b", 30, Outage.ENDLESS), outage("nobody", 1, 2));
        assertThat(live(List.of(A, B), plan, STREAMS, 100).events)
                .containsExactly(
                        "0 a launched",
                        "0 a active",
                        "5 b launched",
                        "5 b active",
                        "10 a gone",
                        "20 a launched",
                        "20 a active",
                        "30 b gone");
    }

    @Test
    void anInstanceReturnsWhenTheLastReasonToBeDownHasGone() {
        // its own life ends at 8 and its repair at 12; the zone is dark from 10 to 25; an outage lasts from 24 to 30
        FaultPlan lives = new FaultPlan(
                lives(8, 4).instances(),
                List.of(new ZoneEvent("x", 10 * SECOND, 15 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                Recovery.NONE);
        assertThat(live(List.of(A), lives.withOutages(List.of(outage("a", 24, 30))), STREAMS, 37).events)
                .containsExactly("0 a launched", "0 a active", "8 a gone", "30 a launched", "30 a active");
    }

    @Test
    void outagesThatFollowUponEachOtherDoNotFlicker() {
        FaultPlan plan = outages(outage("a", 10, 20), outage("a", 20, 30));
        assertThat(live(List.of(A), plan, STREAMS, 100).events)
                .containsExactly("0 a launched", "0 a active", "10 a gone", "30 a launched", "30 a active");
    }

    /** What takes hold at an instant comes before what lets go then, whatever the causes are and in whichever order. */
    @Test
    void causesThatFollowUponEachOtherDoNotFlicker() {
        FaultPlan dark = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("x", 10 * SECOND, 10 * SECOND)),
                Optional.empty(),
                Optional.empty(),
                Recovery.NONE);
        assertThat(live(List.of(A), dark.withOutages(List.of(outage("a", 20, 30))), STREAMS, 100).events)
                .containsExactly("0 a launched", "0 a active", "10 a gone", "30 a launched", "30 a active");
        assertThat(live(List.of(A), dark.withOutages(List.of(outage("a", 5, 10))), STREAMS, 100).events)
                .containsExactly("0 a launched", "0 a active", "5 a gone", "20 a launched", "20 a active");
        FaultPlan repairedAsItGetsDark =
                new FaultPlan(lives(8, 2).instances(), dark.zones(), Optional.empty(), Optional.empty(), Recovery.NONE);
        assertThat(live(List.of(A), repairedAsItGetsDark, STREAMS, 27).events)
                .containsExactly("0 a launched", "0 a active", "8 a gone", "20 a launched", "20 a active");
    }

    @Test
    void aMachineThatGoesAsItWouldHaveRegisteredNeverTakesATask() {
        FaultPlan plan = outages(outage("t", 3, 10)).withTrunks(trunks(3, 0, true));
        assertThat(live(List.of(TRUNKED), plan, STREAMS, 100).events)
                .containsExactly("0 t launched", "3 t gone", "10 t launched", "13 t active");
    }

    @Test
    void aZoneThatTheFleetDoesNotHaveMayLosePower() {
        FaultPlan plan = new FaultPlan(
                Optional.empty(),
                List.of(new ZoneEvent("z", SECOND, SECOND)),
                Optional.empty(),
                Optional.empty(),
                Recovery.NONE);
        assertThat(live(List.of(A), plan, STREAMS, 10).events).containsExactly("0 a launched", "0 a active");
    }

    @Test
    void aReplacementWithTrunkingRegistersFirst() { // R2.37
        FaultPlan plan = lives(10, 5).withTrunks(trunks(3, 0, false));
        assertThat(live(List.of(TRUNKED), plan, STREAMS, 19).events)
                .containsExactly("0 t launched", "0 t active", "10 t gone", "15 t launched", "18 t active");
        assertThat(live(List.of(A), plan, STREAMS, 19).events)
                .as("an instance without a trunk")
                .containsExactly("0 a launched", "0 a active", "10 a gone", "15 a launched", "15 a active");
    }

    @Test
    void theInitialFleetMayRegisterToo() {
        assertThat(live(List.of(TRUNKED), FaultPlan.NONE.withTrunks(trunks(3, 0, true)), STREAMS, 19).events)
                .containsExactly("0 t launched", "3 t active");
    }

    @Test
    void aMachineMayDieWhileItRegisters() {
        FaultPlan plan = lives(10, 5).withTrunks(trunks(12, 0, false));
        assertThat(live(List.of(TRUNKED), plan, STREAMS, 45).events)
                .containsExactly(
                        "0 t launched",
                        "0 t active",
                        "10 t gone",
                        "15 t launched",
                        "25 t gone",
                        "30 t launched",
                        "40 t gone",
                        "45 t launched");
    }

    @Test
    void aFailedRegistrationStaysUntilSomethingEndsIt() { // R2.37
        FaultPlan plan = outages(outage("t", 20, 30)).withTrunks(trunks(3, 1, true));
        assertThat(live(List.of(TRUNKED), plan, STREAMS, 100).events)
                .containsExactly(
                        "0 t launched", "3 t not registered", "20 t gone", "30 t launched", "33 t not registered");
    }

    @Test
    void aShareOfTheRegistrationsFails() {
        FaultPlan plan = lives(10, 5).withTrunks(trunks(1, 0.2, true));
        WatchedFleet fleet = live(List.of(TRUNKED), plan, STREAMS, 15 * 20_000);
        long launched = fleet.events.stream()
                .filter(event -> event.endsWith("launched"))
                .count();
        long failed = fleet.events.stream()
                .filter(event -> event.endsWith("not registered"))
                .count();
        assertThat(launched).isEqualTo(20_001);
        assertThat(failed).isBetween(3_800L, 4_200L); // 3.5 standard deviations
    }

    @Test
    void failuresBelongToTheInstanceNotToItsPlaceInTheFleet() {
        Shock zones = new Shock(Shock.Domain.ZONE, List.of(), 500, 0.5, exponential(50));
        FaultPlan plan = new FaultPlan(
                        Optional.of(new Renewal(exponential(300), exponential(30))),
                        List.of(),
                        Optional.of(new Renewal(exponential(900), exponential(30))),
                        Optional.empty(),
                        Recovery.NONE)
                .withShocks(List.of(zones));
        List<ContainerInstance> small = List.of(A, B);
        List<ContainerInstance> large =
                List.of(instance("0", "w", "q", "", false), A, instance("ab", "x", "q", "", false), B);
        List<String> alone = live(small, plan, STREAMS, 10_000).events;
        List<String> among = new ArrayList<>(live(large, plan, STREAMS, 10_000).events);
        among.removeIf(event -> !event.contains(" a ") && !event.contains(" b "));
        assertThat(alone).hasSizeGreaterThan(100);
        assertThat(among).isEqualTo(alone);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> outage("a", 5, 5)).hasMessageContaining("5000000 to 5000000");
        assertThatThrownBy(() -> new TrunkRegistration(Optional.empty(), 1.5, false))
                .hasMessageContaining("was 1.5");
        assertThatThrownBy(() -> new Shock(Shock.Domain.ZONE, List.of(), 0, 1, always(1)))
                .hasMessageContaining("was 0.0");
        assertThatThrownBy(() -> new Shock(Shock.Domain.ZONE, List.of(), 1, 0, always(1)))
                .hasMessageContaining("was 0.0");
    }
}
