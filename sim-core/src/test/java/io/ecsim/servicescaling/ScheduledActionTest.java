package io.ecsim.servicescaling;

import static io.ecsim.servicescaling.ScaledWorld.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.schedules.Recurrence;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** R6.11. */
class ScheduledActionTest {

    private static ScheduledAction at(int minute, int least, int most) {
        return new ScheduledAction("at-" + minute, once(minute), bound(least), bound(most));
    }

    private static OptionalInt bound(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Recurrence once(int minute) {
        return after -> after < minute * MINUTE ? minute * MINUTE : Recurrence.NEVER;
    }

    private static ScaledWorld world(int desired, ScheduledAction... actions) {
        return new ScaledWorld(
                desired, new ScalableTarget(0, 2, 20, List.of(ScaledWorld.keepCpu(50)), List.of(actions), List.of()));
    }

    @Test
    void movesTheCountAtOnce() {
        ScaledWorld world = world(5, at(10, 8, 30), at(20, 1, 3));
        assertThat(world.until(30).story).containsExactly("10: 5 -> 8", "20: 8 -> 3");
        assertThat(world.result().activities().get(0).cause())
                .isEqualTo("scheduled action name at-10 was triggered, minimum capacity was set to 8");
        assertThat(world.result().activities().get(1).cause())
                .isEqualTo("scheduled action name at-20 was triggered, maximum capacity was set to 3");
    }

    /** A bound that is not stated stays; a count within the bounds too. */
    @Test
    void changesWhatItStates() {
        assertThat(world(5, at(10, 4, -1)).until(30).story).isEmpty();
        assertThat(world(5, at(10, -1, 10)).cpu(500).until(30).story).containsExactly("3: 5 -> 20", "10: 20 -> 10");
    }

    /** The new bounds hold for policies. */
    @Test
    void policiesKeepToTheNewBounds() {
        assertThat(world(5, at(1, 2, 7)).cpu(500).until(30).story).containsExactly("3: 5 -> 7");
        assertThat(world(5, at(1, 4, 7)).cpu(1).until(30).story).containsExactly("15: 5 -> 4");
    }

    /** A rate goes on. */
    @Test
    void comesAgain() {
        Recurrence often = after -> (Math.floorDiv(after, 10 * MINUTE) + 1) * 10 * MINUTE;
        ScaledWorld world =
                world(5, new ScheduledAction("again", often, OptionalInt.of(6), OptionalInt.of(20)), at(15, 2, 5));
        assertThat(world.until(25).story).containsExactly("0: 5 -> 6", "15: 6 -> 5", "20: 5 -> 6");
    }

    /** R6.9: during a deployment a smaller greatest count waits, a larger least one does not. */
    @Test
    void deploymentHoldsTheWayDown() {
        ScaledWorld world = world(9, at(10, 2, 3), at(20, 4, 30));
        world.deploying = true;
        assertThat(world.until(12).story).isEmpty();
        world.deploying = false;
        assertThat(world.until(13).story).containsExactly("13: 9 -> 3");
        world.deploying = true;
        assertThat(world.until(20).story).containsExactly("13: 9 -> 3", "20: 3 -> 4");
    }

    /** A bound alone must fit all that the other one may be. */
    @Test
    void refusesBoundsThatMayCross() {
        assertThatThrownBy(() -> world(5, at(10, 21, -1))).hasMessageContaining("MinCapacity 21 alone");
        assertThatThrownBy(() -> world(5, at(10, -1, 1))).hasMessageContaining("MaxCapacity 1 alone");
        assertThatThrownBy(() -> world(5, at(10, 30, 40), at(20, -1, 25))).hasMessageContaining("may be 30");
        assertThatThrownBy(() -> at(10, 5, 4)).hasMessageContaining("5 and 4");
        assertThatThrownBy(() -> at(10, -1, -1)).hasMessageContaining("both");
    }

    /** A stated metric holds from its points on; it may be shared by the tasks. */
    @Test
    void statedMetrics() {
        StatedMetric queue = new StatedMetric(
                "queue",
                List.of(new StatedMetric.Point(0, 300), new StatedMetric.Point(30 * MINUTE, Double.NaN)),
                true);
        ScalableTarget target = new ScalableTarget(
                0,
                1,
                100,
                List.of(new TargetTrackingPolicy("queue", ScalingMetric.stated(0), 20)),
                List.of(),
                List.of(queue));
        ScaledWorld world = new ScaledWorld(10, target);
        assertThat(world.until(90).story).as("300 / 10 is 30; 300 / 15 is 20").containsExactly("3: 10 -> 15");
        assertThat(world.result().metric()).isEqualTo("queue");
        assertThat(world.result().course().get(29).metric()).isEqualTo(20);
        assertThat(world.result().course().get(30).metric()).isNaN();
    }
}
