package io.ecsim.experiments.theory;

/**
 * M/G/infinity: Poisson arrivals that are all served at once. In the steady state the number in service is Poisson, so
 * its variance equals its mean, whatever the law of service.
 *
 * @param arrivalRate arrivals per unit of time, above 0
 * @param meanService mean time in service, in the same unit, above 0
 */
public record UnlimitedServers(double arrivalRate, double meanService) {

    public UnlimitedServers {
        Loads.requirePositive("arrival rate", arrivalRate);
        Loads.requirePositive("mean service time", meanService);
    }

    /** Returns the mean number in service. */
    public double mean() {
        return arrivalRate * meanService;
    }

    /** Returns the variance of the number in service. */
    public double variance() {
        return mean();
    }
}
