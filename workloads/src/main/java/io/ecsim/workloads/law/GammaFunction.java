package io.ecsim.workloads.law;

/**
 * The gamma function of positive numbers, by Lanczos' approximation with g = 7 and nine terms (relative error below 1e-13
 * in the range that laws use), in {@link StrictMath}: means of laws decide arrival rates, so they need the same bits
 * everywhere.
 */
final class GammaFunction {

    private static final double G = 7;
    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;
    private static final double[] TERMS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private GammaFunction() {}

    /** Returns the value at {@code x}, at least 1 and at most 100. */
    static double at(double x) {
        double z = x - 1;
        double sum = TERMS[0];
        for (int i = 1; i < TERMS.length; i++) {
            sum += TERMS[i] / (z + i);
        }
        double t = z + G + 0.5;
        return StrictMath.exp(HALF_LOG_TWO_PI + (z + 0.5) * StrictMath.log(t) - t) * sum;
    }
}
