package io.ecsim.experiments.scenario;

import io.ecsim.model.InstanceType;
import io.ecsim.observe.Metric;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.schedulers.StrategyCatalogue;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.catalogue.RegisteredMemory;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.scenario.ArrivalKinds;
import io.ecsim.workloads.scenario.TraceReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that a scenario may use, each with one line of description. */
public final class Vocabulary {

    /**
     * Names of one kind.
     *
     * @param title such as {@code strategies}
     * @param entries in the order to show
     */
    public record Section(String title, List<Entry> entries) {

        public Section {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A name.
     *
     * @param name as written in a scenario
     * @param description one line
     */
    public record Entry(String name, String description) {}

    private Vocabulary() {}

    /** Returns all kinds: strategies, readers, laws, arrivals, metrics, instance types. */
    public static List<Section> sections() {
        return List.of(strategies(), readers(), laws(), arrivals(), metrics(), instanceTypes());
    }

    /** Returns the placement strategies and the chains with a name of their own. */
    public static Section strategies() {
        StrategyCatalogue catalogue = BuiltInStrategies.catalogue();
        Map<String, String> lines = new LinkedHashMap<>();
        for (StrategyCatalogue.Entry entry : catalogue.entries()) {
            String parameter =
                    entry.family().map(family -> "; " + family.parameter()).orElse("");
            lines.put(entry.form(), describe(entry.info()) + parameter);
        }
        BuiltInStrategies.namedChains()
                .forEach(chain -> lines.put(
                        chain.name(),
                        chain.strategies().stream()
                                .map(strategy -> strategy.info().name())
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("")));
        return section("strategies", lines);
    }

    private static String describe(StrategyInfo info) {
        return info.deviation().isEmpty() ? info.reference() : info.reference() + "; " + info.deviation();
    }

    /** Returns the trace readers. */
    public static Section readers() {
        return section("readers", TraceReader.descriptions());
    }

    /** Returns the probability laws. */
    public static Section laws() {
        return section("laws", Laws.NAMES);
    }

    /** Returns the kinds of arrivals of a synthetic workload. */
    public static Section arrivals() {
        return section("arrivals", ArrivalKinds.descriptions());
    }

    /** Returns the metrics, with unit and better direction. */
    public static Section metrics() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            lines.put(
                    metric.key(),
                    metric.definition() + " [" + metric.unit() + ", " + (metric.higherIsBetter() ? "higher" : "lower")
                            + " is better]");
        }
        return section("metrics", lines);
    }

    /** Returns the EC2 instance types of the catalogue. */
    public static Section instanceTypes() {
        InstanceCatalogue catalogue = InstanceCatalogue.load();
        Map<String, String> lines = new LinkedHashMap<>();
        for (InstanceType type : catalogue.types()) {
            String gpus = type.gpus() == 0 ? "" : ", " + type.gpus() + " GPUs";
            lines.put(
                    type.name(),
                    type.vcpus() + " vCPU, registers " + RegisteredMemory.mib(type) + " MiB" + gpus + ", "
                            + type.architecture() + ", USD " + usd(type.onDemandMicroUsdPerHour()) + "/h");
        }
        return section("instance types (" + catalogue.region() + ", prices of " + catalogue.date() + ")", lines);
    }

    private static String usd(long microUsd) {
        return BigDecimal.valueOf(microUsd, 6).stripTrailingZeros().toPlainString();
    }

    private static Section section(String title, Map<String, String> lines) {
        List<Entry> entries = new ArrayList<>();
        lines.forEach((name, description) -> entries.add(new Entry(name, description)));
        return new Section(title, entries);
    }
}
