package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.censored;
import static io.ecsim.controlplane.ScriptedWorld.instance;
import static io.ecsim.controlplane.ScriptedWorld.memberOf;
import static io.ecsim.controlplane.ScriptedWorld.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.placement.Refusal;
import io.ecsim.workload.ArrivalCursor;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits, for what, how long: hand-computed, times in microseconds. */
class WaitingTest {

    private static final NoFitPolicy STRICT = new NoFitPolicy.Wait(true);
    private static final NoFitPolicy PASSING = new NoFitPolicy.Wait(false);

    /** One instance of 1000; 600 until 100; 800 must wait; 300 would fit beside the 600. */
    private static ScriptedWorld headAndFollower() {
        return ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .task(0, 600, 1, 100)
                .task(10, 800, 1, 50)
                .task(20, 300, 1, 100);
    }

    @Test
    void laterTasksThatFitMayPass() {
        RunResult result = headAndFollower().noFit(PASSING).runTo(1000);
        // 300 starts at 20 and ends at 120; only then is there room for 800
        assertThat(waits(result)).containsExactly(0, 0, 110);
    }

    @Test
    void nobodyOvertakesTheHead() {
        RunResult result = headAndFollower().noFit(STRICT).runTo(1000);
        // 800 from 100 to 150; 300 only then
        assertThat(waits(result)).containsExactly(0, 90, 130);
    }

    /** One instance of 1000, taken until 100; then one after another for 10 each. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void greaterPriorityIsServedFirstAndEqualsInOrderOfArrival(boolean strictFifo) {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .noFit(new NoFitPolicy.Wait(strictFifo))
                .urgent(0, 0, 1000, 100)
                .urgent(1, 0, 1000, 10)
                .urgent(2, 3, 1000, 10)
                .urgent(3, -4, 1000, 10)
                .urgent(4, 3, 1000, 10)
                .urgent(5, 9, 1000, 10)
                .runTo(1000);
        // starts: 9 at 100, the threes at 110 and 120, 0 at 130, -4 at 140
        assertThat(waits(result)).containsExactly(0, 95, 108, 116, 129, 137);
    }

    /** A priority above the head's is no overtaking: 300 of priority 1 fits beside the 600 and starts at once. */
    @Test
    void greaterPriorityPassesTheHeadOfAStrictLine() {
        RunResult result =
                headAndFollower().noFit(STRICT).urgent(30, 1, 300, 200).runTo(1000);
        // 800 now waits for the 300 to end at 230, and the 300 of priority 0 behind it until 800 ends at 280
        assertThat(waits(result)).containsExactly(0, 0, 220, 260);
    }

