package io.ecsim.servicescaling;

import static io.ecsim.servicescaling.ScaledWorld.MINUTE;
import static io.ecsim.servicescaling.ScaledWorld.keepCpu;
import static io.ecsim.servicescaling.ScaledWorld.keepMemory;
import static io.ecsim.servicescaling.ScaledWorld.target;
import static io.ecsim.servicescaling.ScaledWorld.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.observe.ScaledService;
import io.ecsim.observe.ScalingActivity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTrackingTest {

    private static final double NO_DATA = Double.NaN;

    /** W36: 10 x 80 / 50 at the third datapoint. R6.3, R6.4. */
    @Test
    void scalesOutInProportionAtTheThirdDatapoint() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(80);
        assertThat(world.until(2).story).isEmpty();
        assertThat(world.until(3).story).containsExactly("3: 10 -> 16");
    }

    /** R6.12: with the usual lag of a minute everything is a minute later. */
    @Test
    void actsWhenTheDatapointIsKnown() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50)), 1).cpu(80);
        assertThat(world.until(4).story).containsExactly("4: 10 -> 16");
        assertThat(target(1, 100).publicationLagMinutes()).isEqualTo(1);
    }

    /** W36: 10 x 20 / 50 after 15 datapoints. R6.3, R6.5. */
    @Test
    void scalesInAtTheFifteenthDatapoint() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(20);
        assertThat(world.until(14).story).isEmpty();
        assertThat(world.until(15).story).containsExactly("15: 10 -> 4");
    }

    /** R6.5: the last datapoint counts, not the mean of the fifteen. */
    @Test
    void scalesInByTheLastDatapoint() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(times(14, 20, 40));
        assertThat(world.until(15).story).containsExactly("15: 10 -> 8");
    }

    /** W36: between 45 and 50 nothing happens. R6.3. */
    @ParameterizedTest
    @ValueSource(doubles = {45, 47, 50})
    void letsAServiceNearItsTargetBe(double metric) {
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(metric).until(90).story)
                .isEmpty();
    }

    /** R6.4: rounded up to whole tasks, and no rounding error makes one more. */
    @ParameterizedTest
    @CsvSource({"10, 51, 50, 11", "3, 70, 30, 7", "7, 0.3, 0.1, 21", "9, 70, 63, 10", "1000, 110, 100, 1100"})
    void roundsUp(int from, double metric, double target, int to) {
        ScaledWorld world = new ScaledWorld(from, target(1, 2000, keepCpu(target))).cpu(metric);
        assertThat(world.until(3).desired).isEqualTo(to);
    }

    /** R6.1, R6.4, R6.5: never beyond the bounds, and no change where they allow none. */
    @Test
    void staysWithinItsBounds() {
        assertThat(new ScaledWorld(10, target(1, 12, keepCpu(50))).cpu(80).until(90).story)
                .containsExactly("3: 10 -> 12");
        assertThat(new ScaledWorld(10, target(7, 12, keepCpu(50))).cpu(20).until(90).story)
                .containsExactly("15: 10 -> 7");
        assertThat(new ScaledWorld(1, target(0, 12, keepCpu(50))).cpu(40).until(90).story)
                .isEmpty();
    }

    /** R6.1: registering a target moves a count into the bounds. */
    @Test
    void registrationMovesTheCount() {
        assertThat(new ScaledWorld(1, target(3, 12)).until(1).story).containsExactly("0: 1 -> 3");
        assertThat(new ScaledWorld(20, target(3, 12)).until(1).story).containsExactly("0: 20 -> 12");
        assertThat(new ScaledWorld(20, target(3, 12)).until(1).result().activities())
                .containsExactly(new ScalingActivity(0, 20, 12, "maximum capacity was set to 12"));
    }

    /** R6.6: within 300 s what was added counts, so that the same breach adds nothing and a larger one the rest. */
    @Test
    void onlyALargerScaleOutPassesInTheCooldown() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(80, 80, 80, 80, 90, 85, 85, 85);
        assertThat(world.until(7).story).containsExactly("3: 10 -> 16", "5: 16 -> 18");
    }

    /** R6.6: when it is over, capacity counts as it is. The default is 300 s. */
    @Test
    void scalesOutAnewAfterTheCooldown() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(80);
        assertThat(world.until(7).story).hasSize(1);
        assertThat(world.until(8).story).containsExactly("3: 10 -> 16", "8: 16 -> 26");
    }

    /** R6.6: each scale-out cools down by itself. */
    @Test
    void eachScaleOutCoolsDownByItself() {
        ScaledWorld world =
                new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(80, 80, 80, 80, 80, 90, 90, 50, 60, 60, 60, 60);
        assertThat(world.until(12).story).containsExactly("3: 10 -> 16", "6: 16 -> 18", "11: 18 -> 22");
    }

    /** R6.6: a scale-in blocks the next for 300 s. */
    @Test
    void scaleInBlocksTheNext() {
        ScaledWorld world = new ScaledWorld(100, target(1, 100, keepCpu(50))).cpu(25);
        assertThat(world.until(19).story).containsExactly("15: 100 -> 50");
        assertThat(world.until(20).story).containsExactly("15: 100 -> 50", "20: 50 -> 25");
    }

    /** R6.6: a scale-out passes during the cool-down of a scale-in. */
    @Test
    void scaleOutPassesDuringTheCooldownOfAScaleIn() {
        ScaledWorld world = new ScaledWorld(100, target(1, 100, keepCpu(50))).cpu(times(15, 25, 60));
        assertThat(world.until(18).story).containsExactly("15: 100 -> 50", "18: 50 -> 60");
    }

    /** R6.6: and it ends that cool-down, so that its own counts alone. */
    @Test
    void scaleOutCancelsTheCooldownOfAScaleIn() {
        TargetTrackingPolicy slow = new TargetTrackingPolicy(
                "cpu", ScalingMetric.predefined(ScalingMetric.Kind.CPU), 50, MINUTE, 60 * MINUTE, false);
        ScaledWorld world = new ScaledWorld(100, target(1, 100, slow)).cpu(times(15, 25, 60, 60, 60, 25));
        assertThat(world.until(33).story).containsExactly("15: 100 -> 50", "18: 50 -> 60", "33: 60 -> 30");
    }

    /** R6.6: nothing but a larger scale-out passes during the cool-down of a scale-out. */
    @Test
    void noScaleInDuringTheCooldownOfAScaleOut() {
        TargetTrackingPolicy slow = new TargetTrackingPolicy(
                "cpu", ScalingMetric.predefined(ScalingMetric.Kind.CPU), 50, 30 * MINUTE, 0, false);
        ScaledWorld world = new ScaledWorld(10, target(1, 100, slow)).cpu(80, 80, 80, 20);
        assertThat(world.until(32).story).containsExactly("3: 10 -> 16");
        assertThat(world.until(33).story).containsExactly("3: 10 -> 16", "33: 16 -> 7");
    }

    /** R6.7: no data is not low, and data that stops keeps a service as it is. */
    @Test
    void withoutDataNothingHappens() {
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(NO_DATA).until(90).story)
                .isEmpty();
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50)))
                        .cpu(times(12, 20, NO_DATA))
                        .until(90)
                        .story)
                .isEmpty();
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50)))
                        .cpu(80, 80, NO_DATA)
                        .until(90)
                        .story)
                .isEmpty();
    }

    /** R6.8: out if any wants out, by the largest. */
    @Test
    void theLargestScaleOutCounts() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50), keepMemory(50)))
                .cpu(60)
                .memory(70);
        assertThat(world.until(3).story).containsExactly("3: 10 -> 14");
        assertThat(world.result().activities().get(0).cause())
                .isEqualTo("monitor alarm TargetTracking-service/default/web-memory-AlarmHigh in state ALARM triggered"
                        + " policy memory");
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50), keepMemory(50)))
                        .cpu(20)
                        .memory(70)
                        .until(3)
                        .story)
                .containsExactly("3: 10 -> 14");
    }

    /** R6.8: in only if all agree, and then by the largest count. */
    @Test
    void scalesInOnlyIfAllAgree() {
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50), keepMemory(50)))
                        .cpu(20)
                        .memory(47)
                        .until(90)
                        .story)
                .isEmpty();
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50), keepMemory(50)))
                        .cpu(20)
                        .memory(30)
                        .until(16)
                        .story)
                .containsExactly("15: 10 -> 6");
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50), keepMemory(50)))
                        .cpu(20)
                        .until(90)
                        .story)
                .as("R6.7: no data is no consent")
                .isEmpty();
    }

    /** A policy that does not scale in has no say in it. */
    @Test
    void disabledScaleInNeitherActsNorBlocks() {
        TargetTrackingPolicy outOnly =
                new TargetTrackingPolicy("memory", ScalingMetric.predefined(ScalingMetric.Kind.MEMORY), 50, 0, 0, true);
        assertThat(new ScaledWorld(10, target(1, 100, outOnly)).memory(20).until(90).story)
                .isEmpty();
        assertThat(new ScaledWorld(10, target(1, 100, keepCpu(50), outOnly))
                        .cpu(20)
                        .memory(48)
                        .until(16)
                        .story)
                .containsExactly("15: 10 -> 4");
    }

    /** W37: no scale-in until the deployment completes; scale-out goes on. R6.9. */
    @Test
    void deploymentHoldsScaleInOnly() {
        ScaledWorld low = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(20);
        low.deploying = true;
        assertThat(low.until(40).story).isEmpty();
        low.deploying = false;
        assertThat(low.until(41).story).containsExactly("41: 10 -> 4");
        ScaledWorld high = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(80);
        high.deploying = true;
        assertThat(high.until(3).story).containsExactly("3: 10 -> 16");
    }

    /** R6.2: the three predefined metrics are told apart. */
    @Test
    void watchesTheMetricThatItNames() {
        for (ScalingMetric.Kind kind :
                new ScalingMetric.Kind[] {ScalingMetric.Kind.CPU, ScalingMetric.Kind.MEMORY, ScalingMetric.Kind.REQUESTS
                }) {
            TargetTrackingPolicy policy = new TargetTrackingPolicy("p", ScalingMetric.predefined(kind), 50);
            ScaledWorld world = new ScaledWorld(10, target(1, 100, policy))
                    .cpu(60)
                    .memory(70)
                    .requests(80);
            assertThat(world.until(3).desired).isEqualTo(12 + 2 * kind.ordinal());
            assertThat(world.result().metric()).isEqualTo(kind.predefinedName());
        }
    }

    /** Means and counts of what happened, and its course. */
    @Test
    void keepsItsCourse() {
        ScaledWorld world = new ScaledWorld(10, target(1, 100, keepCpu(50))).cpu(80, 80, 80, 47);
        ScaledService result = world.until(10).result();
        assertThat(result.scaleOuts()).isEqualTo(1);
        assertThat(result.scaleIns()).isZero();
        assertThat(result.desiredMean()).isEqualTo((2 * 10 + 8 * 16) / 10.0);
        assertThat(result.leastDesired()).isEqualTo(10);
        assertThat(result.mostDesired()).isEqualTo(16);
        assertThat(result.target()).isEqualTo(50);
        assertThat(result.course()).hasSize(10);
        assertThat(result.course().get(2)).isEqualTo(new ScaledService.Point(3 * MINUTE, 16, 16, 80));
    }

    @Test
    void refusesWhatHasNoMeaning() {
        assertThatThrownBy(() -> keepCpu(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> target(3, 2)).hasMessageContaining("was 3 and 2");
        assertThatThrownBy(() -> new ScalingPlan(List.of(target(1, 2), target(1, 3))))
                .hasMessageContaining("at most once");
    }
}
