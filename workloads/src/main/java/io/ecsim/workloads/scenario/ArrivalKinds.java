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
        lines.put(
                "onOff",
                "bursts, nothing between them: {onOff: {on: LAW, off: LAW, load: 60%}}, or with rates of their own:"
                        + " {onOff: {on: LAW, off: LAW, whileOn: {perSecond: 5}, whileOff: {perHour: 10}}}");
        lines.put(
                "diurnal",
                "a rate that follows the time of day or week: {diurnal: {load: 60%, amplitude: 50%, peak: 20h}}"
                        + " or {diurnal: {load: 60%, points: [[4h, 0.2], [12h, 1], [20h, 1.8]]}}");
        lines.put(
                "retailWeek",
                "an invented shop's week:"
                        + " {retailWeek: {load: 50%, sale: {day: friday, time: 20h, for: 3h, factor: 3}}}");
        lines.put(
                "curve",
                "a rate from a file: {curve: {perSecond: 2, file: FILE, time: {column: NAME, unit: s},"
                        + " value: {column: NAME}}}");
        lines.put(
                ClosedLoop.KIND,
                "customers who each wait for their task, think, and ask for the next: {closedLoop: {customers: 50,"
                        + " think: LAW}}");
        return lines;
    }
}
