package io.ecsim.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.AxisValue;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.designs.DesignPoints;
import io.ecsim.experiments.designs.Point;
import io.ecsim.experiments.designs.SweepPlan;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** M12: winners only after Holm over all pairs at a point, and outside the margin. */
class SweepFindingsTest {

    private static final int REPLICATIONS = 6;

    /** What a strategy has at a point, without noise. */
    private interface Value {
        double of(int contender, Point point, int replication);
    }

    private static Axis axis(String path, double... numbers) {
        List<AxisValue> values = new ArrayList<>();
        for (double number : numbers) {
            values.add(new AxisValue(Integer.toString((int) number), number));
        }
        return new Axis(path, values, Optional.empty(), "", Axis.Kind.LINEAR);
    }

    private static SweepFindings findings(Value value, double unplaced, Axis... axes) {
        SweepPlan plan = new SweepPlan(List.of(axes), new Design.Full(), List.of());
        List<Point> points = DesignPoints.of(plan.axes(), plan.design(), 1);
        List<Experiment> experiments = new ArrayList<>();
        List<List<List<Optional<SweptRun>>>> runs = new ArrayList<>();
        for (Point point : points) {
            experiments.add(InventedRuns.experiment(REPLICATIONS, "A", "B"));
            List<List<Optional<SweptRun>>> ofPoint = new ArrayList<>();
            for (int contender = 0; contender < 2; contender++) {
                List<Optional<SweptRun>> row = new ArrayList<>();
                for (int r = 0; r < REPLICATIONS; r++) {
                    // The world's noise is large and common to both; the strategy's own is small.
                    double noise = 3 * Math.sin(r) + 0.05 * Math.cos(7 * r + 3 * contender);
                    double wait = value.of(contender, point, r) + noise;
                    Map<Metric, Double> metrics = Map.of(Metric.WAIT_MEAN, wait, Metric.UNPLACED, unplaced);
                    row.add(Optional.of(new SweptRun(r, metrics, wait, false, 1, 1)));
                }
                ofPoint.add(row);
            }
            runs.add(ofPoint);
        }
        return SweepFindings.of(new SweepResult(new Sweep(plan, points, experiments), runs, false));
    }

    private static double of(Point point, int axis) {
        return point.values().get(axis).position();
    }

    @Test
    void theLeadPassesWhereTheDifferenceChangesItsSign() {
        SweepFindings findings = findings(
                (contender, point, r) -> contender == 0 ? 20 : 14 + 2 * of(point, 0), 0, axis("x", 1, 2, 3, 4, 5));

        assertThat(findings.atPoints()).extracting(Judgement::winner).containsExactly(1, 1, -1, 0, 0);
        assertThat(findings.atPoints()).extracting(Judgement::separable).containsExactly(true, true, false, true, true);
        SweepAnswer answer = SweepAnswer.of(findings);
        assertThat(answer.headline())
                .isEqualTo("A wins on mean wait at 2 of 5 points, B at 2; at 1 the best cannot be told from the next.");
        assertThat(answer.details()).containsExactly("As x grows, the lead passes from B to A between 2 and 4.");
    }

    @Test
    void passagesAreCountedOverTheLinesOfAnotherAxis() {
        SweepFindings findings = findings(
                (contender, point, r) -> contender == 0 ? 20 : 13 + 2 * of(point, 0) + 2 * of(point, 1),
                0,
                axis("x", 1, 2, 3, 4),
                axis("y", 0, 1));

        assertThat(SweepAnswer.of(findings).details())
                .containsExactly(
                        "As x grows, the lead passes from B to A between 3 and 4 or between 2 and 3, on 2 of 2 lines.",
                        "As y grows, the lead passes from B to A between 0 and 1, on 1 of 4 lines.");
    }

    /** The margin of 5 % of 20 s: a difference of 0.5 s is beyond doubt here, and still makes no practical difference. */
    @Test
    void aDifferenceInsideTheMarginIsNotSeparable() {
        SweepFindings findings = findings((contender, point, r) -> contender == 0 ? 20 : 20.5, 0, axis("x", 1));

        Judgement judgement = findings.atPoints().get(0);
        assertThat(judgement.best()).isZero();
        assertThat(judgement.separable()).isFalse();
        assertThat(judgement.first().orElseThrow().adjustedPValue()).isLessThan(0.001);
        assertThat(SweepAnswer.of(findings).headline())
                .isEqualTo("On mean wait, at none of the 1 point can the best be told from the next.");
    }

    /** A difference of 2 s that noise of the strategies' own hides: outside the margin, and not significant. */
    @Test
    void aDifferenceInsideTheNoiseIsNotSeparable() {
        SweepFindings findings =
                findings((contender, point, r) -> contender == 0 ? 20 : 22 + (r % 2 == 0 ? 9 : -9), 0, axis("x", 1));

        assertThat(findings.atPoints().get(0).separable()).isFalse();
    }

    @Test
    void severalPointsAreJudgedByTheirMeanReplicationByReplication() {
        SweepFindings findings =
                findings((contender, point, r) -> 20 + contender * of(point, 0), 0, axis("x", -4, 2, 6));

        Judgement all = findings.judge(Metric.WAIT_MEAN, List.of(0, 1, 2));

        assertThat(findings.atPoints()).extracting(Judgement::winner).containsExactly(1, 0, 0);
        assertThat(all.winner()).isZero();
        assertThat(all.first().orElseThrow().difference().mean()).isCloseTo(4.0 / 3, within(0.1));
    }

    @Test
    void whereNobodyKeepsTheConditionsThatIsSaid() {
        SweepFindings findings = findings((contender, point, r) -> 20 + 5 * contender, 0.2, axis("x", 1));

        assertThat(findings.atPoints().get(0).feasible()).isFalse();
        assertThat(findings.atPoints().get(0).winner()).isZero();
    }

    @Test
    void pointsWithoutAValueHaveNoWinner() {
        SweepFindings findings = findings(
                (contender, point, r) -> of(point, 0) > 1 ? Double.NaN : 20 + 5 * contender, 0, axis("x", 1, 2));

        assertThat(findings.atPoints()).extracting(Judgement::best).containsExactly(0, -1);
        assertThat(findings.atPoints().get(1).separable()).isFalse();
        // The mean over both is that of the point with values.
        assertThat(findings.judge(Metric.WAIT_MEAN, List.of(0, 1)).winner()).isZero();
    }
}
