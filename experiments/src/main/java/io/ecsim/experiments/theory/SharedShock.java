package io.ecsim.experiments.theory;

/**
 * Two machines under common shocks with exponential repairs: the Markov chain of how many are up, whose rates are those of
 * Marshall and Olkin, "A Multivariate Exponential Distribution", Journal of the American Statistical Association 62 (1967).
 *
 * @param shocksPerSecond rate of the shocks, above 0
 * @param share probability that a machine that is up falls, above 0 and at most 1
 * @param repairsPerSecond rate at which each machine that is down comes back, above 0
 */
public record SharedShock(double shocksPerSecond, double share, double repairsPerSecond) {

    public SharedShock {
        if (!(shocksPerSecond > 0) || !(repairsPerSecond > 0) || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("rates must be above 0 and the share above 0 and at most 1, were "
                    + shocksPerSecond + ", " + repairsPerSecond + " and " + share);
        }
    }

    /** Returns the share of time for which a machine is down. */
    public double down() {
        double falls = shocksPerSecond * share;
        return falls / (falls + repairsPerSecond);
    }

    /** Returns the share of time for which both machines are down. */
    public double bothDown() {
        double bothFall = shocksPerSecond * share * share;
        double oneOfTwoFalls = 2 * shocksPerSecond * share * (1 - share);
        double lastFalls = shocksPerSecond * share;
        double oneUp = (bothFall + oneOfTwoFalls) / repairsPerSecond; // of the weight of both up
        double noneUp = (bothFall + oneUp * lastFalls) / (2 * repairsPerSecond);
        return noneUp / (1 + oneUp + noneUp);
    }

    /** Returns the correlation of the two machines' being down. */
    public double correlation() {
        return (bothDown() - down() * down()) / (down() * (1 - down()));
    }
}
