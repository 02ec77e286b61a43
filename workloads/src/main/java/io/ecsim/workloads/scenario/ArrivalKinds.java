package io.ecsim.workloads.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** The kinds of arrivals of a synthetic workload, by the name a scenario uses. */
public final class ArrivalKinds {

    private ArrivalKinds() {}

    /** Returns one line a kind. */
    public static Map<String, String> descriptions() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "poisson",
                "independent arrivals: {poisson: {load: 85%}}, the share of the cluster's CPU (or of: memory)"
                        + " that is reserved on average, or {perSecond: 2.5}, {perHour: 90}, {every: 400ms}");
        lines.put("deterministic", "single tasks at equal distances: {deterministic: {every: 30s}}");
        lines.put("batch", "several tasks at a time: {batch: {every: 1h, size: {uniform: {low: 10, high: 50}}}}");
        return lines;
    }
}
