package io.ecsim.observe;

import java.util.List;
import java.util.Map;

/**
 * The faults of a run and what the services looked like meanwhile.
 *
 * @param faults in the order in which they began
 * @param series {@code healthy} and {@code desired} tasks of all services and {@code registered} instances, at the times
 *     at which one of them changed; thinned out where that is too often, so that the deepest troughs remain. Empty in a
 *     world without services, or where nothing strikes and nobody asked for them
 */
public record FaultTimeline(List<FaultRecord> faults, List<Series> series) {

    /** No fault is planned. */
    public static final FaultTimeline NONE = new FaultTimeline(List.of(), List.of());

    public FaultTimeline {
        faults = List.copyOf(faults);
        series = List.copyOf(series);
    }

    /** Returns the longest recovery in seconds, a lower bound where a fault was not recovered from; NaN without any. */
    public double longestRecoverySeconds() {
        return faults.stream()
                .filter(FaultRecord::concernsServices)
                .mapToDouble(FaultRecord::recoverySeconds)
                .max()
                .orElse(Double.NaN);
    }

    /** Returns whether the services recovered from every fault. */
    public boolean allRecovered() {
        return faults.stream().allMatch(fault -> fault.recovered() || !fault.concernsServices());
    }

    /** Adds the metric that follows from this: none where the services did not recover from a fault. */
    void into(Map<Metric, Double> metrics) {
        double longest = longestRecoverySeconds();
        if (allRecovered() && !Double.isNaN(longest)) {
            metrics.put(Metric.RECOVERY, longest);
        }
    }
}
