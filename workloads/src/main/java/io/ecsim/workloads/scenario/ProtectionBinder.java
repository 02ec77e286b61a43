package io.ecsim.workloads.scenario;

import io.ecsim.services.UpdateTaskProtection;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.law.Quantity;
import java.util.List;
import java.util.Optional;

/** Binds the protections of one service in their order: calls of UpdateTaskProtection (R1.67). */
final class ProtectionBinder {

    private final Faults faults;
    private long lastMicros = -1;

    ProtectionBinder(Faults faults) {
        this.faults = faults;
    }

    List<UpdateTaskProtection> bind(Fields service) {
        return service.listOrEmpty("protections", this::call);
    }

    private Optional<UpdateTaskProtection> call(Node node) {
        Fields fields = node.asObject(faults);
        long atMicros = fields.durationMicros("at", 0, Quantity.LONGEST_MICROS);
        if (atMicros < lastMicros) {
            fields.fault(
                    "at",
                    "found " + Durations.format(atMicros) + ", expected no time before that of the call above, "
                            + Durations.format(lastMicros));
        }
        lastMicros = Math.max(lastMicros, atMicros);
        int tasks = ApiFault.INVALID_PARAMETER.to(
                faults, () -> fields.integer("tasks", 1, UpdateTaskProtection.MOST_TASKS));
        boolean enabled = fields.flagOr("protectionEnabled", true);
        int minutes = ApiFault.INVALID_PARAMETER.to(
                faults,
                () -> fields.integerOr(
                        "expiresInMinutes",
                        1,
                        UpdateTaskProtection.MOST_MINUTES,
                        UpdateTaskProtection.DEFAULT_MINUTES));
        if (!enabled && fields.has("expiresInMinutes")) {
            fields.fault("expiresInMinutes", "belongs to protectionEnabled: true");
        }
        return fields.build(() -> new UpdateTaskProtection(atMicros, tasks, enabled, minutes));
    }
}
