package io.ecsim.experiments.designs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesignPointsTest {

    static Axis words(String path, String... texts) {
        List<AxisValue> values = new ArrayList<>();
        for (String text : texts) {
            values.add(new AxisValue(text, values.size()));
        }
        return new Axis(path, values, Optional.empty(), "", Axis.Kind.WORDS);
    }

    static Axis range(String path, double from, double to, boolean logarithmic) {
        AxisRange range = new AxisRange(from, to, logarithmic, false, "");
        return new Axis(
                path, List.of(), Optional.of(range), "", logarithmic ? Axis.Kind.LOGARITHMIC : Axis.Kind.LINEAR);
    }

    @Test
    void aFullDesignHasEveryCombinationOnceTheLastAxisFastest() {
        List<Axis> axes = List.of(words("a", "x", "y"), words("b", "1", "2", "3"));

        assertThat(DesignPoints.of(axes, new Design.Full(), 1))
                .extracting(point -> point.label(axes))
                .containsExactly("a=x, b=1", "a=x, b=2", "a=x, b=3", "a=y, b=1", "a=y, b=2", "a=y, b=3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 2026})
    void everyPartOfEveryAxisOfALatinHypercubeHoldsOnePoint(long seed) {
        int count = 40;
        List<Axis> axes = List.of(range("linear", 10, 50, false), range("log", 1, 1000, true));

        List<Point> points = DesignPoints.of(axes, new Design.LatinHypercube(count), seed);

        for (int axis = 0; axis < axes.size(); axis++) {
            double low = axes.get(axis).at(0).position();
            double high = axes.get(axis).at(1).position();
            TreeSet<Integer> parts = new TreeSet<>();
            for (Point point : points) {
                double share = (point.values().get(axis).position() - low) / (high - low);
                parts.add((int) (share * count));
            }
            assertThat(parts).as("seed %d axis %d", seed, axis).hasSize(count);
        }
    }

    @Test
    void aLatinHypercubeTakesTheValuesOfAListEquallyOften() {
        List<Axis> axes = List.of(words("a", "x", "y", "z", "w"), range("b", 0, 1, false));

        List<Point> points = DesignPoints.of(axes, new Design.LatinHypercube(20), 9);

        for (String text : List.of("x", "y", "z", "w")) {
            assertThat(points.stream()
                            .filter(point -> point.values().get(0).text().equals(text)))
                    .hasSize(5);
        }
    }

    @Test
    void aDesignFollowsFromItsSeed() {
        List<Axis> axes = List.of(range("a", 0, 1, false), range("b", 0, 1, false));
        Design cube = new Design.LatinHypercube(10);

        assertThat(DesignPoints.of(axes, cube, 5)).isEqualTo(DesignPoints.of(axes, cube, 5));
        assertThat(DesignPoints.of(axes, cube, 5)).isNotEqualTo(DesignPoints.of(axes, cube, 6));
    }

    @Test
    void rangesHaveBothEndsAndTheirUnit() {
        AxisRange share = new AxisRange(60, 95, false, false, "%");
        AxisRange fleet = new AxisRange(30, 300, true, true, "");

        assertThat(share.steps(4)).extracting(AxisValue::text).containsExactly("60%", "71.6667%", "83.3333%", "95%");
        assertThat(share.every(10)).extracting(AxisValue::text).containsExactly("60%", "70%", "80%", "90%");
        assertThat(fleet.steps(3)).extracting(AxisValue::text).containsExactly("30", "95", "300");
        assertThat(new AxisRange(1, 3, false, true, "").steps(9))
                .extracting(AxisValue::text)
                .containsExactly("1", "2", "3");
    }

    @Test
    void everyTrajectoryStepsOnceAlongEveryAxisByHalfOfItsLevels() {
        List<Axis> axes = List.of(range("a", 0, 9, false), range("b", 0, 9, false), words("c", "p", "q", "r"));
        Design.Morris design = new Design.Morris(25, 4);

        MorrisTrajectories drawn = MorrisTrajectories.of(axes, design, 3);

        assertThat(drawn.points()).hasSize(25 * 4);
        assertThat(drawn.steps()).hasSize(25 * 3);
        for (int trajectory = 0; trajectory < 25; trajectory++) {
            int at = trajectory;
            assertThat(drawn.steps().stream()
                            .filter(step -> step.trajectory() == at)
                            .mapToInt(MorrisTrajectories.Step::axis))
                    .containsExactlyInAnyOrder(0, 1, 2);
        }
        for (MorrisTrajectories.Step step : drawn.steps()) {
            List<AxisValue> from = drawn.points().get(step.from()).values();
            List<AxisValue> to = drawn.points().get(step.to()).values();
            for (int axis = 0; axis < axes.size(); axis++) {
                double moved = to.get(axis).position() - from.get(axis).position();
                double length = axes.get(axis)
                        .level(axes.get(axis).levels(4) - 1, axes.get(axis).levels(4))
                        .position();
                double expected = axis == step.axis() ? step.share() * length : 0;
                assertThat(moved).isCloseTo(expected, within(1e-9));
            }
        }
        assertThat(drawn.steps().stream().filter(step -> step.axis() == 0).mapToDouble(step -> Math.abs(step.share())))
                .containsOnly(2.0 / 3);
        // Every level is met, and both directions are taken.
        assertThat(drawn.points().stream()
                        .map(point -> point.values().get(0).text())
                        .distinct())
                .containsExactlyInAnyOrder("0", "3", "6", "9");
        assertThat(drawn.steps().stream().map(step -> step.share() > 0).distinct())
                .hasSize(2);
    }

    @Test
    void tooManyPointsAreRefused() {
        Axis axis =
                words("a", IntStream.range(0, 101).mapToObj(Integer::toString).toArray(String[]::new));
        Axis other =
                words("b", IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new));

        assertThatThrownBy(() -> DesignPoints.of(List.of(axis, other), new Design.Full(), 1))
                .hasMessageContaining("10100")
                .hasMessageContaining("10000");
    }

    @Test
    void theNameOfAnAxisIsTheEndOfItsPath() {
        assertThat(words("workload.arrivals.poisson.load", "1").name()).isEqualTo("load");
        assertThat(words("cluster.instances", "1").name()).isEqualTo("instances");
        assertThat(words("workload.tasks[large].weight", "1").name()).isEqualTo("tasks[large].weight");
        assertThat(words("strategies[0]", "1").name()).isEqualTo("strategies[0]");
        assertThat(words("horizon", "1").name()).isEqualTo("horizon");
    }
}
