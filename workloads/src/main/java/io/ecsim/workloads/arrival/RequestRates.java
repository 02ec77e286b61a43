package io.ecsim.workloads.arrival;

import io.ecsim.traffic.RequestRate;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads how many requests come to a service: the curves of arrivals, as rates rather than as single arrivals.
 *
 * <pre>
 * {constant: {perSecond: 40}}
 * {levels: [[0s, 40], [10m, 200], [15m, 40]]}
 * {diurnal: {perSecond: 40, amplitude: 50%, peak: 20h}}
 * {retailWeek: {perSecond: 40, sale: {day: friday, time: 20h, for: 3h, factor: 3}}}
 * {onOff: {on: 5m, off: 1h, whileOn: {perSecond: 200}, whileOff: {perSecond: 20}}}
 * {curve: {perSecond: 40, file: rates.csv, time: {column: t, unit: s}, value: {column: qps}}}
 * </pre>
 */
public final class RequestRates {

    private static final double MOST_PER_SECOND = 1e9;

    private RequestRates() {}

    /**
     * Reads a rate; empty when it has faults.
     *
     * @param factor by which it is multiplied, above 0
     * @param curves finds and reads the files that curves name
     */
    public static Optional<RequestRate> read(Node node, double factor, Faults faults, CurveFiles curves) {
        Map<String, Function<Node, Optional<ArrivalSpec>>> ofArrivals = ArrivalSpec.readers(faults, curves);
        Map<String, Function<Node, Optional<RequestRate>>> readers = new LinkedHashMap<>();
        readers.put("constant", value -> constant(value.asObject(faults), factor));
        readers.put("levels", value -> levels(value, factor, faults));
        for (String kind : List.of("diurnal", "retailWeek", "onOff", "curve")) {
            Function<Node, Optional<ArrivalSpec>> reader = ofArrivals.getOrDefault(kind, value -> Optional.empty());
            readers.put(
                    kind,
                    value -> withoutLoad(value, faults)
                            .flatMap(reader)
                            .map(ArrivalSpec::resolve)
                            .map(process -> of(process, factor)));
        }
        return node.asOneOf(faults, readers);
    }

    /** A load is what tasks reserve of a cluster, which requests do not. */
    private static Optional<Node> withoutLoad(Node node, Faults faults) {
        return node.member("load").isPresent()
                ? node.fault(faults, "requests reserve nothing: found load, expected one of perSecond, perHour, every")
                : Optional.of(node);
    }

    private static Optional<RequestRate> constant(Fields fields, double factor) {
        Optional<Double> perSecond = MeanRate.absolute(fields);
        return fields.build(() -> RequestRate.constant(factor * perSecond.orElseThrow()));
    }

    /** A level holds from its time on. */
    private record Level(long fromMicros, double perSecond) {}

    private static Optional<RequestRate> levels(Node node, double factor, Faults faults) {
        int before = faults.count();
        List<Level> levels = node.asList(faults, each -> level(each, faults)).orElse(List.of());
        if (faults.count() == before && (levels.isEmpty() || levels.get(0).fromMicros() != 0)) {
            node.refuse(faults, "pairs such as [[0s, 40], [10m, 200]], the first of them at 0s");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i).fromMicros() <= levels.get(i - 1).fromMicros()) {
                node.fault(
                        faults,
                        "times must ascend, but "
                                + Durations.format(levels.get(i).fromMicros()) + " follows "
                                + Durations.format(levels.get(i - 1).fromMicros()));
            }
        }
        return faults.count() > before ? Optional.empty() : Optional.of(stepwise(levels, factor));
    }

    private static Optional<Level> level(Node node, Faults faults) {
        List<Node> pair = node.items();
        if (pair.size() != 2) {
            return node.refuse(faults, "a pair such as [10m, 200]");
        }
        Optional<Long> time = pair.get(0).asDurationMicros(faults, 0, Quantity.LONGEST_MICROS);
        Optional<Double> perSecond = pair.get(1).asNumber(faults, 0, MOST_PER_SECOND);
        return time.flatMap(at -> perSecond.map(each -> new Level(at, each)));
    }

    private static RequestRate stepwise(List<Level> levels, double factor) {
        return (streams, name, horizonMicros) -> {
            List<Double> ends = new ArrayList<>();
            for (int i = 1; i < levels.size(); i++) {
                ends.add((double) levels.get(i).fromMicros());
            }
            ends.add(Double.POSITIVE_INFINITY);
            int[] at = {-1};
            return new PiecewiseFlow(() -> {
                at[0] = Math.min(at[0] + 1, levels.size() - 1);
                return new PiecewiseFlow.Stretch(
                        ends.get(at[0]), factor * levels.get(at[0]).perSecond(), 0);
            });
        };
    }

    /** Returns the rate of arrivals that follow a curve or come in bursts. */
    private static RequestRate of(ArrivalProcess process, double factor) {
        if (process instanceof CurveArrivals curve) {
            return (streams, name, horizonMicros) -> new PiecewiseFlow(new CurveStretches(curve, factor));
        }
        if (process instanceof OnOffArrivals bursts) {
            return (streams, name, horizonMicros) -> {
                OnOffArrivals.Periods periods = bursts.periods(streams, name);
                return new PiecewiseFlow(() -> {
                    PiecewiseFlow.Stretch stretch =
                            new PiecewiseFlow.Stretch(periods.endMicros(), factor * periods.perSecond(), 0);
                    periods.next();
                    return stretch;
                });
            };
        }
        throw new IllegalArgumentException(process.describe() + " has no rate that changes with time");
    }
}
