package io.ecsim.experiments.adversary;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.AxisRange;
import io.ecsim.experiments.designs.AxisValue;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.designs.DesignPoints;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;

/**
 * Looks for the greatest value of a function on a unit cube: a quarter of the tries are a Latin hypercube, the others a
 * covariance matrix adaptation (CMA-ES, Hansen 2006, of Commons Math) from the best of them, and again from the next
 * best where it converges early. The same arguments give the same tries.
 */
final class GapSearch {

    private static final double SPREAD = 0.2;
    private static final double NO_VALUE = -1e15;
    private static final int LEAST_FIRST = 4;

    private final int dimensions;
    private final int budget;
    private final long seed;
    private final List<Trial> trials = new ArrayList<>();

    /**
     * A try.
     *
     * @param shares how far along each axis, 0 to 1
     * @param value of the function; NaN where it has none
     */
    record Trial(List<Double> shares, double value) {

        Trial {
            shares = List.copyOf(shares);
        }
    }

    /** A search that was told to stop. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    GapSearch(int dimensions, int budget, long seed) {
        if (dimensions < 1 || budget < 2) {
            throw new IllegalArgumentException(
                    "a search needs a dimension and 2 tries, was given " + dimensions + " and " + budget);
        }
        this.dimensions = dimensions;
        this.budget = budget;
        this.seed = seed;
    }

    /**
     * Returns all tries in order.
     *
     * @param function empty to stop the search
     */
    List<Trial> run(ToTrial function) {
        try {
            ToDoubleFunction<double[]> counted = place -> tried(function, place);
            for (double[] place : first(Math.min(budget, Math.max(LEAST_FIRST, budget / 4)))) {
                tried(function, place);
            }
            List<Trial> starts = trials.stream()
                    .filter(trial -> !Double.isNaN(trial.value))
                    .sorted(Comparator.comparingDouble(trial -> -trial.value))
                    .toList();
            SearchRandom random = new SearchRandom(new Streams(seed, 0).sequential("adversary.search"));
            for (int start = 0; start < starts.size() && budget - trials.size() > population(); start++) {
                climb(starts.get(start), counted, random);
            }
        } catch (Stopped stopped) {
            // What was tried so far is the answer.
        }
        return List.copyOf(trials);
    }

    /** Returns the value at a place, absent to stop. */
    @FunctionalInterface
    interface ToTrial {
        Optional<Double> at(double[] shares);
    }

    private double tried(ToTrial function, double[] place) {
        double value = function.at(place.clone()).orElseThrow(Stopped::new);
        trials.add(new Trial(Arrays.stream(place).boxed().toList(), value));
        return Double.isNaN(value) ? NO_VALUE : value;
    }

    private List<double[]> first(int count) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            AxisRange whole = new AxisRange(0, 1, false, false, "");
            axes.add(new Axis("share" + i, List.of(), Optional.of(whole), "", Axis.Kind.LINEAR));
        }
        return DesignPoints.of(axes, new Design.LatinHypercube(Math.max(2, count)), seed).stream()
                .map(point ->
                        point.values().stream().mapToDouble(AxisValue::position).toArray())
                .limit(count)
                .toList();
    }

    private int population() {
        return 4 + (int) (3 * StrictMath.log(dimensions));
    }

    private void climb(Trial start, ToDoubleFunction<double[]> function, SearchRandom random) {
        double[] zero = new double[dimensions];
        double[] one = new double[dimensions];
        double[] spread = new double[dimensions];
        Arrays.fill(one, 1);
        Arrays.fill(spread, SPREAD);
        CMAESOptimizer optimizer = new CMAESOptimizer(budget, 0, true, 0, 1, random, false, null);
        try {
            optimizer.optimize(
                    new ObjectiveFunction(function::applyAsDouble),
                    GoalType.MAXIMIZE,
                    new MaxEval(budget - trials.size()),
                    new InitialGuess(
                            start.shares.stream().mapToDouble(share -> share).toArray()),
                    new SimpleBounds(zero, one),
                    new CMAESOptimizer.Sigma(spread),
                    new CMAESOptimizer.PopulationSize(population()));
        } catch (TooManyEvaluationsException spent) {
            // The budget is the end of it.
        }
    }
}
