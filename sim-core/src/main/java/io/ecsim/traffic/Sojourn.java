package io.ecsim.traffic;

/**
 * The mean time of a request in a processor-sharing server with several threads and a bounded number of requests in hand
 * (models.md M6). With n requests it serves at min(n, threads): a birth-death chain, so that the mean holds for any law of
 * the work and not for exponential work alone. One thread: s / (1 - rho).
 */
final class Sojourn {

    /** Further off than this many standard deviations, requests do not meet. */
    private static final double FAR = 8;

    private double meanSeconds;
    private double rejected;

    /**
     * Solves the chain.
     *
     * @param load work that comes in a second, in seconds of a thread; less than the threads
     * @param threads at least 1, not necessarily whole
     * @param most requests in hand at most, at least 1
     * @param serviceSeconds of a request alone
     */
    void solve(double load, double threads, double most, double serviceSeconds) {
        rejected = 0;
        int whole = (int) threads;
        boolean apart = load + FAR * StrictMath.sqrt(load) + 1 < Math.min(whole, most);
        if (load <= 0 || apart) {
            meanSeconds = serviceSeconds;
            return;
        }
        int states = (int) Math.min(whole, most);
        double busy = 1; // Erlang B: the probability of the last of these states among them
        for (int n = 1; n <= states; n++) {
            busy = load * busy / (n + load * busy);
        }
        double inHand = load * (1 - busy);
        double sum = 1;
        double last = busy;
        double beyond = Math.max(0, Math.floor(most) - states);
        if (beyond > 0) {
            double rho = load / threads;
            double rest = 1 - rho;
            double power = beyond * rest > 40 ? 0 : StrictMath.pow(rho, beyond);
            double states1 = rho * (1 - power) / rest;
            double states2 = rho * (1 - (beyond + 1) * power + beyond * power * rho) / (rest * rest);
            sum += busy * states1;
            inHand += busy * (states * states1 + states2);
            last = busy * power;
        }
        rejected = last / sum;
        double perSecond = load / serviceSeconds * (1 - rejected);
        meanSeconds = inHand / sum / perSecond;
    }

    /** Returns the mean time of a request that is taken in, in seconds. */
    double meanSeconds() {
        return meanSeconds;
    }

    /** Returns the share of requests that find the queue full. */
    double rejected() {
        return rejected;
    }
}
