package io.ecsim.workloads.service;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.model.query.ClusterQuerySyntaxException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads placement constraints and strategies as RunTask and CreateService take them (R1.6, R1.7, R1.20, R1.21, R1.40, R1.41). */
public final class PlacementReader {

    /** Most entries of a placement strategy (R1.7). */
    public static final int MOST_STRATEGIES = 5;

    /** Most constraints of a request (R1.6); those of the task definition count too. */
    public static final int MOST_CONSTRAINTS = 10;

    /** The longest cluster query in characters (R1.41). */
    public static final int LONGEST_EXPRESSION = 2000;

    private static final ApiFault REFUSED = ApiFault.INVALID_PARAMETER;
    private static final String SPREAD_FIELDS = "instanceId, host or attribute:NAME";
    private static final Map<String, Boolean> TAKES_EXPRESSION = constraintTypes();
    private static final Map<String, BinpackField> RESOURCES = resources();

    private PlacementReader() {}

    /** Reads the field {@code placementConstraints}; empty when it is absent. */
    public static List<PlacementConstraint> constraints(Fields request) {
        List<PlacementConstraint> read =
                request.listOrEmpty("placementConstraints", node -> constraint(request.inner(node)));
        checkSize(request, "placementConstraints", "constraints", MOST_CONSTRAINTS);
        return read;
    }

    private static Optional<PlacementConstraint> constraint(Fields fields) {
        boolean memberOf = fields.choice("type", TAKES_EXPRESSION);
        if (!memberOf) {
            if (fields.has("expression")) {
                fields.fault("expression", REFUSED.behind("distinctInstance takes no expression (R1.40)"));
            }
            return fields.build(PlacementConstraint.DistinctInstance::new);
        }
        Optional<ClusterQuery> query =
                fields.required("expression", "a cluster query", expression -> query(expression, fields.faults()));
        return fields.build(() -> new PlacementConstraint.MemberOf(query.orElseThrow()));
    }

    /** Reads a cluster query of at most {@value #LONGEST_EXPRESSION} characters (R1.41, R1.59). */
    public static Optional<ClusterQuery> query(Node node, Faults faults) {
        return node.asText(faults, "a cluster query").flatMap(text -> {
            if (text.length() > LONGEST_EXPRESSION) {
                return node.fault(
                        faults,
                        REFUSED.behind(
                                "found " + text.length() + " characters, expected at most " + LONGEST_EXPRESSION));
            }
            try {
                return Optional.of(ClusterQuery.parse(text));
            } catch (ClusterQuerySyntaxException wrong) {
                return node.fault(faults, String.valueOf(wrong.getMessage()));
            }
        });
    }

    /** Reads the field {@code placementStrategy}; empty when it is absent. */
    public static Optional<List<PlacementStrategy>> strategy(Fields request) {
        Optional<List<PlacementStrategy>> read = request.optional(
                "placementStrategy", list -> list.asList(request.faults(), node -> specification(request.inner(node))));
        checkSize(request, "placementStrategy", "strategies", MOST_STRATEGIES);
        return read;
    }

    /** Reads one entry of a placement strategy. */
    public static Optional<PlacementStrategy> specification(Fields fields) {
        Map<String, String> types = new LinkedHashMap<>();
        List.of("binpack", "spread", "random").forEach(type -> types.put(type, type));
        String type = fields.choice("type", types);
        switch (type) {
            case "spread" -> {
                Optional<PlacementStrategy> spread = fields.required(
                        "field",
                        SPREAD_FIELDS,
                        field -> field.asText(fields.faults(), SPREAD_FIELDS)
                                .flatMap(text -> spread(field, text, fields.faults())));
                return fields.build(spread::orElseThrow);
            }
            case "random" -> {
                fields.accept("field"); // R1.21: unused
                return fields.build(PlacementStrategy.Random::new);
            }
            default -> {
                BinpackField resource = fields.has("type")
                        ? fields.choice("field", RESOURCES)
                        : fields.choiceOr("field", RESOURCES, BinpackField.CPU);
                return fields.build(() -> new PlacementStrategy.Binpack(resource));
            }
        }
    }

    private static Optional<PlacementStrategy> spread(Node field, String text, Faults faults) {
        try {
            return Optional.of(new PlacementStrategy.Spread(text));
        } catch (IllegalArgumentException wrong) {
            return field.fault(faults, String.valueOf(wrong.getMessage()));
        }
    }

    private static void checkSize(Fields request, String name, String what, int most) {
        request.node(name)
                .filter(list -> list.items().size() > most)
                .ifPresent(list -> request.fault(
                        name,
                        REFUSED.behind("found " + list.items().size() + " " + what + ", expected at most " + most)));
    }

    private static Map<String, Boolean> constraintTypes() {
        Map<String, Boolean> types = new TreeMap<>();
        types.put("distinctInstance", false);
        types.put("memberOf", true);
        return Collections.unmodifiableMap(types);
    }

    private static Map<String, BinpackField> resources() {
        Map<String, BinpackField> resources = new LinkedHashMap<>();
        resources.put("cpu", BinpackField.CPU);
        resources.put("memory", BinpackField.MEMORY);
        return Collections.unmodifiableMap(resources);
    }
}
