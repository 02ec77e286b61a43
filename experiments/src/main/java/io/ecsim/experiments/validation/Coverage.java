package io.ecsim.experiments.validation;

import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Proportion;

/**
 * How often a kind of interval held the known answer.
 *
 * @param method the interval, of nominal 95 %
 * @param model what it is an interval of
 * @param covered repeats in which it held the answer
 * @param repeats of all
 * @param plantedFault whether the interval is wrong on purpose
 */
public record Coverage(String method, String model, int covered, int repeats, boolean plantedFault) {

    /** Nominal 95 % intervals hold the answer at least this often. */
    public static final double LEAST = 0.93;

    /** Nominal 95 % intervals hold the answer at most this often: wider ones waste replications. */
    public static final double MOST = 0.97;

    /** Returns the share of repeats that held the answer. */
    public double share() {
        return (double) covered / repeats;
    }

    /** Returns the 95 % interval of that share by Clopper and Pearson. */
    public Interval interval() {
        return new Proportion(covered, repeats).clopperPearson(0.95);
    }

    /** Returns whether the share is within bounds; of a planted fault, whether it is out of them. */
    public boolean passed() {
        return (share() >= LEAST && share() <= MOST) != plantedFault;
    }

    /** Returns what follows, as a person reads it. */
    public String words() {
        return plantedFault ? passed() ? "fault detected" : "FAULT MISSED" : passed() ? "as it says" : "NOT AS IT SAYS";
    }
}
