package io.ecsim.experiments.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Student's t distribution. Commons Math computes it with its own elementary functions, so the last digit is the same
 * on every machine and JDK; libraries built on {@link Math} do not promise that.
 */
final class StudentT {

    private static final double ACCURACY = 1e-12;

    private StudentT() {}

    /** Returns the value that the absolute t statistic exceeds with probability {@code 1 - confidence}. */
    static double criticalValue(double degreesOfFreedom, double confidence) {
        requireConfidence(confidence);
        return -distribution(degreesOfFreedom).inverseCumulativeProbability((1 - confidence) / 2);
    }

    /** Returns the probability of a t statistic at least as far from 0; NaN stays NaN. */
    static double twoSidedPValue(double statistic, double degreesOfFreedom) {
        if (Double.isNaN(statistic)) {
            return Double.NaN;
        }
        return Math.min(1, 2 * distribution(degreesOfFreedom).cumulativeProbability(-Math.abs(statistic)));
    }

    static void requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence must be above 0 and below 1, was " + confidence);
        }
    }

    private static TDistribution distribution(double degreesOfFreedom) {
        return new TDistribution(null, degreesOfFreedom, ACCURACY);
    }
}
