package io.ecsim.services;

import io.ecsim.engine.SimClock;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.DeploymentStrategy.BlueGreen;
import io.ecsim.model.DeploymentStrategy.Canary;
import io.ecsim.model.DeploymentStrategy.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * How production traffic moves from blue to green (R4.51, R4.52).
 *
 * @param steps in their order; the first at 0, the last brings green to 100 percent
 * @param bakeMicros both revisions remain so long after the last step
 */
record TrafficPlan(List<Step> steps, long bakeMicros) {

    private static final long MICROS_PER_MINUTE = 60 * SimClock.MICROS_PER_SECOND;

    /**
     * A shift of traffic.
     *
     * @param afterMicros since the first shift
     * @param greenPercent share of green from then on
     */
    record Step(long afterMicros, double greenPercent) {}

    TrafficPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Returns the plan of a strategy.
     *
     * @throws IllegalArgumentException if it is rolling: that one moves no traffic by itself
     */
    static TrafficPlan of(DeploymentStrategy strategy) {
        if (strategy instanceof BlueGreen blueGreen) {
            return new TrafficPlan(List.of(new Step(0, 100)), blueGreen.bakeMinutes() * MICROS_PER_MINUTE);
        }
        if (strategy instanceof Linear linear) {
            return new TrafficPlan(equalSteps(linear), linear.bakeMinutes() * MICROS_PER_MINUTE);
        }
        if (strategy instanceof Canary canary) {
            List<Step> steps = canary.canaryPercent() == 100
                    ? List.of(new Step(0, 100))
                    : List.of(
                            new Step(0, canary.canaryPercent()),
                            new Step(canary.canaryBakeMinutes() * MICROS_PER_MINUTE, 100));
            return new TrafficPlan(steps, canary.bakeMinutes() * MICROS_PER_MINUTE);
        }
        throw new IllegalArgumentException(strategy + " moves no traffic");
    }

    /** Steps of equal size; the last takes what is left, and no step bake follows it. */
    private static List<Step> equalSteps(Linear linear) {
        List<Step> steps = new ArrayList<>();
        double percent = 0;
        while (percent < 100) {
            long after = steps.size() * linear.stepBakeMinutes() * MICROS_PER_MINUTE;
            percent = Math.min(100, (steps.size() + 1) * linear.stepPercent());
            steps.add(new Step(after, percent));
        }
        return steps;
    }
}
