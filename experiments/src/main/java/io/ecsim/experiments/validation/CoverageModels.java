package io.ecsim.experiments.validation;

import io.ecsim.experiments.statistics.Quantiles;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import java.util.Arrays;

/** Models with known answers that cost little to draw: exact recursions, begun in their steady state. */
final class CoverageModels {

    private CoverageModels() {}

    /** Returns the mean wait of M/M/1 in mean service times at load 1. */
    static double meanWait(double load) {
        return load / (1 - load);
    }

    /** Returns the quantile of the wait of M/M/1 in mean service times; of a probability above {@code 1 - load}. */
    static double waitQuantile(double load, double probability) {
        return StrictMath.log(load / (1 - probability)) / (1 - load);
    }

    /**
     * Returns the waits of customers of M/M/1 in mean service times, one after another (Lindley, Proceedings of the Cambridge
     * Philosophical Society 48, 1952), the first in the steady state. Arrivals are one by one the same for every load, and so
     * are services.
     *
     * @param load above 0 and below 1: mean service time over mean time between arrivals
     */
    static double[] waits(Streams streams, double load, int customers) {
        RandomStream arrivals = streams.sequential("arrivals");
        RandomStream services = streams.sequential("services");
        double[] waits = new double[customers];
        double wait = arrivals.nextDouble() < 1 - load ? 0 : Variates.exponential(services) / (1 - load);
        for (int i = 0; i < customers; i++) {
            waits[i] = wait;
            wait = Math.max(0, wait + Variates.exponential(services) - Variates.exponential(arrivals) / load);
        }
        return waits;
    }

    /**
     * Returns an upper quantile (interpolated as {@link Quantiles#interpolated}); only values above a bound are sorted.
     *
     * @param bound below the quantile
     */
    static double upperQuantile(double[] values, double probability, double bound) {
        double[] above = Arrays.stream(values).filter(value -> value > bound).toArray();
        Arrays.sort(above);
        double place = probability * (values.length - 1) - (values.length - above.length);
        if (place < 0) {
            throw new IllegalArgumentException("the bound " + bound + " lies above the quantile");
        }
        return Quantiles.interpolated(above, place / (above.length - 1));
    }

    /** Returns the share of arrivals that find all servers of M/M/c/c taken, begun in the steady state. */
    static double blocked(Streams streams, int servers, double load, int arrivals) {
        RandomStream random = streams.sequential("loss");
        int busy = stationary(random, servers, load);
        int blocked = 0;
        for (int left = arrivals; left > 0; ) {
            // The next event is an arrival with the share of its rate; before the first one nothing has happened yet.
            if (random.nextDouble() * (load + busy) < load) {
                left--;
                if (busy == servers) {
                    blocked++;
                } else {
                    busy++;
                }
            } else {
                busy--;
            }
        }
        return (double) blocked / arrivals;
    }

    private static int stationary(RandomStream random, int servers, double load) {
        double sum = 0;
        double weight = 1;
        double[] weights = new double[servers + 1];
        for (int n = 0; n <= servers; n++) {
            weights[n] = weight;
            sum += weight;
            weight *= load / (n + 1);
        }
        double drawn = random.nextDouble() * sum;
        int state = 0;
        while (state < servers && drawn >= weights[state]) {
            drawn -= weights[state++];
        }
        return state;
    }
}
