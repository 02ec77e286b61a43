package io.ecsim.services;

import io.ecsim.engine.SimClock;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.observe.LifecycleStage;
import io.ecsim.observe.StageChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a blue/green, linear or canary deployment stands (R4.50-R4.52). Stages that have no work are passed through in the
 * instant in which they are entered; lifecycle hooks are not modelled. A stage may last 24 hours: green tasks that find no
 * room so long end the deployment, and so does a failure that the scheduler finds; then traffic is back on blue at once.
 */
final class StagedRollout {

    /** A time that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long STAGE_TIMEOUT_MICROS = 24 * 3600 * SimClock.MICROS_PER_SECOND;

    private final TrafficPlan plan;
    private final List<StageChange> history = new ArrayList<>();
    private LifecycleStage stage = LifecycleStage.RECONCILE_SERVICE;
    private long stageSinceMicros;
    private long shiftedMicros;
    private int stepsDone;
    private double greenPercent;

    /** Begins a rollout: green may scale up. */
    StagedRollout(DeploymentStrategy strategy, long nowMicros) {
        this.plan = TrafficPlan.of(strategy);
        enter(LifecycleStage.RECONCILE_SERVICE, nowMicros);
        enter(LifecycleStage.PRE_SCALE_UP, nowMicros);
        enter(LifecycleStage.SCALE_UP, nowMicros);
    }

    private void enter(LifecycleStage next, long nowMicros) {
        stage = next;
        stageSinceMicros = nowMicros;
        history.add(new StageChange(nowMicros, next, greenPercent));
    }

    LifecycleStage stage() {
        return stage;
    }

    /** Returns the share of production traffic that green serves. */
    double greenPercent() {
        return greenPercent;
    }

    /** Returns all stages entered so far, ascending in time. */
    List<StageChange> history() {
        return List.copyOf(history);
    }

    /** All green tasks are healthy: traffic begins to move (R4.51). */
    void greenIsUp(long nowMicros) {
        require(LifecycleStage.SCALE_UP);
        enter(LifecycleStage.POST_SCALE_UP, nowMicros);
        enter(LifecycleStage.TEST_TRAFFIC_SHIFT, nowMicros);
        enter(LifecycleStage.POST_TEST_TRAFFIC_SHIFT, nowMicros);
        enter(LifecycleStage.PRE_PRODUCTION_TRAFFIC_SHIFT, nowMicros);
        shiftedMicros = nowMicros;
        shift(nowMicros);
        advance(nowMicros);
    }

    private void shift(long nowMicros) {
        greenPercent = plan.steps().get(stepsDone++).greenPercent();
        enter(LifecycleStage.PRODUCTION_TRAFFIC_SHIFT, nowMicros);
        if (stepsDone == plan.steps().size()) {
            enter(LifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT, nowMicros);
            enter(LifecycleStage.BAKE_TIME, nowMicros);
        }
    }

    /** Does what time alone brings: further shifts, the end of the bake. */
    void advance(long nowMicros) {
        while (nextMicros() <= nowMicros && !timedOut(nowMicros)) {
            if (stage == LifecycleStage.BAKE_TIME) {
                enter(LifecycleStage.CLEAN_UP, nowMicros);
            } else {
                shift(nowMicros);
            }
        }
    }

    /** Returns when something happens by itself, or NEVER. */
    long nextMicros() {
        return switch (stage) {
            case SCALE_UP -> stageSinceMicros + STAGE_TIMEOUT_MICROS;
            case PRODUCTION_TRAFFIC_SHIFT ->
                shiftedMicros + plan.steps().get(stepsDone).afterMicros();
            case BAKE_TIME -> stageSinceMicros + plan.bakeMicros();
            default -> NEVER;
        };
    }

    /** Returns whether green has not come up in the time that a stage may last. */
    boolean timedOut(long nowMicros) {
        return stage == LifecycleStage.SCALE_UP && nowMicros - stageSinceMicros >= STAGE_TIMEOUT_MICROS;
    }

    /** Returns whether blue is to be kept as it is: it serves, or may have to again. */
    boolean keepsBlue() {
        return stage != LifecycleStage.CLEAN_UP && stage != LifecycleStage.ROLLBACK;
    }

    /** The deployment has failed: all traffic is blue's again. */
    void rollBack(long nowMicros) {
        greenPercent = 0;
        enter(LifecycleStage.ROLLBACK, nowMicros);
    }

    private void require(LifecycleStage expected) {
        if (stage != expected) {
            throw new IllegalStateException("the deployment is in " + stage + ", not in " + expected);
        }
    }
}
