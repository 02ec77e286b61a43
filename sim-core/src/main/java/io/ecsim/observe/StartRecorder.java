package io.ecsim.observe;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long tasks under a control plane take from their creation until they run (models.md M4). */
final class StartRecorder {

    private static final double MICROS_PER_SECOND = 1e6;

    private final Histogram latencies = new Histogram(3);
    private double sumSeconds;

    void running(long latencyMicros) {
        latencies.recordValue(latencyMicros);
        sumSeconds += latencyMicros / MICROS_PER_SECOND;
    }

    void into(Map<Metric, Double> metrics) {
        if (latencies.getTotalCount() == 0) {
            return;
        }
        metrics.put(Metric.START_LATENCY_MEAN, sumSeconds / latencies.getTotalCount());
        metrics.put(Metric.START_LATENCY_P50, quantile(50));
        metrics.put(Metric.START_LATENCY_P95, quantile(95));
        metrics.put(Metric.START_LATENCY_P99, quantile(99));
    }

    private double quantile(double percent) {
        return latencies.getValueAtPercentile(percent) / MICROS_PER_SECOND;
    }
}
