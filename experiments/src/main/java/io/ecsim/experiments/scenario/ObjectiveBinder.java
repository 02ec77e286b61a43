package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Condition;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.NeedSearch;
import io.ecsim.experiments.Objective;
import io.ecsim.observe.Metric;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Binds {@code objective} and {@code need} (models.md M3). */
final class ObjectiveBinder {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MOST = 1e15;

    private final Faults faults;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    ObjectiveBinder(Faults faults) {
        this.faults = faults;
        for (Metric metric : Metric.values()) {
            metrics.put(metric.key(), metric);
        }
    }

    Objective bind(Fields scenario) {
        return scenario.optionalObject("objective", this::objective).orElse(Objective.DEFAULT);
    }

    private Optional<Objective> objective(Fields fields) {
        Metric metric = fields.choice("metric", metrics);
        Map<String, Boolean> directions = new LinkedHashMap<>();
        directions.put("lower", false);
        directions.put("higher", true);
        boolean higher = fields.choiceOr("direction", directions, metric.higherIsBetter());
        Margin margin = fields.optional("margin", node -> margin(node, metric)).orElse(Objective.DEFAULT.margin());
        List<Condition> conditions = fields.listOrEmpty("subjectTo", this::condition);
        return fields.build(() -> new Objective(metric, higher, margin, conditions, true));
    }

    /** Reads a share of the best value, or an amount of the metric. */
    Optional<Margin> margin(Node node, Metric metric) {
        if (node.kind() == Kind.TEXT && node.text().endsWith("%")) {
            return node.asShare(faults, 0, 1).map(Margin.Relative::new);
        }
        return amount(node, metric, "a share of the best value, such as 5%, or an amount")
                .map(Margin.Absolute::new);
    }

    private Optional<Condition> condition(Node node) {
        Fields fields = node.asObject(faults);
        Metric metric = fields.choice("metric", metrics);
        boolean atMost = fields.has("atMost");
        boolean atLeast = fields.has("atLeast");
        if (atMost == atLeast) {
            node.fault(faults, "expected one of atMost and atLeast beside metric");
        }
        Optional<Double> value =
                fields.optional(atMost ? "atMost" : "atLeast", bound -> amount(bound, metric, "an amount"));
        return fields.build(() -> new Condition(metric, atMost, value.orElseThrow()));
    }

    /** Reads a value of a metric in its unit; seconds may be written as a duration, shares as a percentage. */
    private Optional<Double> amount(Node node, Metric metric, String expected) {
        if (node.kind() == Kind.INTEGER || node.kind() == Kind.DECIMAL) {
            return node.asNumber(faults, 0, MOST);
        }
        if (node.kind() == Kind.TEXT && metric.unit().equals("share")) {
            return node.asShare(faults, 0, 1);
        }
        OptionalLong micros = node.kind() == Kind.TEXT && metric.unit().equals("s")
                ? Durations.parseMicros(node.text())
                : OptionalLong.empty();
        return micros.isPresent()
                ? Optional.of(micros.getAsLong() / MICROS_PER_SECOND)
                : node.refuse(faults, expected + " in " + metric.unit());
    }

    /** Binds the search for the fewest instances; it needs conditions to keep. */
    Optional<NeedSearch> need(Fields scenario, Objective objective, int instances) {
        Optional<NeedSearch> need = scenario.optionalObject("need", fields -> {
            int min = fields.integerOr("min", 1, 1_000_000, 1);
            int max = fields.integerOr("max", 1, 1_000_000, Math.max(min, 4 * Math.min(instances, 250_000)));
            if (max < min) {
                fields.fault("max", "found " + max + ", expected at least min, which is " + min);
            }
            return fields.build(() -> new NeedSearch(min, max));
        });
        if (scenario.has("need") && objective.subjectTo().isEmpty()) {
            scenario.fault("need", "the search keeps the conditions of objective.subjectTo, which are missing");
        }
        return need;
    }
}
