package io.ecsim.controlplane;

import static io.ecsim.controlplane.ScriptedWorld.every;
import static io.ecsim.controlplane.ScriptedWorld.instance;
import static io.ecsim.controlplane.ScriptedWorld.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.schedules.Recurrence;
import io.ecsim.schedules.RetryPolicy;
import io.ecsim.schedules.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RunTask as the target of a schedule of EventBridge Scheduler. */
class ScheduledTasksTest {

    private static final long SECOND = 1_000_000;

    private static Recurrence rate(long firstMicros, long everyMicros) {
        return after -> after < firstMicros
                ? firstMicros
                : firstMicros + ((after - firstMicros) / everyMicros + 1) * everyMicros;
    }

    private static Recurrence once(long atMicros) {
        return after -> after < atMicros ? atMicros : Recurrence.NEVER;
    }

    private static ScriptedWorld world() {
        return ScriptedWorld.of(instance("a", "z", 2048, 1000, 0))
                .define(TaskDefinition.of("job", 1024, 1), "family:job");
    }

    private static RunTaskCall call(int count, long runMicros) {
        return new RunTaskCall("nightly", 0, count, "chronos-schedule/nightly", Optional.of(every(runMicros)));
    }

    private static Schedule schedule(Recurrence recurrence, long windowMicros, RetryPolicy policy) {
        return new Schedule("nightly", recurrence, windowMicros, policy);
    }

    /** R1.9: due at 100, 300, 500, 700, 900; two tasks each of 100. */
    @Test
    void everyInvocationIsACallOfRunTask() {
        RunResult result = world().schedule(schedule(rate(100, 200), 0, RetryPolicy.DEFAULT), call(2, 100))
                .runOut(1000);
        assertThat(result.calls()).containsExactly(new CallCounts("nightly", "RunTask", 5, 10, 10, Map.of(), 0, 0));
        assertThat(result.counts()).isEqualTo(new TaskCounts(10, 10, 10, 0, 0, 0));
    }

    /** R9.7: failures are an answer, not an exception: Scheduler does not try them again. */
    @Test
    void failuresAreNotTriedAgain() {
        RunResult result = world().schedule(schedule(rate(100, 200), 0, RetryPolicy.DEFAULT), call(3, 150))
                .runOut(1000);
        assertThat(result.calls())
                .containsExactly(new CallCounts("nightly", "RunTask", 5, 15, 10, Map.of("RESOURCE:CPU", 5L), 0, 0));
    }

    /** R9.8: an exception is tried again after 1, 2, 4, 8 s; the instance is back after 10 s, so the fifth call, at 15 s. */
    @Test
    void anExceptionIsTriedAgain() {
        RunResult result = emptyFor(10 * SECOND)
                .schedule(schedule(once(100), 0, RetryPolicy.DEFAULT), call(2, 100))
                .runOut(100 * SECOND);
        assertThat(result.calls()).containsExactly(new CallCounts("nightly", "RunTask", 5, 2, 2, Map.of(), 4, 0));
        assertThat(result.waits().quantileMicros(0.5).orElseThrow()).isBetween(14_990_000L, 15_010_000L);
    }

    @Test
    void whatIsTriedAgainWaitsUntilTheEndOfTheRun() {
        RunResult result = emptyFor(10 * SECOND)
                .schedule(schedule(once(100), 0, RetryPolicy.DEFAULT), call(2, 100))
                .runTo(5 * SECOND);
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 0, 0, 0, 2, 0));
    }

    @Test
    void anInvocationIsDroppedAfterTheLastRetry() {
        RunResult result = emptyFor(100 * SECOND)
                .schedule(schedule(once(100), 0, new RetryPolicy(3, RetryPolicy.LONGEST_AGE_MICROS)), call(2, 100))
                .runTo(200 * SECOND);
        assertThat(result.calls())
                .containsExactly(
                        new CallCounts("nightly", "RunTask", 4, 2, 0, Map.of("InvalidParameterException", 2L), 4, 1));
        assertThat(result.counts()).isEqualTo(new TaskCounts(2, 0, 0, 2, 0, 0));
    }

    /** Retries at 1, 3, 7, 15, 31 s; the next, at 63 s, would be older than 60 s. */
    @Test
    void anInvocationIsDroppedBeforeItGetsTooOld() {
        RunResult result = emptyFor(100 * SECOND)
                .schedule(schedule(once(100), 0, new RetryPolicy(185, RetryPolicy.SHORTEST_AGE_MICROS)), call(1, 100))
                .runTo(200 * SECOND);
        assertThat(result.calls().get(0).calls()).isEqualTo(6);
        assertThat(result.calls().get(0).dropped()).isEqualTo(1);
    }

    private static ScriptedWorld emptyFor(long micros) {
        return world().faults(FaultPlan.NONE.withOutages(List.of(new Outage("a", 1, micros))));
    }

    /** All 200 invocations fall into their windows of 1,000, spread over them; none waits for its moment as a task. */
    @Test
    void aFlexibleWindowSpreadsInvocations() {
        ScriptedWorld world = world().schedule(schedule(rate(0, 2000), 1000, RetryPolicy.DEFAULT), call(1, 1));
        RunResult result = world.runOut(399_999);
        assertThat(result.counts().completed()).isEqualTo(200);
        assertThat(waits(result)).containsOnly(0);
        RunResult sharp = world().schedule(schedule(rate(0, 2000), 0, RetryPolicy.DEFAULT), call(1, 1))
                .runOut(399_999);
        assertThat(result.digest()).isNotEqualTo(sharp.digest());
    }

    /** A window longer than the distance of two invocations: both are on their way. */
    @Test
    void windowsMayOverlap() {
        RunResult result = world().schedule(schedule(rate(0, 10), 1000, RetryPolicy.DEFAULT), call(1, 1))
                .runOut(100_000);
        assertThat(result.calls().get(0).calls()).isBetween(9_890L, 10_001L);
    }

    @Test
    void whatSchedulerDoesNotAllowIsRefused() {
        assertThatThrownBy(() -> schedule(once(1), -1, RetryPolicy.DEFAULT)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new RetryPolicy(186, RetryPolicy.SHORTEST_AGE_MICROS))
                .hasMessageContaining("0 to 185");
        assertThatThrownBy(() -> new RetryPolicy(1, 59 * SECOND)).hasMessageContaining("59000000");
    }
}
