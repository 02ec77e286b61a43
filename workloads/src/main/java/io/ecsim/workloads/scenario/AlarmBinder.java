package io.ecsim.workloads.scenario;

import io.ecsim.services.DeploymentAlarms;
import io.ecsim.services.DeploymentAlarms.InAlarm;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.law.Quantity;
import java.util.List;
import java.util.Optional;

/** Binds the alarms that watch the deployments of a service, and when they are in ALARM (R4.26). */
final class AlarmBinder {

    private AlarmBinder() {}

    static DeploymentAlarms bind(Fields service) {
        return service.optionalObject("alarms", AlarmBinder::alarms).orElse(DeploymentAlarms.NONE);
    }

    private static Optional<DeploymentAlarms> alarms(Fields fields) {
        boolean rollback = fields.flag("rollback");
        List<InAlarm> times = fields.required(
                        "inAlarm",
                        "a list of times in which an alarm is in ALARM, each {name, at, for}",
                        list -> list.asList(fields.faults(), node -> inAlarm(node.asObject(fields.faults()))))
                .orElse(List.of());
        return fields.build(() -> new DeploymentAlarms(rollback, times));
    }

    private static Optional<InAlarm> inAlarm(Fields fields) {
        String name = fields.text("name", "the name of an alarm");
        long atMicros = fields.durationMicros("at", 0, Quantity.LONGEST_MICROS);
        long forMicros = fields.durationMicros("for", 1, Quantity.LONGEST_MICROS);
        return fields.build(() -> new InAlarm(name, atMicros, atMicros + forMicros));
    }
}
