package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.ContainerInstanceCall;
import io.ecsim.controlplane.ContainerInstanceCall.Action;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds the entries of {@code operations}: calls on container instances that an operator makes. */
final class OperationBinder {

    private static final Map<String, Action> ACTIONS = actions();
    private static final String WHICH = "a list of ids such as [i-000001], or {zone: NAME}";

    private final Faults faults;
    private final Optional<ClusterPlan> cluster;

    /** Which instances are meant. */
    private record Meant(List<String> instances, Optional<String> zone) {}

    /**
     * Makes the binder.
     *
     * @param cluster whose instances are meant; empty when it has faults of its own
     */
    OperationBinder(Faults faults, Optional<ClusterPlan> cluster) {
        this.faults = faults;
        this.cluster = cluster;
    }

    private static Map<String, Action> actions() {
        Map<String, Action> names = new LinkedHashMap<>();
        names.put("drain", Action.DRAIN);
        names.put("activate", Action.ACTIVATE);
        names.put("deregister", Action.DEREGISTER);
        return names;
    }

    List<ContainerInstanceCall> bind(Fields scenario) {
        return scenario.listOrEmpty("operations", this::operation);
    }

    private Optional<ContainerInstanceCall> operation(Node node) {
        Fields fields = node.asObject(faults);
        long atMicros = fields.durationMicros("at", 0, Quantity.LONGEST_MICROS);
        List<String> stated = ACTIONS.keySet().stream().filter(fields::has).toList();
        if (stated.size() != 1) {
            String found = stated.isEmpty() ? "nothing is done" : "found " + String.join(" and ", stated);
            node.fault(faults, found + ", expected one of " + String.join(", ", ACTIONS.keySet()));
        }
        Optional<Meant> meant = Optional.empty();
        for (String name : stated) {
            meant = fields.optional(name, this::meant);
        }
        boolean force = fields.flagOr("force", false);
        if (fields.has("force") && !stated.contains("deregister")) {
            fields.fault("force", "force belongs to deregister");
        }
        if (meant.isEmpty()) {
            fields.end();
            return Optional.empty();
        }
        Meant which = meant.get();
        return fields.build(() -> new ContainerInstanceCall(
                atMicros,
                Optional.ofNullable(ACTIONS.get(stated.get(0))).orElseThrow(),
                which.instances(),
                which.zone(),
                force));
    }

    private Optional<Meant> meant(Node node) {
        if (node.kind() == Kind.OBJECT) {
            Fields fields = node.asObject(faults);
            String zone = fields.text("zone", "the name of a zone of the cluster");
            List<String> zones = cluster.map(ClusterPlan::zones).orElse(List.of());
            if (!zone.isEmpty() && !zones.isEmpty() && !zones.contains(zone)) {
                fields.fault(
                        "zone",
                        "found \"" + zone + "\", which is no zone of the cluster" + NearestName.hint(zone, zones)
                                + " Allowed: " + String.join(", ", zones));
            }
            return fields.build(() -> new Meant(List.of(), Optional.of(zone)));
        }
        if (node.kind() != Kind.LIST || node.items().isEmpty()) {
            return node.refuse(faults, WHICH);
        }
        return node.asList(faults, id -> BackEndBinder.instance(id, faults, cluster))
                .map(ids -> new Meant(ids, Optional.empty()));
    }
}
