package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.Backoff;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Binds the field {@code queue}: what happens to a task that fits nowhere. */
final class QueueBinder {

    private static final NoFitPolicy PASSING = new NoFitPolicy.Wait(false);
    private static final String EXPECTED = "wait, fail, {wait: strictFifo}, {wait: fifoWithPassing} or {retry: {...}}";

    private final BindingContext context;
    private final Faults faults;

    QueueBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    NoFitPolicy bind(Fields scenario) {
        if (!scenario.has("queue")) {
            context.assume("The scenario states no queue: a task that fits nowhere waits, and later tasks that fit may"
                    + " pass it.");
        }
        return scenario.optional("queue", this::policy).orElse(PASSING);
    }

    private Optional<NoFitPolicy> policy(Node node) {
        if (node.kind() == Kind.TEXT) {
            return switch (node.text()) {
                case "wait" -> Optional.of(PASSING);
                case "fail" -> Optional.of(new NoFitPolicy.Fail());
                default ->
                    node.fault(
                            faults,
                            "found " + node.describe() + ", expected " + EXPECTED
                                    + NearestName.hint(node.text(), List.of("wait", "fail", "retry")));
            };
        }
        if (node.kind() != Kind.OBJECT) {
            return node.refuse(faults, EXPECTED);
        }
        Map<String, Function<Node, Optional<NoFitPolicy>>> readers = new LinkedHashMap<>();
        readers.put("wait", this::order);
        readers.put("retry", this::retry);
        return node.asOneOf(faults, readers);
    }

    private Optional<NoFitPolicy> order(Node node) {
        Map<String, NoFitPolicy> orders = new LinkedHashMap<>();
        orders.put("strictFifo", new NoFitPolicy.Wait(true));
        orders.put("fifoWithPassing", PASSING);
        return node.asChoice(faults, orders);
    }

    private Optional<NoFitPolicy> retry(Node node) {
        Fields fields = node.asObject(faults);
        long firstMicros = fields.durationMicros("first", 1);
        double factor = fields.numberOr("factor", 1, 1000, 2);
        long capMicros = fields.durationMicrosOr("cap", 1, Long.MAX_VALUE, Math.max(firstMicros, 300_000_000L));
        int retries = fields.integer("retries", 0, 1_000_000);
        if (capMicros < firstMicros) {
            fields.fault("cap", "the longest delay must be at least the first");
        }
        return fields.build(() -> new NoFitPolicy.Retry(new Backoff(firstMicros, factor, capMicros, retries)));
    }
}
