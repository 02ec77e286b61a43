package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Replicate;
import io.ecsim.naming.NearestName;
import io.ecsim.observe.Metric;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Binds {@code replicate} (models.md M2). */
final class ReplicateBinder {

    private static final String EXPECTED =
            "none, {regenerate: COUNT or {...}}, {shuffle: COUNT}, {windows: {...}} or" + " {blockBootstrap: {...}}";

    /** Most replications of a scenario that states a precision and no max. */
    static final int DEFAULT_MAX = 500;

    private final Faults faults;
    private final ObjectiveBinder objectives;
    private final Metric metric;

    /**
     * Makes a binder.
     *
     * @param objectives reads amounts of the metric
     * @param metric the objective's, for the precision
     */
    ReplicateBinder(Faults faults, ObjectiveBinder objectives, Metric metric) {
        this.faults = faults;
        this.objectives = objectives;
        this.metric = metric;
    }

    Optional<Replicate> bind(Fields scenario) {
        return scenario.optional("replicate", this::kind);
    }

    private Optional<Replicate> kind(Node node) {
        if (node.kind() == Kind.TEXT) {
            if (node.text().equals("none")) {
                return Optional.of(new Replicate.None());
            }
            List<String> kinds = List.of("none", "regenerate", "shuffle", "windows", "blockBootstrap");
            return node.fault(
                    faults,
                    "found " + node.describe() + ", expected " + EXPECTED + NearestName.hint(node.text(), kinds));
        }
        if (node.kind() != Kind.OBJECT) {
            return node.refuse(faults, EXPECTED);
        }
        Map<String, Function<Node, Optional<Replicate>>> readers = new LinkedHashMap<>();
        readers.put("regenerate", this::regenerate);
        readers.put("shuffle", count -> count(count).map(Replicate.Shuffle::new));
        readers.put("windows", this::windows);
        readers.put("blockBootstrap", this::blocks);
        return node.asOneOf(faults, readers);
    }

    private Optional<Integer> count(Node node) {
        return node.asInteger(faults, 1, Replicate.MAX_COUNT).map(Long::intValue);
    }

    private Optional<Replicate> regenerate(Node node) {
        if (node.kind() != Kind.OBJECT) {
            return count(node).map(Replicate.Regenerate::new);
        }
        Fields fields = node.asObject(faults);
        Optional<Margin> precision = fields.optional("precision", width -> objectives.margin(width, metric));
        boolean sequential = fields.has("precision");
        if (sequential == fields.has("count")) {
            node.fault(faults, "expected one of count and precision");
        }
        if (!sequential && fields.has("max")) {
            fields.fault("max", "expected only beside precision");
        }
        if (precision.filter(width -> width.around(1) == 0).isPresent()) {
            fields.fault("precision", "expected more than 0");
        }
        int max = fields.integerOr("max", Replicate.FEWEST_BEFORE_STOPPING, Replicate.MAX_COUNT, DEFAULT_MAX);
        int count = fields.integerOr("count", 1, Replicate.MAX_COUNT, max);
        boolean antithetic = fields.flagOr("antithetic", false);
        boolean controlVariates = fields.flagOr("controlVariates", false);
        if (antithetic && count % 2 != 0) {
            fields.fault(
                    sequential ? "max" : "count", "antithetic replications come in pairs: expected an even number");
        }
        return fields.build(() -> new Replicate.Regenerate(count, precision, antithetic, controlVariates));
    }

    private Optional<Replicate> windows(Node node) {
        Fields fields = node.asObject(faults);
        long lengthMicros = fields.durationMicros("length", 1);
        long warmupMicros = fields.durationMicrosOr("warmup", 0, Long.MAX_VALUE, 0);
        int count = fields.integer("count", 1, Replicate.MAX_COUNT);
        if (warmupMicros >= lengthMicros && lengthMicros > 1) {
            fields.fault("warmup", "the warm-up must be shorter than the window");
        }
        return fields.build(() -> new Replicate.Windows(lengthMicros, warmupMicros, count));
    }

    private Optional<Replicate> blocks(Node node) {
        Fields fields = node.asObject(faults);
        long blockMicros = fields.durationMicros("block", 1);
        int count = fields.integer("count", 1, Replicate.MAX_COUNT);
        return fields.build(() -> new Replicate.BlockBootstrap(blockMicros, count));
    }
}
