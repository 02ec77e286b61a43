package io.ecsim.workloads.arrival;

import io.ecsim.traffic.RequestRate;
import java.util.function.Supplier;

/** Requests whose rate is linear in stretches of time, one after the other. */
final class PiecewiseFlow implements RequestRate.Flow {

    /**
     * A stretch, which begins where the one before ended.
     *
     * @param endMicros where it ends, later than it begins; infinite for the last one
     * @param perSecond requests a second at its beginning
     * @param perSecondChange by which they change in a second
     */
    record Stretch(double endMicros, double perSecond, double perSecondChange) {}

    private final Supplier<Stretch> stretches;
    private Stretch now;
    private double fromMicros;
    private double askedMicros;

    PiecewiseFlow(Supplier<Stretch> stretches) {
        this.stretches = stretches;
        this.now = stretches.get();
    }

    @Override
    public double until(long micros) {
        double requests = 0;
        while (askedMicros < micros) {
            double end = Math.min(micros, now.endMicros());
            double begin = (askedMicros - fromMicros) / 1e6;
            double length = (end - askedMicros) / 1e6;
            double rate = now.perSecond() + now.perSecondChange() * (begin + length / 2);
            requests += Math.max(0, rate) * length;
            askedMicros = end;
            if (end >= now.endMicros()) {
                fromMicros = end;
                now = stretches.get();
            }
        }
        return requests;
    }
}
