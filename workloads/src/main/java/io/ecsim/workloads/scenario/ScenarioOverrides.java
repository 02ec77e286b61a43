package io.ecsim.workloads.scenario;

import io.ecsim.workloads.document.Assignment;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Values given in place of a scenario's: on the command line, or by a variant of it. Beside every field of the scenario, {@code
 * cluster.instances=50} gives the number of instances: groups share it in proportion to their counts.
 */
public final class ScenarioOverrides {

    private static final String OPTION = "--set";
    private static final String SIZE = "cluster.instances";

    private ScenarioOverrides() {}

    /**
     * Returns the document with the values in place, each given after the one before it.
     *
     * @param texts each {@code PATH=VALUE}, see {@link Assignment}
     */
    public static Node apply(Node document, List<String> texts, Faults faults) {
        Node changed = document;
        for (String text : texts) {
            Optional<Assignment> parsed = Assignment.parse(OPTION, text, faults);
            if (parsed.isPresent()) {
                changed = apply(changed, parsed.get(), faults);
            }
        }
        return changed;
    }

    /** Returns the document with one value in its place. */
    public static Node apply(Node document, Assignment assignment, Faults faults) {
        Optional<Node> size = assignment
                .given()
                .filter(node -> assignment.isOf(SIZE))
                .filter(node -> node.kind() == Kind.INTEGER || node.kind() == Kind.DECIMAL);
        return size.map(node -> resized(document, assignment, node, faults))
                .orElseGet(() -> assignment.applyTo(document, faults));
    }

    private static Node resized(Node document, Assignment assignment, Node size, Faults faults) {
        Optional<Long> total = size.asInteger(faults, 1, ClusterBinder.MOST_INSTANCES);
        Optional<Node> cluster = document.member("cluster");
        if (cluster.isEmpty() && document.member("clusters").isPresent()) {
            size.fault(
                    faults,
                    "the scenario has clusters, so a number is that of a group, such as"
                            + " --set clusters[NAME].instances[0].count=50");
            return document;
        }
        if (total.isEmpty() || cluster.isEmpty()) {
            return document;
        }
        if (cluster.get().member("nodes").isPresent()) {
            size.fault(faults, "the instances are those of the trace that cluster.nodes names, so there is no number");
            return document;
        }
        Optional<List<Node>> groups = cluster.get().member("instances").map(Node::items);
        int[] stated = groups.orElse(List.of()).stream()
                .mapToInt(ScenarioOverrides::count)
                .toArray();
        if (stated.length == 0 || Arrays.stream(stated).anyMatch(count -> count == 0)) {
            size.fault(faults, "the number is shared over the groups of cluster.instances, and not each has a count");
            return document;
        }
        int[] shares = ClusterPlan.shares(total.get().intValue(), stated);
        List<Assignment> changes = new ArrayList<>();
        for (int group = shares.length - 1; group >= 0; group--) {
            String path = SIZE + "[" + group + "]";
            changes.add(
                    shares[group] == 0
                            ? assignment.removing(path)
                            : assignment.insteadOf(path + ".count", shares[group]));
        }
        Node changed = document;
        for (Assignment change : changes) {
            changed = change.applyTo(changed, faults);
        }
        return changed;
    }

    /** Returns the count of a group, 0 when it states none that can be used. */
    private static int count(Node group) {
        return group.member("count")
                .filter(node -> node.kind() == Kind.INTEGER && node.text().matches("\\d{1,7}"))
                .map(node -> Integer.parseInt(node.text()))
                .orElse(0);
    }
}
