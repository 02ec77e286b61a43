package io.ecsim.workloads.arrival;

import io.ecsim.workloads.document.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A long-run mean number of tasks a second, stated as such or as the share of the cluster that the tasks reserve on
 * average.
 *
 * @param value tasks a second; or the share, above 0 and at most 10
 * @param loadOf the resource that the value is a share of; empty when it is a rate
 */
record MeanRate(double value, Optional<LoadOf> loadOf) {

    /** The resource that a load is a share of. */
    enum LoadOf {
        CPU,
        MEMORY
    }

    static final List<String> FORMS = List.of("load", "perSecond", "perHour", "every");

    /** Returns how many of the forms the object states; all of them count as allowed, {@code of} too. */
    static int stated(Fields fields) {
        int stated = 0;
        fields.accept("of");
        for (String name : FORMS) {
            stated += fields.has(name) ? 1 : 0;
        }
        return stated;
    }

    /** Reads the one form that an object states; anything but one is a fault. */
    static Optional<MeanRate> read(Fields fields) {
        Map<String, LoadOf> resources = new LinkedHashMap<>();
        resources.put("cpu", LoadOf.CPU);
        resources.put("memory", LoadOf.MEMORY);
        Optional<Double> share = fields.optional("load", node -> node.asShare(fields.faults(), Double.MIN_VALUE, 10));
        LoadOf of = fields.choiceOr("of", resources, LoadOf.CPU);
        Optional<Double> perSecond = perSecond(fields);
        if (stated(fields) != 1) {
            return fields.node().refuse(fields.faults(), "exactly one of " + String.join(", ", FORMS));
        }
        return share.map(each -> new MeanRate(each, Optional.of(of)))
                .or(() -> perSecond.map(each -> new MeanRate(each, Optional.empty())));
    }

    /** Reads a rate that is no load; anything but one form is a fault. */
    static Optional<Double> absolute(Fields fields) {
        Optional<Double> perSecond = perSecond(fields);
        long stated =
                Stream.of("perSecond", "perHour", "every").filter(fields::has).count();
        if (stated != 1) {
            return fields.node().refuse(fields.faults(), "exactly one of perSecond, perHour, every");
        }
        return perSecond;
    }

    private static Optional<Double> perSecond(Fields fields) {
        Optional<Double> perSecond =
                fields.optional("perSecond", node -> node.asNumber(fields.faults(), Double.MIN_VALUE, 1e6));
        Optional<Double> perHour =
                fields.optional("perHour", node -> node.asNumber(fields.faults(), Double.MIN_VALUE, 3.6e9));
        Optional<Long> every =
                fields.optional("every", node -> node.asDurationMicros(fields.faults(), 1, Long.MAX_VALUE));
        return perSecond.or(() -> perHour.map(hourly -> hourly / 3600)).or(() -> every.map(micros -> 1e6 / micros));
    }

    /**
     * Returns the rate of a mix on a cluster.
     *
     * @throws IllegalArgumentException if the mix uses none of the resource that the load is a share of
     */
    double perSecond(TaskMix mix, long cpuUnits, long memoryMiB) {
        if (loadOf.isEmpty()) {
            return value;
        }
        boolean ofCpu = loadOf.get() == LoadOf.CPU;
        double capacity = ofCpu ? cpuUnits : memoryMiB;
        double perTask = ofCpu ? mix.meanCpuUnitSeconds() : mix.meanMemoryMiBSeconds();
        if (!(perTask > 0) || !(capacity > 0)) {
            throw new IllegalArgumentException(
                    "a load needs tasks and instances with " + (ofCpu ? "CPU" : "memory") + " and run times above 0");
        }
        return value * capacity / perTask;
    }
}
