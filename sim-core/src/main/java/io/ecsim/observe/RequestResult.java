package io.ecsim.observe;

import java.util.List;
import java.util.Map;

/**
 * What became of the requests on services.
 *
 * @param services by service
 * @param p50Seconds median time of an answer, of all services together; NaN when there was none
 * @param p99Seconds 99 % quantile of that
 */
public record RequestResult(List<RequestTotals> services, double p50Seconds, double p99Seconds) {

    public RequestResult {
        services = List.copyOf(services);
    }

    /** Adds the metrics that follow from this. */
    void into(Map<Metric, Double> metrics) {
        double offered = services.stream().mapToDouble(RequestTotals::offered).sum();
        if (offered > 0) {
            metrics.put(
                    Metric.GOODPUT,
                    services.stream().mapToDouble(RequestTotals::answered).sum() / offered);
            metrics.put(
                    Metric.REQUEST_ERRORS,
                    services.stream().mapToDouble(RequestTotals::failed).sum() / offered);
            metrics.put(
                    Metric.REQUEST_TRIES,
                    services.stream().mapToDouble(RequestTotals::tries).sum() / offered);
        }
        if (!Double.isNaN(p50Seconds)) {
            metrics.put(Metric.LATENCY_P50, p50Seconds);
            metrics.put(Metric.LATENCY_P99, p99Seconds);
        }
    }
}
