package io.ecsim.experiments.statistics;

import java.util.Optional;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * A mean told from what is known of the draws: where more work arrived than expected, a longer wait is taken back. The estimate
 * is the intercept of the least-squares regression of the values on the controls, each less its known expectation; its interval
 * is Student's with as many degrees of freedom less as there are controls (Lavenberg and Welch, Management Science 27, 1981).
 *
 * @param mean the estimate, in the unit of the values
 * @param standardError of the estimate
 * @param degreesOfFreedom of it
 * @param varianceRatio variance of the plain mean over that of the estimate
 */
record ControlVariates(double mean, double standardError, int degreesOfFreedom, double varianceRatio) {

    /** With fewer values of skewed metrics the intervals were seen to cover less than 93 % of the time. */
    static final int FEWEST_VALUES = 30;

    /**
     * Returns the estimate; absent where it gains too little ({@link Antithetic#LEAST_RATIO}), there are too few values, or the
     * controls do not vary.
     *
     * @param values one a replication, finite
     * @param controls one row a replication, each value less its expectation
     */
    static Optional<ControlVariates> of(double[] values, double[][] controls) {
        int number = controls.length == 0 ? 0 : controls[0].length;
        int degrees = values.length - 1 - number;
        if (number == 0 || values.length < FEWEST_VALUES || !(Moments.of(values).variance() > 0)) {
            return Optional.empty();
        }
        try {
            OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
            regression.newSampleData(values, controls);
            double mean = regression.estimateRegressionParameters()[0];
            double error = regression.estimateRegressionParametersStandardErrors()[0];
            double plain = Moments.of(values).standardError();
            double ratio = plain * plain / (error * error);
            return ratio >= Antithetic.LEAST_RATIO
                    ? Optional.of(new ControlVariates(mean, error, degrees, ratio))
                    : Optional.empty();
        } catch (SingularMatrixException constant) {
            return Optional.empty();
        }
    }

    Interval interval(double confidence) {
        return Interval.around(mean, StudentT.criticalValue(degreesOfFreedom, confidence) * standardError);
    }

    double pValue() {
        return StudentT.twoSidedPValue(mean / standardError, degreesOfFreedom);
    }
}
