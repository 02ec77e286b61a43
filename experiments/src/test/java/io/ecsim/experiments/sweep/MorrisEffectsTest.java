package io.ecsim.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.AxisRange;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.designs.MorrisTrajectories;
import io.ecsim.experiments.designs.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class MorrisEffectsTest {

    private static final List<Axis> AXES = List.of(axis("a"), axis("b"), axis("c"));
    private static final MorrisTrajectories DESIGN = MorrisTrajectories.of(AXES, new Design.Morris(200, 4), 11);

    private static Axis axis(String path) {
        return new Axis(path, List.of(), Optional.of(new AxisRange(0, 3, false, false, "")), "", Axis.Kind.LINEAR);
    }

    private static List<MorrisEffects> effects(ToDoubleFunction<double[]> function, double... noise) {
        double[][] values = new double[DESIGN.points().size()][Math.max(1, noise.length)];
        for (Point point : DESIGN.points()) {
            // Each axis as a share of itself, as the effects are defined.
            double[] x = point.values().stream()
                    .mapToDouble(value -> value.position() / 3)
                    .toArray();
            for (int r = 0; r < values[0].length; r++) {
                double sign = point.index() % 2 == 0 ? 1 : -1;
                values[point.index()][r] = function.applyAsDouble(x) + (noise.length == 0 ? 0 : sign * noise[r]);
            }
        }
        return MorrisEffects.of(DESIGN, AXES.size(), values);
    }

    /** A linear function has constant effects: its coefficients. */
    @Test
    void effectsOfALinearFunctionAreItsCoefficients() {
        List<MorrisEffects> effects = effects(x -> 5 + 2 * x[0] - 3 * x[1]);

        assertThat(effects.get(0).mu()).isCloseTo(2, within(1e-5));
        assertThat(effects.get(0).muStar()).isCloseTo(2, within(1e-5));
        assertThat(effects.get(1).mu()).isCloseTo(-3, within(1e-5));
        assertThat(effects.get(1).muStar()).isCloseTo(3, within(1e-5));
        assertThat(effects.get(2).muStar()).isZero();
        assertThat(effects).allSatisfy(each -> {
            assertThat(each.sigma()).isCloseTo(0, within(1e-5));
            assertThat(each.trajectories()).isEqualTo(200);
        });
    }

    /**
     * Of a * b on four levels with steps of 2/3 the effect of a is b, of either sign of the step: b is 0, 1/3, 2/3 or 1,
     * equally likely, so mu is 1/2 and sigma the root of 5/36, in the mean over trajectories.
     */
    @Test
    void anInteractionShowsAsSpread() {
        List<MorrisEffects> effects = effects(x -> x[0] * x[1]);

        assertThat(effects.get(0).mu()).isCloseTo(0.5, within(0.08));
        assertThat(effects.get(0).sigma()).isCloseTo(Math.sqrt(5.0 / 36), within(0.04));
        assertThat(effects.get(2).sigma()).isZero();
    }

    /** A parabola around the middle: effects cancel in mu, and do not in mu*. */
    @Test
    void effectsOfBothSignsCancelInMuOnly() {
        List<MorrisEffects> effects = effects(x -> (x[0] - 0.5) * (x[0] - 0.5));

        // From 0 to 2/3 the change is 1/36 - 1/4 = -2/9 over 2/3, so -1/3; from 1/3 to 1 it is 1/3.
        assertThat(effects.get(0).muStar()).isCloseTo(1.0 / 3, within(1e-5));
        assertThat(Math.abs(effects.get(0).mu())).isLessThan(0.08);
    }

    /** Replications of +1 and -1 by turns give each step of 2/3 effects of 3 and -3: a standard error of 3. */
    @Test
    void noiseIsTheErrorThatReplicationsMake() {
        List<MorrisEffects> effects = effects(x -> 0, 1, -1);

        assertThat(effects).allSatisfy(each -> {
            assertThat(each.muStar()).isCloseTo(0, within(1e-9));
            assertThat(each.noise()).isCloseTo(3, within(1e-6));
        });
    }
}
