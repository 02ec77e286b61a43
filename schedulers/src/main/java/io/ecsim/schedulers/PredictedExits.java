package io.ecsim.schedulers;

import io.ecsim.placement.LifetimeFeed;
import java.util.Arrays;

/**
 * When each instance is predicted to be empty: the latest predicted exit of its tasks. A task that outlives its prediction
 * is predicted anew, from then on.
 */
final class PredictedExits implements LifetimeFeed.Follower {

    private static final int NONE = -1;

    private final LifetimeFeed feed;
    private final LifetimePredictor predictor;

    /** By instance: the first task there, the latest predicted exit, and until when that holds. */
    private final int[] first;

    private final long[] exitMicros;
    private final long[] validMicros;

    /** By row of a task: its neighbours on the instance, and what is known and predicted of it. */
    private int[] next = new int[64];

    private int[] previous = new int[64];
    private long[] ordinals = new long[64];
    private int[] attempts = new int[64];
    private int[] predictions = new int[64];
    private long[] trueExits = new long[64];
    private long[] predictedExits = new long[64];

    PredictedExits(LifetimeFeed feed, LifetimePredictor predictor, int instances) {
        this.feed = feed;
        this.predictor = predictor;
        this.first = new int[instances];
        this.exitMicros = new long[instances];
        this.validMicros = new long[instances];
        Arrays.fill(first, NONE);
    }

    /** Returns the latest predicted exit of the tasks on an instance, now if there is none; never before now. */
    long exitMicros(int instance, long now) {
        if (now >= validMicros[instance]) {
            predictAnew(instance, now);
        }
        return Math.max(now, exitMicros[instance]);
    }

    private void predictAnew(int instance, long now) {
        long latest = now;
        long earliest = LifetimePredictor.ENDLESS;
        for (int row = first[instance]; row != NONE; row = next[row]) {
            while (predictedExits[row] <= now) {
                predictedExits[row] = exit(row, predictedExits[row], now);
            }
            latest = Math.max(latest, predictedExits[row]);
            earliest = Math.min(earliest, predictedExits[row]);
        }
        exitMicros[instance] = latest;
        validMicros[instance] = earliest;
    }

    /** Predicts a task that has outlived its prediction: at that moment, or now if nothing was left to run by then. */
    private long exit(int row, long outlivedMicros, long now) {
        predictions[row]++;
        long from = trueExits[row] > outlivedMicros ? outlivedMicros : now;
        return after(
                from, predictor.remainingMicros(ordinals[row], attempts[row], predictions[row], trueExits[row] - from));
    }

    @Override
    public void placed(int row, int instance, long ordinal, int attempt, long runMicros) {
        if (instance >= first.length) {
            return; // a place on Fargate
        }
        if (row >= next.length) {
            grow(Math.max(row + 1, next.length * 2));
        }
        long now = feed.nowMicros();
        ordinals[row] = ordinal;
        attempts[row] = attempt;
        predictions[row] = 0;
        trueExits[row] = after(now, runMicros);
        predictedExits[row] = after(now, predictor.remainingMicros(ordinal, attempt, 0, runMicros));
        next[row] = first[instance];
        previous[row] = NONE;
        if (first[instance] != NONE) {
            previous[first[instance]] = row;
        }
        first[instance] = row;
        validMicros[instance] = now;
    }

    @Override
    public void released(int row, int instance) {
        if (instance >= first.length) {
            return;
        }
        if (previous[row] == NONE) {
            first[instance] = next[row];
        } else {
            next[previous[row]] = next[row];
        }
        if (next[row] != NONE) {
            previous[next[row]] = previous[row];
        }
        validMicros[instance] = feed.nowMicros();
    }

    private void grow(int rows) {
        next = Arrays.copyOf(next, rows);
        previous = Arrays.copyOf(previous, rows);
        ordinals = Arrays.copyOf(ordinals, rows);
        attempts = Arrays.copyOf(attempts, rows);
        predictions = Arrays.copyOf(predictions, rows);
        trueExits = Arrays.copyOf(trueExits, rows);
        predictedExits = Arrays.copyOf(predictedExits, rows);
    }

    /** Returns a time so much later, or ENDLESS. */
    static long after(long from, long micros) {
        return micros >= LifetimePredictor.ENDLESS - from ? LifetimePredictor.ENDLESS : from + micros;
    }
}
