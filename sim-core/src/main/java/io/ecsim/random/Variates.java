package io.ecsim.random;

/**
 * Standard exponential and normal variates by the ziggurat method (Marsaglia and Tsang 2000, with 256 layers and Doornik's
 * 2005 use of independent bits for layer and position). The tables come from {@link StrictMath}: values are bit-identical on every JDK.
 */
public final class Variates {

    private static final int LAYERS = 256;

    /** Right edge of the exponential's base strip, and the area of every strip. */
    private static final double EXP_R = 7.69711747013104972;

    private static final double EXP_V = 0.0039496598225815571993;

    /** What is drawn as 0 counts as the least uniform double: its opposite is finite. */
    private static final double LEAST_EXPONENTIAL = 0x1.0p-53;

    private static final double NORMAL_R = 3.6541528853610088;
    private static final double NORMAL_V = 0.00492867323399;

    private static final double[] EXP_X = new double[LAYERS + 1];
    private static final double[] EXP_Y = new double[LAYERS + 1];
    private static final double[] NORMAL_X = new double[LAYERS + 1];
    private static final double[] NORMAL_Y = new double[LAYERS + 1];

    static {
        EXP_X[0] = EXP_V / StrictMath.exp(-EXP_R);
        EXP_X[1] = EXP_R;
        NORMAL_X[0] = NORMAL_V / StrictMath.exp(-0.5 * NORMAL_R * NORMAL_R);
        NORMAL_X[1] = NORMAL_R;
        for (int i = 2; i < LAYERS; i++) {
            EXP_X[i] = -StrictMath.log(StrictMath.exp(-EXP_X[i - 1]) + EXP_V / EXP_X[i - 1]);
            double density = StrictMath.exp(-0.5 * NORMAL_X[i - 1] * NORMAL_X[i - 1]) + NORMAL_V / NORMAL_X[i - 1];
            NORMAL_X[i] = StrictMath.sqrt(-2 * StrictMath.log(density));
        }
        for (int i = 1; i <= LAYERS; i++) {
            EXP_Y[i] = StrictMath.exp(-EXP_X[i]);
            NORMAL_Y[i] = StrictMath.exp(-0.5 * NORMAL_X[i] * NORMAL_X[i]);
        }
    }

    private Variates() {}

    /** Draws from the exponential law of mean 1. */
    public static double exponential(RandomStream stream) {
        double value = exponentialAsDrawn(stream);
        return stream.mask() == 0 ? value : opposite(value);
    }

    /** Returns the exponential value above which lies as much as below the one given. */
    private static double opposite(double exponential) {
        return -StrictMath.log(-StrictMath.expm1(-StrictMath.max(exponential, LEAST_EXPONENTIAL)));
    }

    /** Returns the words as they are drawn, not mirrored: a mirror image takes as many of them as its original. */
    private static long word(RandomStream stream) {
        return stream.nextLong() ^ stream.mask();
    }

    private static double uniform(RandomStream stream) {
        return (word(stream) >>> 11) * 0x1.0p-53;
    }

    private static double positiveUniform(RandomStream stream) {
        return ((word(stream) >>> 11) + 1) * 0x1.0p-53;
    }

    private static double exponentialAsDrawn(RandomStream stream) {
        double offset = 0;
        while (true) {
            long bits = word(stream);
            int layer = (int) bits & (LAYERS - 1);
            double x = (bits >>> 11) * 0x1.0p-53 * EXP_X[layer];
            if (x < EXP_X[layer + 1]) {
                return offset + x;
            }
            if (layer == 0) {
                offset += EXP_R; // the tail beyond R is the law itself, shifted
            } else {
                double y = EXP_Y[layer] + uniform(stream) * (EXP_Y[layer + 1] - EXP_Y[layer]);
                if (y < StrictMath.exp(-x)) {
                    return offset + x;
                }
            }
        }
    }

    /** Draws from the normal law of mean 0 and variance 1. */
    public static double normal(RandomStream stream) {
        double value = normalAsDrawn(stream);
        return stream.mask() == 0 ? value : -value;
    }

    private static double normalAsDrawn(RandomStream stream) {
        while (true) {
            long bits = word(stream);
            int layer = (int) bits & (LAYERS - 1);
            boolean negative = (bits & LAYERS) != 0;
            double x = (bits >>> 11) * 0x1.0p-53 * NORMAL_X[layer];
            if (x < NORMAL_X[layer + 1]) {
                return negative ? -x : x;
            }
            if (layer == 0) {
                double tail = normalTail(stream);
                return negative ? -tail : tail;
            }
            double y = NORMAL_Y[layer] + uniform(stream) * (NORMAL_Y[layer + 1] - NORMAL_Y[layer]);
            if (y < StrictMath.exp(-0.5 * x * x)) {
                return negative ? -x : x;
            }
        }
    }

    /** Marsaglia's tail method, beyond R. */
    private static double normalTail(RandomStream stream) {
        while (true) {
            double x = -StrictMath.log(positiveUniform(stream)) / NORMAL_R;
            double y = -StrictMath.log(positiveUniform(stream));
            if (y + y > x * x) {
                return NORMAL_R + x;
            }
        }
    }
}
