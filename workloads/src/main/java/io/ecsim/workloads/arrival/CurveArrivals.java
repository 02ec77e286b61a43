package io.ecsim.workloads.arrival;

import io.ecsim.random.Streams;

/**
 * A non-homogeneous Poisson process: single tasks at a rate that follows a curve.
 *
 * @param curve in tasks a second
 * @param startMicros where on the curve time 0 lies, at least 0 and less than its length
 * @param description in the notation of the scenario file
 */
public record CurveArrivals(RateCurve curve, double startMicros, String description) implements ArrivalProcess {

    public CurveArrivals {
        PoissonArrivals.requireRate(curve.mean());
        if (!(startMicros >= 0 && startMicros < curve.lengthMicros())) {
            throw new IllegalArgumentException(
                    "startMicros must be at least 0 and less than the curve's length, was " + startMicros);
        }
    }

    @Override
    public ArrivalTimes open(Streams streams, String name, long horizonMicros) {
        return new CurveTimes(this, streams.sequential(name + "/arrivals"), horizonMicros);
    }

    /** Returns the mean rate over the whole curve. */
    @Override
    public double tasksPerSecond() {
        return curve.mean();
    }

    @Override
    public String describe() {
        return description;
    }
}
