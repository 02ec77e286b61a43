package io.ecsim.workloads.scenario;

import io.ecsim.images.RateLimit;
import io.ecsim.images.Registry;
import io.ecsim.images.RegistryOutage;
import io.ecsim.images.Throughput;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds a registry of the field {@code images.registries}. */
final class RegistryBinder {

    /** From the request for a manifest to the first byte, where the scenario says nothing: an assumption. */
    static final long LATENCY_MICROS = 100_000;

    /** Requests are given up after a minute (R3.36), so a registry must answer before. */
    private static final long MAX_LATENCY_MICROS = 59_000_000;

    private static final Map<String, Registry.Kind> KINDS = kinds();
    private static final Map<String, RateLimit.Refill> REFILLS = refills();
    private static final Map<String, RateLimit.Scope> SCOPES = scopes();

    private final Faults faults;

    RegistryBinder(Faults faults) {
        this.faults = faults;
    }

    private static Map<String, Registry.Kind> kinds() {
        Map<String, Registry.Kind> names = new LinkedHashMap<>();
        names.put("ecr", Registry.Kind.ECR);
        names.put("dockerHub", Registry.Kind.DOCKER_HUB);
        names.put("private", Registry.Kind.PRIVATE);
        return names;
    }

    private static Map<String, RateLimit.Refill> refills() {
        Map<String, RateLimit.Refill> names = new LinkedHashMap<>();
        names.put("window", RateLimit.Refill.WINDOW);
        names.put("steady", RateLimit.Refill.STEADY);
        return names;
    }

    private static Map<String, RateLimit.Scope> scopes() {
        Map<String, RateLimit.Scope> names = new LinkedHashMap<>();
        names.put("sourceAddress", RateLimit.Scope.SOURCE_ADDRESS);
        names.put("registry", RateLimit.Scope.REGISTRY);
        return names;
    }

    Optional<Registry> registry(Node node) {
        Fields fields = node.asObject(faults);
        String name = fields.text("name");
        Registry.Kind kind = fields.choice("kind", KINDS);
        long bytesPerSecond = fields.optional(
                        "throughput", rate -> ByteAmounts.rate(rate, faults, Throughput.UNLIMITED))
                .orElse(Throughput.UNLIMITED);
        long latencyMicros = fields.durationMicrosOr("latency", 0, MAX_LATENCY_MICROS, LATENCY_MICROS);
        Optional<RateLimit> limit = fields.optionalObject("rateLimit", inside -> rateLimit(inside, kind));
        List<RegistryOutage> outages = fields.listOrEmpty("outages", this::outage);
        return fields.build(() -> new Registry(name, kind, bytesPerSecond, latencyMicros, limit, outages));
    }

    private Optional<RateLimit> rateLimit(Fields fields, Registry.Kind kind) {
        int pulls = fields.integer("pulls", 1, RateLimit.MAX_PULLS);
        long perMicros = fields.durationMicros("per", 1, Quantity.LONGEST_MICROS);
        RateLimit.Refill refill = fields.choiceOr("refill", REFILLS, RateLimit.Refill.WINDOW);
        RateLimit.Scope scope = fields.choiceOr(
                "counts",
                SCOPES,
                kind == Registry.Kind.DOCKER_HUB ? RateLimit.Scope.SOURCE_ADDRESS : RateLimit.Scope.REGISTRY);
        return fields.build(() -> new RateLimit(pulls, perMicros, refill, scope));
    }

    private Optional<RegistryOutage> outage(Node node) {
        Fields fields = node.asObject(faults);
        long atMicros = fields.durationMicros("at", 0, Quantity.LONGEST_MICROS);
        long durationMicros = fields.durationMicros("duration", 1, Quantity.LONGEST_MICROS);
        return fields.build(() -> new RegistryOutage(atMicros, durationMicros));
    }
}
