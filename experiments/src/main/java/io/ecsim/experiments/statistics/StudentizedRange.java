package io.ecsim.experiments.statistics;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/** The studentized range of normal variables, by Simpson's rule and Brent's search; accurate to about 1e-6. */
final class StudentizedRange {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double REACH = 8;
    private static final int STEPS = 128;
    private static final double ACCURACY = 1e-8;
    private static final double MOST = 100;
    private static final int EVALUATIONS = 200;

    private StudentizedRange() {}

    /**
     * Returns the value that the range of independent standard normal variables exceeds with probability
     * {@code 1 - confidence}: the studentized range with infinitely many degrees of freedom.
     *
     * @param count how many variables, at least 2
     */
    static double criticalValue(int count, double confidence) {
        if (count < 2) {
            throw new IllegalArgumentException("a range needs at least 2 variables, was " + count);
        }
        StudentT.requireConfidence(confidence);
        // One of them is the least, at z; the others lie within the range above it.
        DoubleUnaryOperator inside = range -> count
                * simpson(
                        z -> NORMAL.density(z)
                                * StrictMath.pow(
                                        NORMAL.cumulativeProbability(z + range) - NORMAL.cumulativeProbability(z),
                                        count - 1.0),
                        -REACH,
                        REACH,
                        STEPS);
        return new BrentSolver(ACCURACY).solve(EVALUATIONS, range -> inside.applyAsDouble(range) - confidence, 0, MOST);
    }

    private static double simpson(DoubleUnaryOperator function, double from, double to, int steps) {
        double width = (to - from) / steps;
        double sum = function.applyAsDouble(from) + function.applyAsDouble(to);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * function.applyAsDouble(from + i * width);
        }
        return sum * width / 3;
    }
}
