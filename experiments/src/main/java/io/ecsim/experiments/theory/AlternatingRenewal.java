package io.ecsim.experiments.theory;

/**
 * A host that fails and is repaired again and again. Its availability depends on the two means only.
 *
 * @param meanUp mean time to failure, above 0
 * @param meanDown mean time to repair, in the same unit, at least 0
 */
public record AlternatingRenewal(double meanUp, double meanDown) {

    public AlternatingRenewal {
        Loads.requirePositive("mean time to failure", meanUp);
        if (!(meanDown >= 0) || Double.isInfinite(meanDown)) {
            throw new IllegalArgumentException("mean time to repair must be finite and at least 0, was " + meanDown);
        }
    }

    /** Returns the share of time that the host is up. */
    public double availability() {
        return meanUp / (meanUp + meanDown);
    }
}
