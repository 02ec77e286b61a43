package io.ecsim.experiments.theory;

/**
 * M/M/c//N, the machine-repairman model: N customers think, request service, wait for one of c servers and think again,
 * all times exponential (Palm 1947; Kleinrock, Queueing Systems I, 1975, section 3.8).
 *
 * @param servers at least 1
 * @param customers at least 1
 * @param think mean think time in mean service times, above 0
 */
public record ClosedSystem(int servers, int customers, double think) {

    public ClosedSystem {
        if (servers < 1 || customers < 1) {
            throw new IllegalArgumentException(
                    "a closed system needs a server and a customer, has " + servers + " and " + customers);
        }
        Loads.requirePositive("think", think);
    }

    /** Returns the probability of each number of customers who wait or are served, 0 to all. */
    public double[] present() {
        double[] weight = new double[customers + 1];
        weight[0] = 1;
        double total = 1;
        for (int n = 1; n <= customers; n++) {
            weight[n] = weight[n - 1] * (customers - n + 1) / think / Math.min(n, servers);
            total += weight[n];
            if (total > 1e200) {
                scale(weight, n, 1 / total);
                total = 1;
            }
        }
        scale(weight, customers, 1 / total);
        return weight;
    }

    private static void scale(double[] values, int last, double factor) {
        for (int i = 0; i <= last; i++) {
            values[i] *= factor;
        }
    }

    /** Returns the mean number of customers who wait or are served. */
    public double meanPresent() {
        double[] present = present();
        double mean = 0;
        for (int n = 1; n <= customers; n++) {
            mean += n * present[n];
        }
        return mean;
    }

    /** Returns the mean number of requests in a mean service time, which is also the mean number of busy servers. */
    public double throughput() {
        return (customers - meanPresent()) / think;
    }

    /** Returns the mean wait over all requests, in mean service times (Little). */
    public double meanWaitInServiceTimes() {
        return meanPresent() / throughput() - 1;
    }
}
