package io.ecsim.workloads.scenario;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.model.query.ClusterQuerySyntaxException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Binds {@code placementConstraints} of a request as RunTask and CreateService take them (R1.40, R1.41). */
final class ConstraintBinder {

    private static final Map<String, Boolean> TAKES_EXPRESSION = types();

    private ConstraintBinder() {}

    private static Map<String, Boolean> types() {
        Map<String, Boolean> types = new TreeMap<>();
        types.put("distinctInstance", false);
        types.put("memberOf", true);
        return Collections.unmodifiableMap(types);
    }

    static List<PlacementConstraint> bind(Fields task) {
        return task.listOrEmpty("placementConstraints", node -> constraint(node, task.faults()));
    }

    private static Optional<PlacementConstraint> constraint(Node node, Faults faults) {
        Fields fields = node.asObject(faults);
        boolean memberOf = fields.choice("type", TAKES_EXPRESSION);
        if (!memberOf) {
            if (fields.has("expression")) {
                fields.fault("expression", "distinctInstance takes no expression (R1.40)");
            }
            return fields.build(PlacementConstraint.DistinctInstance::new);
        }
        Optional<ClusterQuery> query =
                fields.required("expression", "a cluster query", expression -> query(expression, faults));
        return fields.build(() -> new PlacementConstraint.MemberOf(query.orElseThrow()));
    }

    private static Optional<ClusterQuery> query(Node node, Faults faults) {
        return node.asText(faults, "a cluster query").flatMap(text -> {
            try {
                return Optional.of(ClusterQuery.parse(text));
            } catch (ClusterQuerySyntaxException wrong) {
                return node.fault(faults, String.valueOf(wrong.getMessage()));
            }
        });
    }
}
