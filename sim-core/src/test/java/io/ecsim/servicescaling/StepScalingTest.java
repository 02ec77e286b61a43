package io.ecsim.servicescaling;

import static io.ecsim.servicescaling.ScaledWorld.MINUTE;
import static io.ecsim.servicescaling.ScaledWorld.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.cloudwatch.AlarmSettings;
import io.ecsim.cloudwatch.ComparisonOperator;
import io.ecsim.cloudwatch.MissingData;
import io.ecsim.cloudwatch.Statistic;
import io.ecsim.servicescaling.StepScalingPolicy.AdjustmentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R6.10. */
class StepScalingTest {

    private static final double ENDLESS = Double.POSITIVE_INFINITY;
    private static final AlarmSettings HIGH =
            AlarmSettings.ofMinutes(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 60, 1);
    private static final AlarmSettings LOW =
            AlarmSettings.ofMinutes(ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD, 40, 1);

    private static StepScalingPolicy policy(
            AlarmSettings alarm, AdjustmentType type, int minMagnitude, StepAdjustment... steps) {
        return new StepScalingPolicy(
                "steps",
                ScalingMetric.predefined(ScalingMetric.Kind.CPU),
                "an-alarm",
                alarm,
                type,
                List.of(steps),
                Statistic.AVERAGE,
                5 * MINUTE,
                minMagnitude);
    }

    private static StepAdjustment step(double from, double to, int adjustment) {
        return new StepAdjustment(from, to, adjustment);
    }

    /** On the high side the lower bound is within the step, the upper one in the next. */
    @ParameterizedTest
    @CsvSource({"59.9, 10", "60, 11", "69.9, 11", "70, 12", "79.9, 12", "80, 13", "1000, 13"})
    void highStepsIncludeTheirLowerBound(double metric, int capacity) {
        StepScalingPolicy steps = policy(
                HIGH, AdjustmentType.CHANGE_IN_CAPACITY, 0, step(0, 10, 1), step(10, 20, 2), step(20, ENDLESS, 3));
        assertThat(new ScaledWorld(10, target(1, 100, steps)).cpu(metric).until(1).desired)
                .isEqualTo(capacity);
    }

    /** On the low side the upper bound is within the step, the lower one in the next. */
    @ParameterizedTest
    @CsvSource({"40.1, 10", "40, 9", "30.1, 9", "30, 8", "20.1, 8", "20, 7", "0, 7"})
    void lowStepsIncludeTheirUpperBound(double metric, int capacity) {
        StepScalingPolicy steps = policy(
                LOW,
                AdjustmentType.CHANGE_IN_CAPACITY,
                0,
                step(-10, 0, -1),
                step(-20, -10, -2),
                step(-ENDLESS, -20, -3));
        assertThat(new ScaledWorld(10, target(1, 100, steps)).cpu(metric).until(1).desired)
                .isEqualTo(capacity);
    }

    /** Between steps nothing happens. */
    @Test
    void aBreachOutsideOfAllStepsDoesNothing() {
        StepScalingPolicy steps =
                policy(HIGH, AdjustmentType.CHANGE_IN_CAPACITY, 0, step(0, 10, 1), step(20, ENDLESS, 3));
        assertThat(new ScaledWorld(10, target(1, 100, steps)).cpu(75).until(30).story)
                .isEmpty();
    }

    /** Percentages: 12.7 is 12, 0.67 is 1, -0.58 is -1, -6.67 is -6; and at least the least magnitude. */
    @ParameterizedTest
    @CsvSource({
        "127, 10,  0, 139",
        "67,   1,  0,  68",
        "58,  -1,  0,  57",
        "667, -1,  0, 661",
        "10,  10,  0,  11",
        "4,   25,  0,   5",
        "4,   25,  2,   6",
        "40,  25,  2,  50",
        "4,  -25,  2,   2",
        "0,   50,  2,   2",
        "0,   50,  0,   0",
        "10,   0,  5,  10",
        "3, -200,  0,   0"
    })
    void percentagesRoundTowardsZeroButNotToIt(int capacity, int percent, int minMagnitude, int expected) {
        StepScalingPolicy steps =
                policy(HIGH, AdjustmentType.PERCENT_CHANGE_IN_CAPACITY, minMagnitude, step(0, ENDLESS, percent));
        assertThat(steps.capacityAfter(capacity, 60)).isEqualTo(expected);
    }

    /** The least magnitude is of percentages only. */
    @Test
    void leastMagnitudeIsOfPercentagesOnly() {
        StepScalingPolicy steps = policy(HIGH, AdjustmentType.CHANGE_IN_CAPACITY, 5, step(0, ENDLESS, 1));
        assertThat(steps.capacityAfter(10, 60)).isEqualTo(11);
    }

    @Test
    void exactCapacityIsSetWithinTheBounds() {
        StepScalingPolicy steps =
                policy(HIGH, AdjustmentType.EXACT_CAPACITY, 0, step(0, 10, 15), step(10, ENDLESS, 99));
        assertThat(new ScaledWorld(10, target(1, 50, steps)).cpu(60, 75).until(9).story)
                .containsExactly("1: 10 -> 15", "2: 15 -> 50");
    }

