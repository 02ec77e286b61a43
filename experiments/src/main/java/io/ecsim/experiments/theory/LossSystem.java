package io.ecsim.experiments.theory;

/**
 * M/G/c/c: Poisson arrivals to servers without a queue, any law of service (Erlang 1917). The blocking depends on the
 * law only through its mean.
 *
 * @param servers at least 1
 * @param load arrival rate times mean service time (Erlang), above 0
 */
public record LossSystem(int servers, double load) {

    public LossSystem {
        Loads.require(servers, load);
    }

    /** Returns the probability that an arrival finds all servers busy (Erlang B), by the stable recursion. */
    public double blocking() {
        double blocking = 1;
        for (int n = 1; n <= servers; n++) {
            blocking = load * blocking / (n + load * blocking);
        }
        return blocking;
    }

    /** Returns the mean number of busy servers. */
    public double meanBusy() {
        return load * (1 - blocking());
    }
}
