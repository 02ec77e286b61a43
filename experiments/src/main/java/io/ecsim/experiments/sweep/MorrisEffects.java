package io.ecsim.experiments.sweep;

import io.ecsim.experiments.designs.MorrisTrajectories;
import io.ecsim.experiments.statistics.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Elementary effects of one axis (Morris 1991; mu* after Campolongo, Cariboni and Saltelli 2007): what a step along the
 * whole axis would change, as each trajectory sees it.
 *
 * @param axis index of the axis
 * @param mu mean effect: its sign is the direction
 * @param muStar mean size of the effect: how much the axis matters
 * @param sigma standard deviation of the effects: how much they depend on where the other axes stand, or bend
 * @param noise mean standard error of an effect that the random numbers of the runs alone make; an effect is only
 *     worth its name where mu* is well above it. NaN with one replication
 * @param trajectories with a value on both sides of the step
 */
public record MorrisEffects(int axis, double mu, double muStar, double sigma, double noise, int trajectories) {

    /**
     * Computes the effects of each axis.
     *
     * @param axes how many there are
     * @param values by point and replication; NaN where there is none
     */
    public static List<MorrisEffects> of(MorrisTrajectories design, int axes, double[][] values) {
        List<MorrisEffects> effects = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            Moments plain = new Moments();
            Moments sizes = new Moments();
            Moments errors = new Moments();
            for (MorrisTrajectories.Step step : design.steps()) {
                if (step.axis() == axis) {
                    Moments effect = new Moments();
                    for (int r = 0; r < values[step.from()].length; r++) {
                        double each = step.effect(values[step.from()][r], values[step.to()][r]);
                        if (Double.isFinite(each)) {
                            effect.add(each);
                        }
                    }
                    if (effect.count() > 0) {
                        plain.add(effect.mean());
                        sizes.add(Math.abs(effect.mean()));
                    }
                    if (effect.count() > 1) {
                        errors.add(effect.standardError());
                    }
                }
            }
            effects.add(new MorrisEffects(
                    axis,
                    plain.mean(),
                    sizes.mean(),
                    plain.standardDeviation(),
                    errors.mean(),
                    Math.toIntExact(plain.count())));
        }
        return effects;
    }
}
