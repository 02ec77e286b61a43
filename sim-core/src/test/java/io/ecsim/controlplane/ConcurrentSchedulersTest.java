package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.censored;
import static io.ecsim.controlplane.ScriptedWorld.instance;
import static io.ecsim.controlplane.ScriptedWorld.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.SchedulerCount;
import io.ecsim.placement.SharedState;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.WholeChain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedulers over a shared state, first fit, ten microseconds a decision; hand-computed. */
class ConcurrentSchedulersTest {

    static StrategyProvider schedulers(int count, long decisionMicros) {
        return MiceAndElephantsTest.provider(
                "schedulers",
                run -> new SharedState(count, decisionMicros, List.of(new WholeChain.Single("first", (Ranking)
                        (request, place) -> 0))));
    }

    private static ScriptedWorld two(int schedulers) {
        return ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 1000, 1000, 0))
                .strategy(schedulers(schedulers, 10));
    }

    /** One scheduler decides on one task after another, always on what it has done itself: no conflict. */
    @Test
    void oneSchedulerHasAQueueAndNoConflicts() {
        RunResult result = two(1).task(0, 600, 1, 500)
                .task(0, 600, 1, 500)
                .task(25, 300, 1, 500)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(10, 10, 20);
        assertThat(result.count(SchedulerCount.COMMITS)).isEqualTo(3);
        assertThat(result.count(SchedulerCount.CONFLICTS)).isZero();
    }

    /** Both see a empty and pick it; the first commits, the second finds 400 left, decides again and gets b at 20. */
    @Test
    void twoSchedulersThatSeeTheSameRoomConflict() {
        RunResult result = two(2).task(0, 600, 1, 500).task(0, 600, 1, 500).runTo(1000);
        assertThat(waits(result)).containsExactly(10, 20);
        assertThat(result.value(Metric.CONFLICT_RATE)).isEqualTo(1.0 / 3);
        assertThat(result.count(SchedulerCount.COMMITS)).isEqualTo(3);
        assertThat(result.count(SchedulerCount.CONFLICTS)).isEqualTo(1);
    }

    /** Both fit a together: choosing the same instance is no conflict by itself. */
    @Test
    void whatStillFitsIsNoConflict() {
        RunResult result = two(2).task(0, 500, 1, 500).task(0, 500, 1, 500).runTo(1000);
        assertThat(waits(result)).containsExactly(10, 10);
        assertThat(result.count(SchedulerCount.CONFLICTS)).isZero();
    }

    /**
     * Full until 100. Three of 300 are decided on in vain until 40 and parked; at 100 the first of them is taken, and each
     * lets the next follow when it has its place: no room is left idle.
     */
    @Test
    void whoIsParkedFollowsOneByOne() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .strategy(schedulers(1, 10))
                .task(0, 1000, 1, 90) // decided at 10, ends at 100
                .task(0, 300, 1, 500)
                .task(0, 300, 1, 500)
                .task(0, 300, 1, 500)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(10, 110, 120, 130);
    }

    /** While the first of two equals parked since 20 is decided on, another comes; it must not have its place before the second. */
    @Test
    void newcomersDoNotPassTheirEqualsThatAreParked() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .strategy(schedulers(2, 10))
                .task(0, 1000, 1, 90) // decided at 10, ends at 100
                .task(10, 600, 1, 500) // parked at 20, from 110
                .task(10, 600, 1, 500) // parked at 20: no room beside the other
                .task(105, 600, 1, 500)
                .runTo(650);
        // the second 600 begins when the first ends at 610: taken then, placed at 620; the last waits on
        assertThat(waits(result)).containsExactly(10, 100, 610);
        assertThat(censored(result)).containsExactly(545);
    }

    /** Room that comes up while a scheduler decides in vain is seen when its time is over. */
    @Test
    void roomThatComesUpMeanwhileIsSeen() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .strategy(schedulers(1, 10))
                .task(0, 1000, 1, 25) // from 10 to 35
                .task(30, 1000, 1, 5) // nothing at 30; at 40 there is room: decided again until 50
                .runTo(1000);
        assertThat(waits(result)).containsExactly(10, 20);
    }

    /** 800 fits nowhere until 110; 300 would fit beside the 600, and may not pass under strict FIFO. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void strictFifoHoldsTheLine(boolean strictFifo) {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .strategy(schedulers(1, 10))
                .noFit(new NoFitPolicy.Wait(strictFifo))
                .task(0, 600, 1, 100)
                .task(10, 800, 1, 50) // in vain from 10 to 20, again when 600 ends at 110
                .task(20, 300, 1, 30) // passing: from 20 to 30, runs until 60
                .runTo(1000);
        // strict: 800 from 120 to 170; 300 in vain from 120 to 130, then from 170 to 180
        assertThat(waits(result)).containsExactly(strictFifo ? new long[] {10, 110, 160} : new long[] {10, 10, 110});
    }

    /**
     * 800 fits nowhere until 510, and holds the line of its priority only: 300 of a greater one is taken when it comes, or at
     * 20, when it comes while 800 is decided on in vain.
     */
    @ParameterizedTest
    @CsvSource({"30, 10", "15, 15"})
    void aGreaterPriorityIsNotHeldByTheLine(long comes, long waits) {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .strategy(schedulers(1, 10))
                .noFit(new NoFitPolicy.Wait(true))
                .urgent(0, 0, 600, 500)
                .urgent(10, 0, 800, 5)
                .urgent(comes, 1, 300, 5)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(10, waits, 510);
    }

    @Test
    void theGreatestPriorityIsTakenFirst() {
        RunResult result = two(1).urgent(0, 0, 1, 500)
                .urgent(0, 1, 1, 500)
                .urgent(0, 2, 1, 500)
                .runTo(1000);
        assertThat(result.waitsByPriority()).hasSize(3);
        assertThat(result.waitsByPriority().get(0).priority()).isEqualTo(2);
        assertThat(result.waitsByPriority().get(0).waits().placedMicros()).containsExactly(10);
        assertThat(result.waitsByPriority().get(2).waits().placedMicros()).containsExactly(30);
    }

    @ParameterizedTest
    @CsvSource({"true, 0, 1", "false, 1, 0"})
    void whoFitsNowhereFailsOrWaits(boolean fails, int waiting, int failed) {
        RunResult result = two(3).noFit(fails ? new NoFitPolicy.Fail() : new NoFitPolicy.Wait(false))
                .task(5, 1001, 1, 10)
                .runOut(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 0, 0, failed, waiting, 0));
        // where it waits, the run is over with the last thing that happened: that it asked
        assertThat(censored(result)).containsExactly(fails ? 10 : 0);
    }
}
