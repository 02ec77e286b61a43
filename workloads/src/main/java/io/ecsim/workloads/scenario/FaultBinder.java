package io.ecsim.workloads.scenario;

import io.ecsim.faults.FaultPlan;
import io.ecsim.naming.NearestName;
import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.List;
import java.util.Optional;

/** Binds the field {@code failures}: what fails, and what happens to the work. */
final class FaultBinder {

    private static final String LAW = "a law of durations, such as {exponential: {mean: 30d}}";

    private final BindingContext context;
    private final Faults faults;

    FaultBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    /** Binds the field; without it nothing fails. */
    FaultPlan bind(Fields scenario, List<String> zones) {
        return scenario.optionalObject("failures", fields -> plan(fields, zones))
                .orElse(FaultPlan.NONE);
    }

    private Optional<FaultPlan> plan(Fields fields, List<String> zones) {
        Optional<FaultPlan.Renewal> instances = fields.optionalObject("instances", this::renewal);
        List<FaultPlan.ZoneEvent> events = fields.listOrEmpty("zones", node -> zoneEvent(node, zones));
        Optional<FaultPlan.Renewal> randomZones = fields.optionalObject("randomZones", this::renewal);
        Optional<Law> crashes = fields.optional("crashes", this::seconds);
        boolean recovers = fields.has("recovery");
        FaultPlan.Recovery recovery =
                fields.optionalObject("recovery", this::recovery).orElse(FaultPlan.Recovery.NONE);
        if (!recovers) {
            context.assume("A task whose attempt fails is not tried again (no failures.recovery).");
        }
        return fields.build(() -> new FaultPlan(instances, events, randomZones, crashes, recovery));
    }

    private Optional<Law> seconds(Node node) {
        return Laws.read(node, faults, Quantity.DURATION).map(InSeconds::new);
    }

    private Optional<FaultPlan.Renewal> renewal(Fields fields) {
        Optional<Law> life = fields.required("life", LAW, this::seconds);
        Optional<Law> repair = fields.required("repair", LAW, this::seconds);
        return fields.build(() -> new FaultPlan.Renewal(life.orElseThrow(), repair.orElseThrow()));
    }

    private Optional<FaultPlan.ZoneEvent> zoneEvent(Node node, List<String> zones) {
        Fields fields = node.asObject(faults);
        String zone = fields.text("zone", "the name of a zone of the cluster");
        if (!zone.isEmpty() && !zones.isEmpty() && !zones.contains(zone)) {
            fields.fault(
                    "zone",
                    "found \"" + zone + "\", which is no zone of the cluster" + NearestName.hint(zone, zones)
                            + " Allowed: " + String.join(", ", zones));
        }
        long atMicros = fields.durationMicros("at", 0);
        long lastsMicros = fields.durationMicros("for", 1);
        return fields.build(() -> new FaultPlan.ZoneEvent(zone, atMicros, lastsMicros));
    }

    private Optional<FaultPlan.Recovery> recovery(Fields fields) {
        long checkpointMicros = fields.durationMicrosOr("checkpoint", 0, Long.MAX_VALUE, 0);
        int retries = fields.integer("retries", 0, 1_000_000);
        long firstMicros = fields.durationMicrosOr("first", 0, Long.MAX_VALUE, 0);
        double factor = fields.numberOr("factor", 1, 1000, 2);
        return fields.build(() -> new FaultPlan.Recovery(checkpointMicros, retries, firstMicros, factor));
    }
}
