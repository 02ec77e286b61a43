package io.ecsim.workloads.scenario;

import io.ecsim.schedules.Recurrence;
import io.ecsim.servicescaling.ScheduledAction;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.scaling.ScalingFault;
import io.ecsim.workloads.scaling.ScalingResource;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Binds scheduled actions as PutScheduledAction takes them or DescribeScheduledActions prints them (R6.11). */
final class ScheduledActionBinder {

    private static final double LAST_SECOND =
            Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();

    private static final ScheduleBinder.Names NAMES =
            new ScheduleBinder.Names("Application Auto Scaling", "Schedule", "Timezone", "StartTime", "EndTime");

    private final Faults faults;
    private final ScheduleBinder schedules;
    private final ScalingResource resource;

    ScheduledActionBinder(Faults faults, ScheduleBinder schedules, ScalingResource resource) {
        this.faults = faults;
        this.schedules = schedules;
        this.resource = resource;
    }

    Optional<ScheduledAction> bind(Node node) {
        return ScalingFault.VALIDATION.to(faults, () -> action(node));
    }

    private Optional<ScheduledAction> action(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text("ScheduledActionName", "the name of the action");
        resource.read(fields);
        Optional<Recurrence> due = schedules.recurrence(fields, NAMES, this::instant);
        fields.accept("ScheduledActionARN", "CreationTime");
        Optional<Bounds> bounds = fields.required(
                "ScalableTargetAction", "MinCapacity, MaxCapacity or both", each -> bounds(fields.inner(each)));
        return fields.build(() -> new ScheduledAction(
                name,
                due.orElseThrow(),
                bounds.orElseThrow().least(),
                bounds.orElseThrow().most()));
    }

    /** What an action sets. */
    private record Bounds(OptionalInt least, OptionalInt most) {}

    private Optional<Bounds> bounds(Fields fields) {
        OptionalInt least = capacity(fields, "MinCapacity");
        OptionalInt most = capacity(fields, "MaxCapacity");
        if (least.isEmpty() && most.isEmpty()) {
            fields.node().fault(faults, "expected MinCapacity, MaxCapacity or both");
        }
        return fields.build(() -> new Bounds(least, most));
    }

    private static OptionalInt capacity(Fields fields, String name) {
        return fields.has(name)
                ? OptionalInt.of(fields.integer(name, 0, ScalingBinder.MOST_TASKS))
                : OptionalInt.empty();
    }

    /** The command line prints instants as text or as seconds since 1970, as it is set up. */
    private Optional<Instant> instant(Node node) {
        return node.kind() == Kind.INTEGER || node.kind() == Kind.DECIMAL
                ? node.asNumber(faults, 0, LAST_SECOND).map(seconds -> Instant.ofEpochMilli(Math.round(seconds * 1000)))
                : ScheduleBinder.instant(node, faults);
    }
}
