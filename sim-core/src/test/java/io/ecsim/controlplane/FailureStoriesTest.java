package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.censored;
import static io.ecsim.controlplane.ScriptedWorld.every;
import static io.ecsim.controlplane.ScriptedWorld.instance;
import static io.ecsim.controlplane.ScriptedWorld.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.FaultPlan.Recovery;
import io.ecsim.faults.FaultPlan.Renewal;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.observe.TaskCounts;
import io.ecsim.workload.ArrivalCursor;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Crashes, failing instances, zones without power: hand-computed, times in microseconds. */
class FailureStoriesTest {

    private static final Offset<Double> EXACT = within(1e-15);

    private static FaultPlan crashes(long everyMicros, Recovery recovery) {
        return new FaultPlan(Optional.empty(), List.of(), Optional.empty(), Optional.of(every(everyMicros)), recovery);
    }

    private static FaultPlan renewal(long lifeMicros, long repairMicros, Recovery recovery) {
        Renewal renewal = new Renewal(every(lifeMicros), every(repairMicros));
        return new FaultPlan(Optional.of(renewal), List.of(), Optional.empty(), Optional.empty(), recovery);
    }

    private static FaultPlan outages(Recovery recovery, ZoneEvent... events) {
        return new FaultPlan(Optional.empty(), List.of(events), Optional.empty(), Optional.empty(), recovery);
    }

    private static double cpuSeconds(long cpuUnits, long micros) {
        return cpuUnits * micros / 1024.0 / 1e6;
    }

    private static void assertWork(RunResult result, long lost, long crashed, double lostWork) {
        assertThat(result.value(Metric.LOST)).isEqualTo(lost);
        assertThat(result.value(Metric.CRASHED)).isEqualTo(crashed);
        assertThat(result.value(Metric.LOST_WORK)).isCloseTo(lostWork, EXACT);
    }

