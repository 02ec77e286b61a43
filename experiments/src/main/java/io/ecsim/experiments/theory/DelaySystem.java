package io.ecsim.experiments.theory;

/**
 * M/M/c: Poisson arrivals, exponential service, an endless queue in order of arrival (Erlang 1917).
 *
 * @param servers at least 1
 * @param load arrival rate times mean service time (Erlang), above 0 and below the number of servers
 */
public record DelaySystem(int servers, double load) {

    public DelaySystem {
        Loads.require(servers, load);
        if (load >= servers) {
            throw new IllegalArgumentException("load must be below the " + servers + " servers, was " + load);
        }
    }

    /** Returns the probability that an arrival must wait (Erlang C). */
    public double waitProbability() {
        double blocking = new LossSystem(servers, load).blocking();
        return servers * blocking / (servers - load * (1 - blocking));
    }

    /** Returns the mean wait over all arrivals, in mean service times. */
    public double meanWaitInServiceTimes() {
        return waitProbability() / (servers - load);
    }

    /** Returns the mean number of busy servers, which is the load. */
    public double meanBusy() {
        return load;
    }
}
