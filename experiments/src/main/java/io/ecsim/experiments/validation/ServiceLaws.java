package io.ecsim.experiments.validation;

import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Lifetime;
import io.ecsim.workloads.law.LognormalLaw;
import io.ecsim.workloads.law.Quantity;

/** Laws of service with one mean: theory depends on the mean, or on the whole law, and the suite tries both. */
final class ServiceLaws {

    /** The mean: long enough that whole microseconds do not round anything away. */
    static final double MEAN_MICROS = 1e9;

    static final Lifetime EXPONENTIAL = new ExponentialLaw(MEAN_MICROS, Quantity.DURATION);

    /** Standard deviation 1.5 times the mean. */
    static final Lifetime LOGNORMAL = LognormalLaw.ofMean(MEAN_MICROS, 1.5 * MEAN_MICROS, Quantity.DURATION);

    static final Lifetime CONSTANT = new ConstantLaw(MEAN_MICROS, Quantity.DURATION);

    private ServiceLaws() {}
}
