package io.ecsim.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ecsim.model.DeploymentStrategy;
import io.ecsim.observe.LifecycleStage;
import io.ecsim.observe.StageChange;
import io.ecsim.services.TrafficPlan.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagedRolloutTest {

    private static final long MINUTE = 60_000_000;

    private static List<Step> stepsOf(DeploymentStrategy strategy) {
        return TrafficPlan.of(strategy).steps();
    }

    /** R4.50, R4.51: every stage in its order, green complete before any traffic moves. */
    @Test
    void blueGreenPassesAllStages() {
        StagedRollout rollout = new StagedRollout(new DeploymentStrategy.BlueGreen(10), 0);
        rollout.advance(5 * MINUTE);
        assertThat(rollout.stage()).isEqualTo(LifecycleStage.SCALE_UP);
        assertThat(rollout.greenPercent()).isZero();
        rollout.greenIsUp(5 * MINUTE);
        assertThat(rollout.stage()).isEqualTo(LifecycleStage.BAKE_TIME);
        assertThat(rollout.greenPercent()).isEqualTo(100);
        assertThat(rollout.nextMicros()).isEqualTo(15 * MINUTE);
        rollout.advance(15 * MINUTE - 1);
        assertThat(rollout.keepsBlue()).isTrue();
        rollout.advance(15 * MINUTE);
        assertThat(rollout.keepsBlue()).isFalse();
        assertThat(rollout.history().stream().map(StageChange::stage))
                .containsExactly(
                        LifecycleStage.RECONCILE_SERVICE,
                        LifecycleStage.PRE_SCALE_UP,
                        LifecycleStage.SCALE_UP,
                        LifecycleStage.POST_SCALE_UP,
                        LifecycleStage.TEST_TRAFFIC_SHIFT,
                        LifecycleStage.POST_TEST_TRAFFIC_SHIFT,
                        LifecycleStage.PRE_PRODUCTION_TRAFFIC_SHIFT,
                        LifecycleStage.PRODUCTION_TRAFFIC_SHIFT,
                        LifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT,
                        LifecycleStage.BAKE_TIME,
                        LifecycleStage.CLEAN_UP);
        assertThatIllegalStateException().isThrownBy(() -> rollout.greenIsUp(16 * MINUTE));
    }

    /** R4.52: equal shares; the last step takes what is left and is followed by no step bake. */
    @Test
    void linearMovesEqualShares() {
        assertThat(stepsOf(new DeploymentStrategy.Linear(20, 10, 15)))
                .containsExactly(
                        new Step(0, 20),
                        new Step(10 * MINUTE, 40),
                        new Step(20 * MINUTE, 60),
                        new Step(30 * MINUTE, 80),
                        new Step(40 * MINUTE, 100));
        assertThat(stepsOf(new DeploymentStrategy.Linear(40, 1, 0)))
                .containsExactly(new Step(0, 40), new Step(MINUTE, 80), new Step(2 * MINUTE, 100));
        assertThat(stepsOf(new DeploymentStrategy.Linear(100, 30, 0))).containsExactly(new Step(0, 100));
        StagedRollout rollout = new StagedRollout(new DeploymentStrategy.Linear(20, 10, 15), 0);
        rollout.greenIsUp(MINUTE);
        List<Long> ends = new ArrayList<>();
        while (rollout.nextMicros() != StagedRollout.NEVER) {
            ends.add(rollout.nextMicros() / MINUTE);
            rollout.advance(rollout.nextMicros());
        }
        assertThat(ends).containsExactly(11L, 21L, 31L, 41L, 56L);
    }

    /** R4.52: a small share first, then the rest. */
    @Test
    void canaryMovesASmallShareThenTheRest() {
        assertThat(stepsOf(new DeploymentStrategy.Canary(10, 30, 15)))
                .containsExactly(new Step(0, 10), new Step(30 * MINUTE, 100));
        StagedRollout rollout = new StagedRollout(new DeploymentStrategy.Canary(10, 0, 0), 0);
        rollout.greenIsUp(7);
        assertThat(rollout.stage()).as("stages without length pass at once").isEqualTo(LifecycleStage.CLEAN_UP);
    }

    /** R4.50, R4.51: green that does not come up in 24 hours ends the deployment; a rollback takes traffic back. */
    @Test
    void stageMayLastADay() {
        StagedRollout rollout = new StagedRollout(new DeploymentStrategy.Canary(10, 30, 15), 0);
        long day = 24 * 60 * MINUTE;
        assertThat(rollout.nextMicros()).isEqualTo(day);
        assertThat(rollout.timedOut(day - 1)).isFalse();
        assertThat(rollout.timedOut(day)).isTrue();
        StagedRollout shifted = new StagedRollout(new DeploymentStrategy.Canary(10, 30, 15), 0);
        shifted.greenIsUp(MINUTE);
        assertThat(shifted.greenPercent()).isEqualTo(10);
        shifted.rollBack(2 * MINUTE);
        assertThat(shifted.greenPercent()).isZero();
        assertThat(shifted.nextMicros()).isEqualTo(StagedRollout.NEVER);
        assertThat(shifted.history()).last().isEqualTo(new StageChange(2 * MINUTE, LifecycleStage.ROLLBACK, 0));
    }

    @Test
    void rollingMovesNoTraffic() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrafficPlan.of(new DeploymentStrategy.Rolling()));
    }
}
