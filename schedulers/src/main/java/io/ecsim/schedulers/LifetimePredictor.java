package io.ecsim.schedulers;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.RandomStream;

/**
 * A noisy oracle of remaining lifetimes. Each prediction is the truth with a stated probability, its accuracy; otherwise it
 * is ten times too long or ten times too short, each as likely: one of the classes of LAVA (up to 1, 10, 100 hours) too high
 * or too low. A draw belongs to (task, attempt, how often it was predicted before), so that every competitor is told the
 * same, and what is right at one accuracy is right at every higher one. A task without end is always known as such.
 */
final class LifetimePredictor {

    /** Accuracies are whole numbers of this: ten-thousandths. */
    static final int WHOLE = 10_000;

    /** A prediction that cannot be told from none. */
    static final long ENDLESS = Long.MAX_VALUE;

    /** No prediction is shorter: 1 s. */
    static final long LEAST_MICROS = 1_000_000;

    private static final long FACTOR = 10;

    /** Bits for the number of a prediction; later ones repeat the draws of the first. */
    private static final int PREDICTION_BITS = 10;

    private final int accuracy;
    private final KeyedStream draws;

    /**
     * Makes a predictor.
     *
     * @param accuracy probability that a prediction is the truth, in ten-thousandths
     */
    LifetimePredictor(int accuracy, KeyedStream draws) {
        this.accuracy = accuracy;
        this.draws = draws;
    }

    /**
     * Returns a predicted remaining lifetime in microseconds, at least {@link #LEAST_MICROS}.
     *
     * @param prediction how often this attempt was predicted before
     * @param trueMicros what really remains; {@link #ENDLESS} without end
     */
    long remainingMicros(long ordinal, int attempt, int prediction, long trueMicros) {
        if (trueMicros == ENDLESS) {
            return ENDLESS;
        }
        long truth = Math.max(LEAST_MICROS, trueMicros);
        RandomStream draw = draws.at(ordinal, attempt << PREDICTION_BITS | prediction & ((1 << PREDICTION_BITS) - 1));
        if (draw.nextInt(WHOLE) < accuracy) {
            return truth;
        }
        if (draw.nextInt(2) == 0) {
            return Math.max(LEAST_MICROS, truth / FACTOR);
        }
        return truth > ENDLESS / (2 * FACTOR) ? ENDLESS : truth * FACTOR;
    }
}
