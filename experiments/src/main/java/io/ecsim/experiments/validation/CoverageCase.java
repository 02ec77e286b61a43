package io.ecsim.experiments.validation;

import io.ecsim.random.Streams;

/**
 * A kind of interval on a model whose answer is known.
 *
 * @param method the interval
 * @param model what it is an interval of
 * @param repeats how often it is made anew
 * @param trial makes one from the random numbers of a repeat, and says whether it holds the known answer
 * @param plantedFault whether the interval is wrong on purpose, so that the share must be out of bounds
 */
record CoverageCase(String method, String model, int repeats, Trial trial, boolean plantedFault) {

    /** One repeat. */
    @FunctionalInterface
    interface Trial {
        /** Makes the interval and returns whether it holds the known answer. */
        boolean covers(Streams streams);
    }

    static CoverageCase of(String method, String model, int repeats, Trial trial) {
        return new CoverageCase(method, model, repeats, trial, false);
    }

    static CoverageCase fault(String method, String model, int repeats, Trial trial) {
        return new CoverageCase(method, model, repeats, trial, true);
    }
}
