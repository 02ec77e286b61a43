package io.ecsim.workloads.arrival;

import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Lifetime;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Arrivals as a document states them. A rate given as a share of the cluster is known only together with a mix and a
 * cluster: {@link #resolve}. Wherever a mean rate is stated, it is one of {@code load} (with {@code of: memory} of the
 * memory), {@code perSecond}, {@code perHour}, or {@code every} as the mean gap.
 *
 * <pre>
 * {poisson: {load: 85%}}
 * {deterministic: {every: 10s}}
 * {batch: {every: {exponential: {mean: 5m}}, size: {uniform: {low: 10, high: 50}}}}
 * {onOff: {load: 60%, on: {exponential: {mean: 5m}}, off: {exponential: {mean: 1h}}}}
 * {onOff: {on: 5m, off: 1h, whileOn: {perSecond: 5}, whileOff: {perSecond: 0.1}}}
 * {diurnal: {load: 60%, amplitude: 50%, peak: 20h}}
 * {diurnal: {load: 60%, points: [[4h, 0.2], [12h, 1], [20h, 1.8]]}}
 * {retailWeek: {load: 50%, sale: {day: friday, time: 20h, for: 3h, factor: 3}}}
 * {curve: {perSecond: 2, file: rates.csv, time: {column: t, unit: s}, value: {column: qps}}}
 * </pre>
 */
public final class ArrivalSpec {

    @FunctionalInterface
    private interface Resolver {
        ArrivalProcess resolve(TaskMix mix, long cpuUnits, long memoryMiB);
    }

    private final Resolver resolver;
    private final Supplier<ArrivalProcess> absolute;

    private ArrivalSpec(Resolver resolver, Supplier<ArrivalProcess> absolute) {
        this.resolver = resolver;
        this.absolute = absolute;
    }

    /** Returns arrivals that do not depend on the cluster. */
    public static ArrivalSpec of(ArrivalProcess process) {
        return new ArrivalSpec((mix, cpuUnits, memoryMiB) -> process, () -> process);
    }

    /** Returns arrivals that a long-run mean number of tasks a second decides. */
    static ArrivalSpec ofMean(MeanRate rate, DoubleFunction<ArrivalProcess> process) {
        return new ArrivalSpec(
                (mix, cpuUnits, memoryMiB) -> process.apply(rate.perSecond(mix, cpuUnits, memoryMiB)),
                () -> process.apply(rate.value()));
    }

    /** Returns the process where what is stated is a rate and no load. */
    ArrivalProcess resolve() {
        return absolute.get();
    }

    /**
     * Returns the process for a mix on a cluster.
     *
     * @param mix what arrives
     * @param cpuUnits registered by the whole cluster
     * @param memoryMiB registered by the whole cluster
     * @throws IllegalArgumentException if the mix uses none of the resource that the load is a share of
     */
    public ArrivalProcess resolve(TaskMix mix, long cpuUnits, long memoryMiB) {
        return resolver.resolve(mix, cpuUnits, memoryMiB);
    }

    /**
     * Reads arrivals; empty when they have faults.
     *
     * @param curves finds and reads the files that curves name
     */
    public static Optional<ArrivalSpec> read(Node node, Faults faults, CurveFiles curves) {
        return node.asOneOf(faults, readers(faults, curves));
    }

    /**
     * Returns the reader of each kind of arrivals, by its name.
     *
     * @param curves finds and reads the files that curves name
     */
    public static Map<String, Function<Node, Optional<ArrivalSpec>>> readers(Faults faults, CurveFiles curves) {
        Map<String, Function<Node, Optional<ArrivalSpec>>> readers = new LinkedHashMap<>();
        readers.put("poisson", value -> poisson(value.asObject(faults)));
        readers.put("deterministic", value -> deterministic(value.asObject(faults)));
        readers.put("batch", value -> batch(value.asObject(faults)));
        readers.put("onOff", value -> onOff(value.asObject(faults)));
        readers.put("diurnal", value -> CurveSpecs.diurnal(value.asObject(faults)));
        readers.put("retailWeek", value -> CurveSpecs.retailWeek(value.asObject(faults)));
        readers.put("curve", value -> CurveSpecs.fromFile(value.asObject(faults), curves));
        return readers;
    }

    private static Optional<ArrivalSpec> poisson(Fields fields) {
        Optional<MeanRate> rate = MeanRate.read(fields);
        return fields.build(() -> ofMean(rate.orElseThrow(), PoissonArrivals::new));
    }

    private static Optional<ArrivalSpec> deterministic(Fields fields) {
        long every = fields.durationMicros("every", 1);
        return fields.build(() -> of(new DeterministicArrivals(every)));
    }

    private static Optional<ArrivalSpec> batch(Fields fields) {
        Optional<Law> every = Laws.read(fields, "every", Quantity.DURATION);
        Optional<Law> size = Laws.read(fields, "size", Quantity.NUMBER);
        return fields.build(() -> of(new BatchArrivals(every.orElseThrow(), size.orElseThrow())));
    }

    private static Optional<ArrivalSpec> onOff(Fields fields) {
        Optional<Lifetime> on = period(fields, "on");
        Optional<Lifetime> off = period(fields, "off");
        Optional<Double> whileOn = fields.optionalObject("whileOn", ArrivalSpec::absoluteRate);
        Optional<Double> whileOff = fields.optionalObject("whileOff", ArrivalSpec::absoluteRate);
        if (!fields.has("whileOn") && !fields.has("whileOff")) {
            Optional<MeanRate> rate = MeanRate.read(fields);
            return fields.build(() -> ofMean(
                    rate.orElseThrow(), mean -> OnOffArrivals.ofMean(on.orElseThrow(), off.orElseThrow(), mean)));
        }
        if (MeanRate.stated(fields) > 0 || !fields.has("whileOn")) {
            fields.node().refuse(fields.faults(), "either a mean rate, or whileOn and perhaps whileOff");
        }
        return fields.build(() -> of(
                new OnOffArrivals(on.orElseThrow(), off.orElseThrow(), whileOn.orElseThrow(), whileOff.orElse(0.0))));
    }

    /** Every law that a document can state knows its residual. */
    private static Optional<Lifetime> period(Fields fields, String name) {
        return Laws.read(fields, name, Quantity.DURATION).map(law -> (Lifetime) law);
    }

    private static Optional<Double> absoluteRate(Fields fields) {
        Optional<MeanRate> rate = MeanRate.read(fields);
        if (fields.has("load")) {
            fields.fault("load", "a load is a mean over on and off, expected one of perSecond, perHour, every");
        }
        return fields.build(() -> rate.orElseThrow().value());
    }
}
