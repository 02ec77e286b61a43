package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;

/** Density in proportion to x^-(shape + 1) between two bounds above 0, for any real shape. */
final class BoundedPower implements Law {

    private final double shape;
    private final double low;
    private final double high;
    private final double logRatio;
    private final double reach;

    BoundedPower(double shape, double low, double high) {
        this.shape = shape;
        this.low = low;
        this.high = high;
        this.logRatio = StrictMath.log(high / low);
        this.reach = StrictMath.expm1(-shape * logRatio);
    }

    @Override
    public double sample(RandomStream stream) {
        double share = stream.nextDouble();
        double logarithm = shape == 0 ? share * logRatio : -StrictMath.log1p(share * reach) / shape;
        return Math.min(high, low * StrictMath.exp(logarithm)); // rounding must not leave the bounds
    }

    @Override
    public double mean() {
        return low * growth(1 - shape) / growth(-shape);
    }

    /** The integral of e^(power t) for t from 0 to the logarithm of high / low. */
    private double growth(double power) {
        return power == 0 ? logRatio : StrictMath.expm1(power * logRatio) / power;
    }

    @Override
    public String describe() {
        return "power(shape " + shape + ", low " + low + ", high " + high + ")";
    }
}