    @Test
    void crashesAreTriedAgainAfterTheBackOff() {
        // crashes after 300; runs of 1000, then 2000 and 3000 (redrawn); starts at 0, 310, 630; given up at 930
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 0))
                .faults(crashes(300, new Recovery(0, 2, 10, 2)))
                .task(0, 1024, 1, 1000)
                .task(700, 1024, 1, 200) // in vain: the instance is taken until 930; ends at 1130
                .runTo(2000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 2, 1, 1, 0, 0));
        assertThat(waits(result)).containsExactly(0, 230);
        assertWork(result, 0, 3, cpuSeconds(1024, 900));
        assertThat(result.value(Metric.ALLOCATED_CPU)).isEqualTo((3 * 300 + 200) / 2000.0);
    }

    @Test
    void whoRanAndFailedHasNotWaitedInVain() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 0))
                .faults(crashes(300, Recovery.NONE))
                .task(0, 1024, 1, 1000)
                .task(10, 1024, 1, 1000)
                .runTo(2000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 2, 0, 2, 0, 0));
        assertThat(waits(result)).containsExactly(0, 290);
        assertThat(censored(result)).isEmpty();
        assertThat(result.waits().quantileMicros(0.9)).hasValue(290);
    }

    @Test
    void aCheckpointLeavesTheRestToRun() {
        // crashes after 350, keeps 300: 1000, 700, 400, 100 left; starts at 0, 360, 720, 1080; completed at 1180
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 3_600_000_000L))
                .faults(crashes(350, new Recovery(100, 9, 10, 1)))
                .task(0, 1024, 1, 1000)
                .runTo(2000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 1, 0, 0, 0));
        assertWork(result, 0, 3, cpuSeconds(1024, 150));
        assertThat(result.value(Metric.ALLOCATED_CPU)).isEqualTo((3 * 350 + 100) / 2000.0);
        // 60 s of 3600 USD/h billed at least (R2.41); 1000 us of one vCPU useful
        assertThat(result.value(Metric.BILLED)).isEqualTo(60.0);
        assertThat(result.value(Metric.USEFUL_PRICE)).isCloseTo(60.0 / (1000 / 3.6e9), within(1e-3));
    }

    @Test
    void whatIsShortOfACheckpointIsLost() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 0))
                .faults(crashes(350, new Recovery(400, 9, 0, 1)))
                .task(0, 1024, 1, 1000)
                .runTo(10_000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 0, 1, 0, 0));
        assertWork(result, 0, 10, cpuSeconds(1024, 3500));
    }

    @Test
    void anInstanceThatDiesEarlyDoesNotUndoCheckpoints() {
        // lives 0-500 and 600-1100: attempts 0-500 (keeps 400), 600-1100 (keeps 400), 1200-1400: 1000 of work in all
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 0))
                .faults(renewal(500, 100, new Recovery(400, 9, 1, 1)))
                .task(0, 1024, 1, 1000)
                .runTo(1450);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 1, 0, 0, 0));
        assertWork(result, 2, 0, cpuSeconds(1024, 200));
        // up 500 + 500 + 250, reserved 500 + 500 + 200
        assertThat(result.value(Metric.ALLOCATED_CPU)).isCloseTo(1200 / 1250.0, EXACT);
    }

    @Test
    void earlierCheckpointsOutliveAnAttemptWithoutOne() {
        // 0-450 keeps 400; 460-600 keeps nothing more; 610-1210 is the rest
        RunResult result = ScriptedWorld.of(instance("a", "x", 1024, 1000, 0))
                .faults(outages(new Recovery(400, 9, 1, 1), new ZoneEvent("x", 450, 10), new ZoneEvent("x", 600, 10)))
                .task(0, 1024, 1, 1000)
                .runTo(2000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 1, 0, 0, 0));
        assertWork(result, 2, 0, cpuSeconds(1024, 50 + 140));
        assertThat(result.value(Metric.ALLOCATED_CPU)).isCloseTo((450 + 140 + 600) / 1980.0, EXACT);
    }

    @Test
    void endlessTasksMoveOn() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 0))
                .faults(renewal(500, 100, new Recovery(100, 9, 1, 1)))
                .task(0, 1024, 1, ArrivalCursor.ENDLESS)
                .runTo(1450);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 0, 0, 0, 1));
        assertWork(result, 2, 0, 0);
    }

    @Test
    void failingInstancesLoseTheirTasksAndAreBilledByLife() {
        long hourly = 3_600_000_000L; // 3600 USD/h: a microsecond is a millionth of a dollar
        RunResult result = ScriptedWorld.of(
                        instance("a", "x", 1024, 1000, hourly), instance("b", "y", 1024, 1000, hourly))
                .faults(renewal(500, 100, new Recovery(0, 0, 0, 1)))
                .task(0, 512, 1, 400) // done before
                .task(200, 512, 1, 400) // lost at 500, not tried again
                .task(510, 512, 1, 50) // waits for the replacement at 600
                .runTo(700);
        assertThat(result.counts()).isEqualTo(new TaskCounts(3, 3, 2, 1, 0, 0));
        assertThat(waits(result)).containsExactly(0, 0, 90);
        assertWork(result, 1, 0, cpuSeconds(512, 300));
        // two instances, each launched twice, each launch billed 60 s at least
        assertThat(result.value(Metric.BILLED)).isCloseTo(4 * 60.0, within(1e-9));
        assertThat(result.value(Metric.ALLOCATED_CPU)).isCloseTo((400 + 300 + 50) / 2.0 / (2 * 600), EXACT);
        assertThat(result.value(Metric.IN_USE)).isCloseTo((500 + 50) / 700.0, EXACT);
    }

    @Test
    void aZoneWithoutPowerEndsItsInstancesUntilPowerReturns() {
        RunResult result = ScriptedWorld.of(
                        instance("a", "x", 1024, 1000, 0),
                        instance("b", "x", 1024, 1000, 0),
                        instance("c", "y", 1024, 1000, 0))
                .faults(outages(new Recovery(0, 1, 5, 1), new ZoneEvent("x", 100, 300), new ZoneEvent("x", 200, 250)))
                .task(0, 1024, 1, 500) // a: lost at 100, back at 105: waits until 450; 1500 the second time
                .task(0, 1024, 1, 60) // b: done in time
                .task(0, 1024, 1, 700) // c: not touched
                .task(120, 1024, 1, 10) // waits behind the first
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(4, 4, 3, 0, 0, 1));
        assertThat(waits(result)).containsExactly(0, 0, 0, 330);
        assertWork(result, 1, 0, cpuSeconds(1024, 100));
        // both events over at 450: x is up 100 + 550 of 1000
        assertThat(result.value(Metric.ALLOCATED_CPU))
                .isCloseTo((100 + 550 + 60 + 700 + 10) / (2.0 * 650 + 1000), EXACT);
    }

    @Test
    void theHardestBlowIsCountedByInstant() {
        // at 100 x takes 3 of 4 tasks; at 300 y takes 1 of the 2 that run then
        ScriptedWorld world = ScriptedWorld.of(
                        instance("a", "x", 2048, 1000, 0),
                        instance("b", "x", 1024, 1000, 0),
                        instance("c", "y", 1024, 1000, 0))
                .faults(outages(Recovery.NONE, new ZoneEvent("x", 100, 50), new ZoneEvent("y", 300, 50)))
                .task(0, 1024, 1, 500)
                .task(0, 1024, 1, 500)
                .task(0, 1024, 1, 500)
                .task(0, 1024, 1, 250);
        assertThat(world.runTo(200).value(Metric.LOST_AT_ONCE)).isEqualTo(3 / 4.0);
        world.task(250, 1024, 1, 500).task(260, 1024, 1, 500); // c has registered before a and b
        assertThat(world.warmup(101).runTo(1000).value(Metric.LOST_AT_ONCE)).isEqualTo(1 / 2.0);
    }

    @Test
    void aRunIsOverWhenOnlyEndsOfLostTasksArePending() {
        // the task is lost at 100 and given up, the replacement comes at 150; the end at 5000 never happens
        RunResult result = ScriptedWorld.of(instance("a", "x", 1024, 1000, 0))
                .faults(outages(Recovery.NONE, new ZoneEvent("x", 100, 50)))
                .task(0, 1024, 1, 5000)
                .runOut(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 0, 1, 0, 0));
        assertThat(result.value(Metric.IN_USE)).isEqualTo(100 / 150.0);
    }

    @Test
    void crashesMayLieBeyondAllTime() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1024, 1000, 0))
                .faults(crashes(Long.MAX_VALUE - 4096, Recovery.NONE)) // from 4,097 on beyond the last microsecond
                .task(5000, 512, 1, 100)
                .task(6000, 512, 1, ArrivalCursor.ENDLESS)
                .runTo(10_000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 2, 1, 0, 0, 1));
    }

    @Test
    void anOutageAtTheEndLeavesTasksWaiting() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 1024, 1000, 0))
                .faults(outages(new Recovery(0, 5, 1, 1), new ZoneEvent("x", 100, 5000)))
                .task(50, 1024, 1, 500)
                .task(100, 1024, 1, 500) // faults come before arrivals
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 1, 0, 0, 2, 0));
        assertThat(waits(result)).containsExactly(0);
        assertThat(censored(result)).containsExactly(900);
    }

    @Test
    void aReplacementWaitsForThePowerOfItsZone() {
        // dies by itself at 500, would be back at 600; no power 550 to 900
        Renewal renewal = new Renewal(every(500), every(100));
        FaultPlan plan = new FaultPlan(
                Optional.of(renewal),
                List.of(new ZoneEvent("x", 550, 350)),
                Optional.empty(),
                Optional.empty(),
                Recovery.NONE);
        RunResult result = ScriptedWorld.of(instance("a", "x", 1024, 1000, 0))
                .faults(plan)
                .task(510, 1024, 1, 30)
                .runTo(1300);
        assertThat(waits(result)).containsExactly(390);
        assertThat(result.value(Metric.ALLOCATED_CPU)).isCloseTo(30 / 900.0, EXACT);
    }

    @Test
    void zonesFailByThemselvesAtRandomTimes() {
        FaultPlan plan = new FaultPlan(
                Optional.empty(),
                List.of(),
                Optional.of(new Renewal(every(300), every(100))),
                Optional.empty(),
                Recovery.NONE);
        RunResult result = ScriptedWorld.of(instance("a", "x", 1024, 1000, 0))
                .faults(plan)
                .task(0, 1024, 1, 299)
                .task(310, 1024, 1, 250) // from 400 to 650
                .task(690, 1024, 1, 20) // lost at 700
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 0, 90);
        assertWork(result, 1, 0, cpuSeconds(1024, 10));
        assertThat(result.value(Metric.ALLOCATED_CPU)).isCloseTo((299 + 250 + 10) / 800.0, EXACT);
    }

    @Test
    void instancesThatRegisterAtOneInstantRankById() {
        RunResult result = ScriptedWorld.of(
                        instance("b", "x", 1024, 1000, 2_000_000), instance("a", "x", 1024, 1000, 0))
                .faults(outages(Recovery.NONE, new ZoneEvent("x", 100, 100)))
                .task(50, 1, 1, 20)
                .task(300, 1, 1, 20)
                .runTo(1000);
        assertThat(result.value(Metric.IN_USE)).isEqualTo(0.04);
        assertThat(result.value(Metric.IN_USE_PRICE))
                .as("price of b, where no task went")
                .isZero();
        assertThat(result.series()).extracting(Series::key).contains("tasks:x");
    }
}
