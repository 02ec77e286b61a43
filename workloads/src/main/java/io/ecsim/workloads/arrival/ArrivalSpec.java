package io.ecsim.workloads.arrival;

import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Arrivals as a document states them. A rate given as a share of the cluster is known only together with a mix and a
 * cluster: {@link #resolve}.
 *
 * <pre>
 * {poisson: {perSecond: 2.5}}     or {perHour: 90}, or {every: 400ms} as the mean gap
 * {poisson: {load: 85%}}          or {load: 85%, of: memory}: share of the registered resource that is reserved
 * {deterministic: {every: 10s}}
 * {batch: {every: {exponential: {mean: 5m}}, size: {uniform: {low: 10, high: 50}}}}
 * </pre>
 */
public final class ArrivalSpec {

    /** The resource that a load is a share of. */
    public enum LoadOf {
        CPU,
        MEMORY
    }

    private final Optional<ArrivalProcess> process;
    private final double load;
    private final LoadOf of;

    private ArrivalSpec(Optional<ArrivalProcess> process, double load, LoadOf of) {
        this.process = process;
        this.load = load;
        this.of = of;
    }

    /** Returns arrivals that do not depend on the cluster. */
    public static ArrivalSpec of(ArrivalProcess process) {
        return new ArrivalSpec(Optional.of(process), 0, LoadOf.CPU);
    }

    /** Returns Poisson arrivals that keep a share of a registered resource reserved on average; above 0, at most 10. */
    public static ArrivalSpec ofLoad(double share, LoadOf of) {
        if (!(share > 0 && share <= 10)) {
            throw new IllegalArgumentException("load must be above 0 and at most 10, was " + share);
        }
        return new ArrivalSpec(Optional.empty(), share, of);
    }

    /** Returns whether the rate is stated as a share of the cluster. */
    public boolean isLoad() {
        return process.isEmpty();
    }

    /** Returns the share of the cluster, 0 when the rate is stated otherwise. */
    public double load() {
        return load;
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
        if (process.isPresent()) {
            return process.get();
        }
        double capacity = of == LoadOf.CPU ? cpuUnits : memoryMiB;
        double perTask = of == LoadOf.CPU ? mix.meanCpuUnitSeconds() : mix.meanMemoryMiBSeconds();
        if (!(perTask > 0) || !(capacity > 0)) {
            throw new IllegalArgumentException("a load needs tasks and instances with "
                    + (of == LoadOf.CPU ? "CPU" : "memory") + " and run times above 0");
        }
        return new PoissonArrivals(load * capacity / perTask);
    }

    /** Reads arrivals; empty when they have faults. */
    public static Optional<ArrivalSpec> read(Node node, Faults faults) {
        Map<String, Function<Node, Optional<ArrivalSpec>>> readers = new LinkedHashMap<>();
        readers.put("poisson", value -> poisson(value, faults));
        readers.put("deterministic", value -> deterministic(value, faults));
        readers.put("batch", value -> batch(value, faults));
        return node.asOneOf(faults, readers);
    }

    private static Optional<ArrivalSpec> poisson(Node node, Faults faults) {
        Fields fields = node.asObject(faults);
        Map<String, LoadOf> resources = new LinkedHashMap<>();
        resources.put("cpu", LoadOf.CPU);
        resources.put("memory", LoadOf.MEMORY);
        Optional<Double> share = fields.optional("load", value -> value.asShare(faults, Double.MIN_VALUE, 10));
        LoadOf of = fields.choiceOr("of", resources, LoadOf.CPU);
        Optional<Double> perSecond =
                fields.optional("perSecond", value -> value.asNumber(faults, Double.MIN_VALUE, 1e6));
        Optional<Double> perHour = fields.optional("perHour", value -> value.asNumber(faults, Double.MIN_VALUE, 3.6e9));
        Optional<Long> every = fields.optional("every", value -> value.asDurationMicros(faults, 1, Long.MAX_VALUE));
        int stated = 0;
        for (String name : new String[] {"load", "perSecond", "perHour", "every"}) {
            stated += fields.node(name).isPresent() ? 1 : 0;
        }
        if (stated != 1) {
            node.refuse(faults, "exactly one of load, perSecond, perHour, every");
        }
        return fields.build(() -> {
            if (share.isPresent()) {
                return ofLoad(share.get(), of);
            }
            double rate = perSecond.orElseGet(
                    () -> perHour.map(hourly -> hourly / 3600).orElseGet(() -> 1e6 / every.orElseThrow()));
            return of(new PoissonArrivals(rate));
        });
    }

    private static Optional<ArrivalSpec> deterministic(Node node, Faults faults) {
        Fields fields = node.asObject(faults);
        long every = fields.durationMicros("every", 1);
        return fields.build(() -> of(new DeterministicArrivals(every)));
    }

    private static Optional<ArrivalSpec> batch(Node node, Faults faults) {
        Fields fields = node.asObject(faults);
        Optional<Law> every = Laws.read(fields, "every", Quantity.DURATION);
        Optional<Law> size = Laws.read(fields, "size", Quantity.NUMBER);
        return fields.build(() -> of(new BatchArrivals(every.orElseThrow(), size.orElseThrow())));
    }
}
