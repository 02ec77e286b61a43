package io.ecsim.traffic;

/**
 * How the times of single requests spread around their mean in processor sharing, where the work of a request is
 * exponential. The law of a server of one thread at each load was computed from its Kolmogorov equations. It serves for
 * several threads too: what matters is how much longer than alone a request takes on average. Figures are times over mean.
 */
final class SojournShape {

    /** Probabilities of taking longer, by column. */
    private static final double[] LONGER = {
        0.95, 0.85, 0.75, 0.65, 0.555, 0.5, 0.445, 0.35, 0.25, 0.16, 0.1, 0.07, 0.05, 0.0325, 0.02, 0.01275, 0.01,
        0.00825, 0.0055, 0.00275, 0.001, 0.00025, 0.0001, 1e-5, 1e-6
    };

    /** What part of the requests a column stands for; the last columns are for time-outs alone. */
    private static final double[] WEIGHTS = {
        0.1, 0.1, 0.1, 0.1, 0.09, 0.02, 0.09, 0.1, 0.1, 0.08, 0.04, 0.02, 0.02, 0.015, 0.01, 0.0045, 0.001, 0.0025,
        0.003, 0.0025, 0.001, 0.0005
    };

    /** Load of a server of one thread, by row. */
    private static final double[] LOADS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1};

    /** Time over mean that is passed with these probabilities; the last row is the limit (product of two exponentials). */
    private static final double[][] TIMES = {
        {
            0.051293, 0.16252, 0.28768, 0.43078, 0.58879, 0.69315, 0.80968, 1.0498, 1.3863, 1.8326, 2.3026, 2.6593,
            2.9957, 3.4265, 3.912, 4.3622, 4.6052, 4.7975, 5.203, 5.8962, 6.9078, 8.294, 9.2103, 11.513, 13.816
        },
        {
            0.04875, 0.15491, 0.27513, 0.41354, 0.56758, 0.67003, 0.78509, 1.0244, 1.3647, 1.8252, 2.3212, 2.7052,
            3.0733, 3.5528, 4.1039, 4.6249, 4.9099, 5.1374, 5.6222, 6.467, 7.7337, 9.5287, 10.749, 13.916, 17.205
        },
        {
            0.046106, 0.147, 0.26204, 0.39555, 0.54545, 0.6459, 0.75942, 0.99793, 1.3425, 1.8183, 2.3421, 2.755, 3.1562,
            3.6861, 4.3041, 4.896, 5.2226, 5.4846, 6.0466, 7.036, 8.54, 10.704, 12.191, 16.099, 20.211
        },
        {
            0.043343, 0.13871, 0.24834, 0.3767, 0.52226, 0.62062, 0.73257, 0.97035, 1.3196, 1.8119, 2.3652, 2.8083,
            3.2439, 3.8255, 4.5116, 5.1752, 5.5438, 5.8405, 6.48, 7.6146, 9.3565, 11.891, 13.648, 18.311, 23.271
        },
        {
            0.040435, 0.12999, 0.2339, 0.35685, 0.49785, 0.59405, 0.70439, 0.94155, 1.2961, 1.8059, 2.3902, 2.8647,
            3.3358, 3.9707, 4.7269, 5.4643, 5.876, 6.2087, 6.9283, 8.2135, 10.204, 13.131, 15.176, 20.656, 26.545
        },
        {
            0.037345, 0.12072, 0.21856, 0.33579, 0.47203, 0.566, 0.67472, 0.91143, 1.2717, 1.8003, 2.4169, 2.9239,
            3.4318, 4.1221, 4.9511, 5.7657, 6.2228, 6.5931, 7.3973, 8.8427, 11.101, 14.454, 16.817, 23.209, 30.157
        },
        {
            0.034013, 0.11074, 0.20209, 0.31325, 0.44453, 0.53623, 0.64336, 0.87989, 1.2466, 1.7949, 2.4452, 2.9861,
            3.5323, 4.2804, 5.186, 6.0823, 6.5876, 6.9982, 7.8931, 9.5117, 12.062, 15.889, 18.611, 26.049, 34.237
        },
        {
            0.030342, 0.099781, 0.18411, 0.28884, 0.415, 0.50445, 0.6101, 0.84682, 1.2207, 1.7899, 2.4753, 3.0516,
            3.6379, 4.4468, 5.4338, 6.4174, 6.9746, 7.4287, 8.422, 10.23, 13.105, 17.469, 20.602, 29.266, 38.945
        },
        {
            0.026144, 0.087375, 0.16401, 0.26195, 0.383, 0.47034, 0.57472, 0.81221, 1.1941, 1.7853, 2.5076, 3.121,
            3.7496, 4.623, 5.6969, 6.7746, 7.3882, 7.8896, 8.9908, 11.009, 14.25, 19.229, 22.843, 32.978, 44.5
        },
        {
            0.020923, 0.072406, 0.14057, 0.23167, 0.34802, 0.43361, 0.53718, 0.77629, 1.1673, 1.7821, 2.543, 3.1955,
            3.8688, 4.8109, 5.9781, 7.1581, 7.8333, 8.3867, 9.6072, 11.86, 15.517, 21.215, 25.402, 37.342, 51.6
        },
        {
            0.017428, 0.063065, 0.1269, 0.21491, 0.32936, 0.41437, 0.5178, 0.75821, 1.1542, 1.7813, 2.5623, 3.2351,
            3.9317, 4.9099, 6.1265, 7.361, 8.0692, 8.6507, 9.9358, 12.318, 16.205, 22.31, 26.829, 39.834, 55.3
        },
        {
            0.011511, 0.051211, 0.11158, 0.19729, 0.31042, 0.39511, 0.49863, 0.74062, 1.1419, 1.7816, 2.583, 3.2765,
            3.997, 5.0125, 6.2804, 7.572, 8.315, 8.926, 10.28, 12.798, 16.935, 23.485, 28.37, 42.581, 59.545
        }
    };

    private static final double[] LOG_LONGER = new double[LONGER.length];

    static {
        for (int i = 0; i < LONGER.length; i++) {
            LOG_LONGER[i] = StrictMath.log(LONGER[i]);
        }
    }

    /** A probability with a smaller logarithm is nothing beside 1. */
    private static final double NEVER = -40;

    private final double[] times = new double[LONGER.length];

    /** Takes on the spread of a server on which requests take so much longer than alone, at least 1, on average. */
    void stretch(double slowdown) {
        double load = 1 - 1 / Math.max(1, slowdown);
        int row = 1;
        while (row < LOADS.length - 1 && LOADS[row] < load) {
            row++;
        }
        double part = (load - LOADS[row - 1]) / (LOADS[row] - LOADS[row - 1]);
        double[] low = TIMES[row - 1];
        double[] high = TIMES[row];
        for (int i = 0; i < times.length; i++) {
            times[i] = low[i] + part * (high[i] - low[i]);
        }
    }

    /** Returns how many columns stand for requests. */
    static int columns() {
        return WEIGHTS.length;
    }

    /** Returns what part of the requests a column stands for. */
    static double weight(int column) {
        return WEIGHTS[column];
    }

    /** Returns the time over mean of a column. */
    double time(int column) {
        return times[column];
    }

    /** Returns the probability to take longer than so many times the mean. */
    double longer(double overMean) {
        if (overMean <= 0) {
            return 1;
        }
        int last = times.length - 1;
        if (overMean <= times[0]) {
            return 1 - (1 - LONGER[0]) * overMean / times[0];
        }
        int i = 1;
        while (i < last && times[i] < overMean) {
            i++;
        }
        double slope = (LOG_LONGER[i] - LOG_LONGER[i - 1]) / (times[i] - times[i - 1]);
        double exponent = LOG_LONGER[i] + slope * (overMean - times[i]);
        return exponent < NEVER ? 0 : StrictMath.exp(exponent);
    }

    /** Returns the time over mean that is passed with a probability of the table's range. */
    double passedWith(double probability) {
        if (probability >= LONGER[0]) {
            return times[0] * (1 - probability) / (1 - LONGER[0]);
        }
        int i = 1;
        while (i < times.length - 1 && LONGER[i] > probability) {
            i++;
        }
        double part = (StrictMath.log(probability) - LOG_LONGER[i - 1]) / (LOG_LONGER[i] - LOG_LONGER[i - 1]);
        return times[i - 1] + part * (times[i] - times[i - 1]);
    }
}
