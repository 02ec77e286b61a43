package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.every;
import static io.ecsim.controlplane.ScriptedWorld.instance;
import static io.ecsim.controlplane.ScriptedWorld.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.ExternalStage;
import io.ecsim.placement.Request;
import io.ecsim.placement.SchedulerCount;
import io.ecsim.placement.StrategyProvider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions that take simulated time: when tasks are placed, and what happens meanwhile; hand-computed, in microseconds. */
class TimedDecisionsTest {

    private static final StrategyProvider TEN = MiceAndElephantsTest.provider("ten", run -> new FirstAfter(10));

    /** First fit that takes so long. */
    private record FirstAfter(long micros) implements Chooser, ExternalStage {
        @Override
        public int choose(Request request, Candidates candidates) {
            for (int position = 0; position < candidates.size(); position++) {
                if (candidates.fits(candidates.instanceAt(position))) {
                    return candidates.instanceAt(position);
                }
            }
            return NONE;
        }

        @Override
        public boolean takesTime() {
            return true;
        }

        @Override
        public long lastDecisionMicros() {
            return micros;
        }

        @Override
        public void close() {}
    }

    private static ScriptedWorld one(StrategyProvider strategy) {
        return ScriptedWorld.of(instance("a", "z", 1000, 1000, 0)).strategy(strategy);
    }

    @Test
    void tasksAreDecidedOnOneAtATime() {
        RunResult result = one(TEN).task(0, 100, 1, 5)
                .task(0, 100, 1, 5)
                .task(0, 100, 1, 5)
                .task(100, 100, 1, 5)
                .runOut(1000);
        assertThat(waits(result)).containsExactly(10, 10, 20, 30);
        assertThat(result.count(SchedulerCount.CHARGED_MICROS)).isEqualTo(40);
        assertThat(result.count(SchedulerCount.CONFLICTS)).isZero();
    }

    /** Placed at 10 and gone at 140: whoever asked in vain at 20 is decided on then. */
    @Test
    void whoFitsNowhereIsDecidedOnWhenRoomComesFree() {
        RunResult result = one(TEN).task(0, 1000, 1, 130).task(20, 600, 1, 5).runTo(1000);
        assertThat(waits(result)).containsExactly(10, 130);
        assertThat(result.count(SchedulerCount.CHARGED_MICROS)).isEqualTo(20);
    }

    /** A call takes all of a at 5, for which the task was meant: it is decided on again and reaches b at 20. */
    @Test
    void whatNoLongerFitsIsDecidedOnAgain() {
        RunResult result = ScriptedWorld.of(instance("a", "z", 1000, 1000, 0), instance("b", "z", 1000, 1000, 0))
                .strategy(TEN)
                .define(TaskDefinition.of("small", 1, 1), "small")
                .define(TaskDefinition.of("whole", 1000, 1), "whole")
                .task(0, 500, 1, 50)
                .call(5, new StartTaskCall("call", 1, List.of("a"), "", Optional.of(every(100))))
                .runTo(1000);
        assertThat(waits(result)).contains(20);
        assertThat(result.count(SchedulerCount.CONFLICTS)).isOne();
        assertThat(result.count(SchedulerCount.CHARGED_MICROS)).isEqualTo(20);
    }

    @Test
    void theGreatestPriorityIsDecidedOnFirst() {
        RunResult result = one(TEN).urgent(0, 0, 100, 5)
                .urgent(1, 0, 100, 5)
                .urgent(2, 5, 100, 5)
                .runOut(1000);
        assertThat(waits(result)).containsExactly(10, 18, 29);
    }

    /** The second 600 has no room from 20 to 110; the 300 behind it passes or waits. */
    @ParameterizedTest
    @CsvSource({"false, 10", "true, 100"})
    void whetherATaskWithoutRoomIsPassed(boolean strict, long waitOfSmall) {
        RunResult result = one(TEN).noFit(new NoFitPolicy.Wait(strict))
                .task(0, 600, 1, 100)
                .task(20, 600, 1, 5)
                .task(30, 300, 1, 500)
                .runOut(1000);
        assertThat(waits(result)).containsExactly(10, waitOfSmall, 100);
    }

    @Test
    void aTaskWithoutRoomFailsWhereThatIsThePolicy() {
        RunResult result = one(TEN).noFit(new NoFitPolicy.Fail())
                .task(0, 1000, 1, 100)
                .task(20, 600, 1, 5)
                .task(20, 600, 1, 5)
                .task(200, 600, 1, 5)
                .runOut(1000);
        assertThat(waits(result)).containsExactly(10, 10);
        assertThat(result.counts().failed()).isEqualTo(2);
    }

    /** Decisions that take no time change nothing. */
    @Test
    void noTimeIsAsIfThereWereNone() {
        StrategyProvider atOnce = MiceAndElephantsTest.provider("at once", run -> new FirstAfter(0));
        long[] digests = new long[2];
        for (StrategyProvider strategy : List.of(atOnce, ScriptedWorld.FIRST_FIT)) {
            ScriptedWorld world = ScriptedWorld.of(instance("a", "z", 1000, 900, 0), instance("b", "z", 900, 1000, 0))
                    .strategy(strategy);
            for (int task = 0; task < 200; task++) {
                world.task(task * 7, 100 + task * 37 % 500, 1 + task * 53 % 300, 20 + task % 90);
            }
            digests[strategy == atOnce ? 0 : 1] = world.runOut(100_000).digest();
        }
        assertThat(digests[0]).isEqualTo(digests[1]);
    }
}