    /** The head of priority 1 fits nowhere; the smaller task of priority 0 must not take the room that comes free. */
    @Test
    void lesserPriorityDoesNotPassTheHeadOfAStrictLine() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .noFit(STRICT)
                .urgent(0, 0, 500, 100)
                .urgent(0, 0, 500, 200)
                .urgent(10, 0, 400, 10)
                .urgent(20, 1, 800, 10)
                .runTo(1000);
        // 800 from 200 to 210, 400 only then
        assertThat(waits(result)).containsExactly(0, 0, 180, 200);
    }

    @Test
    void whoBecomesHeadIsPlacedWhereverItFits() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 500, 1000, 0))
                .noFit(STRICT)
                .task(0, 1000, 1, 100)
                .task(10, 1000, 1, 200) // waits for a
                .task(20, 500, 1, 100) // b has been free all the time
                .task(30, 400, 1, 100) // fits nowhere when it leads: b is full until 200
                .task(40, 100, 1, 100)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 80, 90, 160, 170);
    }

    @Test
    void aNewHeadGoesWhereTheStrategyWants() {
        // both instances are free for the second head; the first head left a with room for it
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 1_000_000), instance("b", "z", 500, 1000, 0))
                .noFit(STRICT)
                .strategy(MiceAndElephantsTest.provider(
                        "best-fit", run -> (io.ecsim.placement.StateRanking) i -> i.cpuFree()))
                .task(0, 1000, 1, 100)
                .task(10, 600, 1, 1) // to a at 100, until 101
                .task(20, 400, 1, 100) // then to a, which has 400 left, not to b: until 200
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 80, 90);
        assertThat(result.value(Metric.IN_USE_PRICE)).isEqualTo(0.2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskTooLargeForEveryInstanceIsCensored(boolean strict) {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 1000, 1000, 0))
                .noFit(new NoFitPolicy.Wait(strict))
                .task(0, 600, 1, 100)
                .task(100, 1001, 1, 10)
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 1, 1, 0, 1, 0));
        assertThat(waits(result)).containsExactly(0);
        assertThat(censored(result)).containsExactly(900);
        assertThat(result.value(Metric.UNPLACED)).isEqualTo(0.5);
        assertThat(result.value(Metric.UNPLACED_LARGE)).isEqualTo(0.5);
        assertThat(result.waits().quantileMicros(0.5)).hasValue(0);
        assertThat(result.waits().quantileMicros(0.6)).isEmpty();
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.CPU, 2L));
    }

    @Test
    void anEmptyWorkloadIsOverAtOnce() {
        RunResult result =
                ScriptedWorld.of(instance("a", "z", 1000, 1000, 5_000_000)).runOut(1_000_000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(0, 0, 0, 0, 0, 0));
        assertThat(result.value(Metric.UNPLACED)).isNaN();
        assertThat(result.value(Metric.WAIT_MEAN)).isNaN();
        assertThat(result.value(Metric.IN_USE)).isNaN();
        assertThat(result.value(Metric.BILLED)).isZero();
        assertThat(result.value(Metric.IN_USE_PEAK)).isZero();
        assertThat(result.refusals()).isEmpty();
    }

    @Test
    void aTaskThatFitsNowhereFailsAtOnce() {
        RunResult result = headAndFollower().noFit(new NoFitPolicy.Fail()).runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(3, 2, 2, 1, 0, 0));
        assertThat(waits(result)).containsExactly(0, 0);
        assertThat(censored(result)).containsExactly(0);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.CPU, 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 46, 47, 67, 68, 87, 88, 500})
    void triesAgainAfterExactlyTheBackOff(long freeAt) {
        // asked at 1; delays 15, 30 (x 2), 40 (60 capped): tried at 1, 16, 46, 86, then given up
        Backoff backoff = new Backoff(15, 2, 40, 3);
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .noFit(new NoFitPolicy.Retry(backoff))
                .task(0, 600, 1, freeAt)
                .task(1, 600, 1, 10)
                .runTo(1000);
        // what frees comes before what asks again at one instant
        long expected = LongStream.of(15, 45, 85)
                .filter(wait -> 1 + wait >= freeAt)
                .findFirst()
                .orElse(-1);
        if (expected < 0) {
            assertThat(waits(result)).containsExactly(0);
            assertThat(censored(result)).containsExactly(85);
            assertThat(result.counts()).isEqualTo(new TaskCounts(2, 1, 1, 1, 0, 0));
        } else {
            assertThat(waits(result)).containsExactly(0, expected);
            assertThat(result.counts()).isEqualTo(new TaskCounts(2, 2, 2, 0, 0, 0));
        }
    }

    @Test
    void whoBacksOffAtTheEndIsWaiting() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .noFit(new NoFitPolicy.Retry(new Backoff(400, 1, 400, 9)))
                .task(0, 600, 1, 5000)
                .task(100, 600, 1, 10)
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 1, 0, 0, 1, 1));
        assertThat(censored(result)).containsExactly(900);
    }

    @Test
    void aFriendsArrivalUnblocksWhoWantsItsCompany() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 400, 1000, 0))
                .define("shy", memberOf("task:group == friend"))
                .define("friend")
                .define("other")
                .task(0, 2, 1000, 1, 0, 300) // fills a
                .task(10, 0, 100, 1, 0, 50) // no friend anywhere
                .task(20, 0, 100, 1, 0, 50)
                .task(40, 1, 150, 1, 0, 20) // friend to b: room for both shy ones
                .task(45, 0, 200, 1, 0, 50) // b has 50 left
                .task(200, 1, 1, 1, 0, 500) // friend to b again: the last shy one joins
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 0, 0, 20, 30, 155);
        assertThat(result.refusals()).containsEntry(Refusal.CPU, 1L).containsEntry(Refusal.MEMBER_OF, 1L);
    }

    @Test
    void manyWhoWaitForAFriendStartWithIt() {
        ScriptedWorld world = ScriptedWorld.of(instance("a", "z", 1000, 100_000, 0))
                .define("shy", memberOf("task:group == friend"))
                .define("friend");
        for (int i = 0; i < 4000; i++) {
            world.task(0, 0, 0, 1, 0, ArrivalCursor.ENDLESS);
        }
        RunResult result = world.task(7, 1, 1, 1, 0, ArrivalCursor.ENDLESS).runTo(10);
        assertThat(result.counts()).isEqualTo(new TaskCounts(4001, 4001, 0, 0, 0, 4001));
    }

    @Test
    void distinctInstanceWaitsForARelease() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 1000, 1000, 0))
                .define("apart", new PlacementConstraint.DistinctInstance())
                .define("apart")
                .task(0, 0, 1, 1, 0, 100) // a
                .task(0, 0, 1, 1, 0, 200) // b
                .task(10, 0, 1, 1, 0, 20) // a at 100, until 120
                .task(20, 1, 1, 1, 0, 5) // of the group, but free to go anywhere: a until 25
                .task(30, 0, 1, 1, 0, 1) // a at 120
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 0, 0, 90, 90);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.DISTINCT_INSTANCE, 2L));
    }

    @Test
    void gpusLimit() {
        RunResult result = ScriptedWorld.of(
                        instance("a", "z", 1000, 1000, 0, 2, 0, Map.of()), instance("b", "z", 1000, 1000, 0))
                .task(0, 0, 1, 1, 2, 100)
                .task(10, 0, 1, 1, 1, 10)
                .task(10, 0, 1, 1, 0, 10)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 0, 90);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.GPU, 2L));
        assertThat(result.value(Metric.ALLOCATED_GPU)).isEqualTo((2 * 100 + 10) / 2000.0);
        assertThat(result.value(Metric.FINAL_ALLOCATED_GPU)).isZero();
    }

    private static TaskDefinition definition(NetworkMode mode, Map<String, Integer> extra, PortMapping... ports) {
        ContainerDefinition only = new ContainerDefinition("c", 1, 1, 0, 0, true, List.of(ports));
        return new TaskDefinition("f", 1, mode, 0, 0, List.of(only), List.of(), extra);
    }

    @Test
    void networkInterfacesLimit() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0, 0, 2, Map.of()))
                .define(definition(NetworkMode.AWSVPC, Map.of()), "g")
                .define("plain")
                .task(0, 0, 1, 1, 0, 100)
                .task(0, 0, 1, 1, 0, 50)
                .task(10, 0, 1, 1, 0, 10)
                .task(10, 1, 1, 1, 0, 10)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 0, 0, 40);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.ENI, 1L));
    }

    @Test
    void hostPortsLimitByProtocol() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .define(definition(NetworkMode.BRIDGE, Map.of(), new PortMapping(80, 8080, Protocol.TCP)), "tcp")
                .define(definition(NetworkMode.HOST, Map.of(), new PortMapping(8080, 0, Protocol.UDP)), "udp")
                .define(definition(NetworkMode.HOST, Map.of(), new PortMapping(22, 0, Protocol.TCP)), "reserved")
                .task(0, 0, 1, 1, 0, 100)
                .task(5, 1, 1, 1, 0, 100)
                .task(10, 0, 1, 1, 0, 10)
                .task(15, 2, 1, 1, 0, 10) // the agent keeps port 22 (R2.2)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 0, 90);
        assertThat(censored(result)).containsExactly(985);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.PORTS, 2L));
    }

    @Test
    void namedResourcesLimit() {
        RunResult result = ScriptedWorld.of(
                        instance("a", "z", 1000, 1000, 0, 0, 0, Map.of("licence", 5)),
                        instance("b", "z", 1000, 1000, 0, 0, 0, Map.of("disk", 5)))
                .define(definition(NetworkMode.BRIDGE, Map.of("licence", 3)), "g")
                .define(definition(NetworkMode.BRIDGE, Map.of("licence", 2)), "h")
                .define(definition(NetworkMode.BRIDGE, Map.of("tape", 1)), "nobody has")
                .task(0, 0, 1, 1, 0, 100)
                .task(5, 1, 1, 1, 0, 200)
                .task(10, 0, 1, 1, 0, 10)
                .task(15, 2, 1, 1, 0, 10)
                .runTo(1000);
        assertThat(waits(result)).containsExactly(0, 0, 90);
        assertThat(censored(result)).containsExactly(985);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.EXTRA, 4L));
    }

    @Test
    void memoryAndConstraintsAreToldApart() {
        RunResult result = ScriptedWorld.of(instance("a", "x", 1000, 100, 0), instance("b", "y", 1000, 1000, 0))
                .define("g", memberOf("attribute:ecs.availability-zone == x"))
                .task(0, 0, 1, 101, 0, 100)
                .runTo(1000);
        assertThat(result.refusals()).isEqualTo(Map.of(Refusal.MEMORY, 1L, Refusal.MEMBER_OF, 1L));
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void theHorizonIsTheLastInstantThatCounts() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0))
                .task(0, 1, 1, 1000) // ends at the horizon: completed
                .task(0, 1, 1, 1001) // runs on
                .task(1000, 1, 1, 0) // arrives at the horizon, takes no time
                .task(1001, 1, 1, 0) // beyond
                .runOut(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(3, 3, 2, 0, 0, 1));
    }

    @Test
    void theWarmUpEndsWhereCountingBegins() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 10, 1000, 0))
                .warmup(100)
                .task(0, 10, 1, 120)
                .task(99, 10, 1, 10) // not counted, though it waits into the measured time
                .task(100, 10, 1, 10) // counted: waits for both
                .runTo(1000);
        assertThat(result.counts()).isEqualTo(new TaskCounts(1, 1, 1, 0, 0, 0));
        assertThat(waits(result)).containsExactly(30);
        assertThat(result.value(Metric.ALLOCATED_CPU)).isEqualTo(40 / 900.0);
    }
}
