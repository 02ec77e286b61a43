package io.ecsim.workloads.scenario;

import io.ecsim.faults.ZoneEvent;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Binds an event of {@code failures.zones}. */
final class ZoneEventBinder {

    private static final double MOST = 1e6;
    private static final Map<String, ZoneEvent.Kind> KINDS = kinds();

    private final Faults faults;
    private final List<String> zones;
    private final boolean hasControlPlane;

    /**
     * Makes the binder.
     *
     * @param zones of the cluster; empty when it has faults of its own
     * @param hasControlPlane whether there are agents and load balancers
     */
    ZoneEventBinder(Faults faults, List<String> zones, boolean hasControlPlane) {
        this.faults = faults;
        this.zones = zones;
        this.hasControlPlane = hasControlPlane;
    }

    private static Map<String, ZoneEvent.Kind> kinds() {
        Map<String, ZoneEvent.Kind> names = new LinkedHashMap<>();
        for (ZoneEvent.Kind kind : ZoneEvent.Kind.values()) {
            names.put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        return names;
    }

    Optional<ZoneEvent> event(Node node) {
        Fields fields = node.asObject(faults);
        String zone = zone(fields);
        ZoneEvent.Kind kind = fields.choiceOr("kind", KINDS, ZoneEvent.Kind.POWER);
        if (kind != ZoneEvent.Kind.POWER && !hasControlPlane) {
            fields.fault(
                    "kind", "only a control plane notices that, expected power, or controlPlane: {} in the scenario");
        }
        long atMicros = fields.durationMicros("at", 0);
        long lastsMicros = fields.durationMicros("for", 1);
        double latencyFactor = fields.numberOr("latencyFactor", 1, MOST, 1);
        double errors = fields.shareOr("errors", 0, 1, 0);
        for (String name : List.of("latencyFactor", "errors")) {
            if (kind != ZoneEvent.Kind.IMPAIRED && fields.has(name)) {
                fields.fault(
                        name, "only a zone that is impaired answers slowly or with errors, expected kind: impaired");
            }
        }
        return fields.build(() -> new ZoneEvent(zone, kind, atMicros, lastsMicros, latencyFactor, errors));
    }

    /** Reads the name of a zone of the cluster. */
    String zone(Fields fields) {
        String zone = fields.text("zone", "the name of a zone of the cluster");
        if (!zone.isEmpty() && !zones.isEmpty() && !zones.contains(zone)) {
            fields.fault(
                    "zone",
                    "found \"" + zone + "\", which is no zone of the cluster" + NearestName.hint(zone, zones)
                            + " Allowed: " + String.join(", ", zones));
        }
        return zone;
    }
}