    /** The example of the API: 2 have been added, now 3 are asked for: 1 more. R6.6. */
    @Test
    void whatWasAddedInTheCooldownCounts() {
        StepScalingPolicy steps =
                policy(HIGH, AdjustmentType.CHANGE_IN_CAPACITY, 0, step(0, 10, 2), step(10, ENDLESS, 3));
        ScaledWorld world = new ScaledWorld(10, target(1, 100, steps)).cpu(65, 65, 75, 65);
        assertThat(world.until(5).story).containsExactly("1: 10 -> 12", "3: 12 -> 13");
        assertThat(world.result().activities().get(0).cause())
                .isEqualTo("monitor alarm an-alarm in state ALARM triggered policy steps");
    }

    /** While the alarm is in ALARM, the policy is triggered again when the cool-down is over. */
    @Test
    void goesOnWhileTheAlarmDoes() {
        StepScalingPolicy steps = policy(HIGH, AdjustmentType.CHANGE_IN_CAPACITY, 0, step(0, ENDLESS, 2));
        assertThat(new ScaledWorld(10, target(1, 100, steps)).cpu(65).until(12).story)
                .containsExactly("1: 10 -> 12", "6: 12 -> 14", "11: 14 -> 16");
    }

    @Test
    void scaleInBlocksTheNext() {
        StepScalingPolicy steps = policy(LOW, AdjustmentType.CHANGE_IN_CAPACITY, 0, step(-ENDLESS, 0, -1));
        assertThat(new ScaledWorld(10, target(1, 100, steps)).cpu(20).until(7).story)
                .containsExactly("1: 10 -> 9", "6: 9 -> 8");
    }

    /** The aggregated value of the alarm's last period picks the step, whatever statistic the alarm has. */
    @ParameterizedTest
    @CsvSource({"MINIMUM, 11", "AVERAGE, 12", "MAXIMUM, 13"})
    void aggregatesTheLastPeriod(Statistic aggregation, int capacity) {
        AlarmSettings sums = new AlarmSettings(
                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 60, Statistic.SUM, 3, 1, 1, MissingData.MISSING);
        StepScalingPolicy steps = new StepScalingPolicy(
                "steps",
                ScalingMetric.predefined(ScalingMetric.Kind.CPU),
                "an-alarm",
                sums,
                AdjustmentType.CHANGE_IN_CAPACITY,
                List.of(step(0, 10, 1), step(10, 20, 2), step(20, ENDLESS, 3)),
                aggregation,
                0,
                0);
        ScaledWorld world = new ScaledWorld(10, target(1, 100, steps)).cpu(62, 72, 82);
        assertThat(world.until(2).story).isEmpty();
        assertThat(world.until(3).desired).isEqualTo(capacity);
    }

    /** R6.7: an alarm without data triggers nothing, even if it takes that as a breach. */
    @Test
    void withoutDataNothingHappens() {
        AlarmSettings gaps = new AlarmSettings(
                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                60,
                Statistic.AVERAGE,
                1,
                1,
                1,
                MissingData.BREACHING);
        StepScalingPolicy steps = policy(gaps, AdjustmentType.CHANGE_IN_CAPACITY, 0, step(0, ENDLESS, 2));
        assertThat(new ScaledWorld(10, target(1, 100, steps)).until(30).story).isEmpty();
    }

    /** R6.8, R6.9: beside target tracking the larger count wins; a step's scale-in does not wait for it, but for deployments. */
    @Test
    void standsBesideTargetTracking() {
        StepScalingPolicy in = policy(LOW, AdjustmentType.CHANGE_IN_CAPACITY, 0, step(-ENDLESS, 0, -1));
        TargetTrackingPolicy memory = ScaledWorld.keepMemory(50);
        assertThat(new ScaledWorld(10, target(1, 100, in, memory))
                        .cpu(20)
                        .memory(48)
                        .until(2)
                        .story)
                .containsExactly("1: 10 -> 9");
        assertThat(new ScaledWorld(10, target(1, 100, in, memory))
                        .cpu(20)
                        .memory(60)
                        .until(3)
                        .story)
                .as("out wins")
                .contains("3: 9 -> 11");
        assertThat(new ScaledWorld(10, target(1, 10, in, memory))
                        .cpu(ScaledWorld.times(3, 50, 20))
                        .memory(60)
                        .until(30)
                        .story)
                .as("who wants out at the greatest count holds it there")
                .isEmpty();
        ScaledWorld deploying = new ScaledWorld(10, target(1, 100, in));
        deploying.deploying = true;
        assertThat(deploying.cpu(20).until(30).story).isEmpty();
    }

    @Test
    void refusesStepsThatOverlap() {
        assertThatThrownBy(() -> policy(HIGH, AdjustmentType.EXACT_CAPACITY, 0, step(0, 10, 1), step(9, 20, 2)))
                .hasMessageContaining("overlap");
        assertThatThrownBy(() -> step(10, 10, 1)).hasMessageContaining("10.0 and 10.0");
        assertThatThrownBy(() -> policy(HIGH, AdjustmentType.EXACT_CAPACITY, 0)).hasMessageContaining("needs a step");
    }
}
