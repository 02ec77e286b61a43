package io.ecsim.workloads.scenario;

import io.ecsim.naming.NearestName;
import io.ecsim.services.ServicePlan;
import io.ecsim.traffic.LoadBalancing;
import io.ecsim.traffic.RequestPlan;
import io.ecsim.traffic.RequestRate;
import io.ecsim.traffic.RequestRetries;
import io.ecsim.traffic.ServiceRequests;
import io.ecsim.workloads.arrival.RequestRates;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds {@code requests}: what is asked of services (models.md M6). */
final class RequestBinder {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long MOST_BYTES = 1_000_000_000_000L;
    private static final int MOST_QUEUE = 1_000_000_000;
    private static final double MICROS = 1e6;

    private final BindingContext context;
    private final Faults faults;
    private final List<String> services;

    /** Whether the services have no faults, so that a name that is not among them is wrong. */
    private final boolean servicesAreKnown;

    private final List<String> asked = new ArrayList<>();

    RequestBinder(BindingContext context, List<ServicePlan> services, boolean servicesAreKnown) {
        this.context = context;
        this.faults = context.faults();
        this.services = services.stream().map(plan -> plan.service().name()).toList();
        this.servicesAreKnown = servicesAreKnown;
    }

    /** Binds the field; nobody asks for anything where it is absent. */
    RequestPlan bind(Fields scenario, long stepMicros) {
        List<ServiceRequests> requests = scenario.listOrEmpty("requests", this::requests);
        boolean wrong =
                requests.stream().mapToInt(ServiceRequests::service).distinct().count() < requests.size();
        return wrong ? RequestPlan.NONE : new RequestPlan(requests, stepMicros);
    }

    private Optional<ServiceRequests> requests(Node node) {
        Fields fields = node.asObject(faults);
        Optional<Integer> service = fields.required("service", "the name of a service", this::service);
        double scale = fields.numberOr("scale", Double.MIN_VALUE, 1e9, 1);
        Optional<RequestRate> rate = fields.required(
                "rate",
                "a rate such as {constant: {perSecond: 40}}",
                value -> RequestRates.read(value, scale, faults, context.curveFiles()));
        Optional<Work> work = fields.object("work", RequestBinder::work);
        int workers =
                fields.integerOr("workers", 1, ServiceRequests.UNLIMITED_WORKERS, ServiceRequests.UNLIMITED_WORKERS);
        double timeout = seconds(fields, "timeout", 1, ServiceRequests.DEFAULT_TIMEOUT_SECONDS);
        int queue = fields.integerOr("queue", 1, MOST_QUEUE, ServiceRequests.DEFAULT_QUEUE);
        RequestRetries retries =
                fields.optionalObject("retries", RequestBinder::retries).orElse(RequestRetries.NONE);
        Map<String, LoadBalancing> balancers = new LinkedHashMap<>();
        balancers.put("roundRobin", LoadBalancing.ROUND_ROBIN);
        balancers.put("leastOutstanding", LoadBalancing.LEAST_OUTSTANDING);
        LoadBalancing balancing = fields.choiceOr("loadBalancer", balancers, LoadBalancing.ROUND_ROBIN);
        boolean crossZone = fields.flagOr("crossZone", true);
        long bytes = fields.optional("bytes", value -> ByteAmounts.size(value, faults, MOST_BYTES))
                .orElse(0L);
        if (service.isEmpty()) { // which has been said, of the name or of the service itself
            fields.end();
            return Optional.empty();
        }
        return fields.build(() -> new ServiceRequests(
                service.orElseThrow(),
                rate.orElseThrow(),
                work.orElseThrow().cpuSeconds(),
                work.orElseThrow().waitSeconds(),
                workers,
                timeout,
                queue,
                retries,
                balancing,
                crossZone,
                bytes));
    }

    private Optional<Integer> service(Node node) {
        Optional<String> name = node.asText(faults, "the name of a service");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        int index = services.indexOf(name.get());
        if (index < 0 && servicesAreKnown) {
            String all =
                    services.isEmpty() ? "there are no services" : "expected one of " + String.join(", ", services);
            return node.fault(
                    faults,
                    "there is no service \"" + name.get() + "\", " + all + NearestName.hint(name.get(), services));
        }
        if (asked.contains(name.get())) {
            return node.fault(faults, "requests on \"" + name.get() + "\" are stated before, expected one entry");
        }
        asked.add(name.get());
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /** What a request takes of a task. */
    private record Work(double cpuSeconds, double waitSeconds) {}

    private static Optional<Work> work(Fields fields) {
        double cpu = fields.durationMicros("cpu", 1, HOUR_MICROS) / MICROS;
        double wait = seconds(fields, "wait", 0, 0);
        return fields.build(() -> new Work(cpu, wait));
    }

    private static double seconds(Fields fields, String name, long leastMicros, double absent) {
        return fields.durationMicrosOr(name, leastMicros, HOUR_MICROS, (long) (absent * MICROS)) / MICROS;
    }

    private static Optional<RequestRetries> retries(Fields fields) {
        int most = fields.integer("most", 0, 10);
        double backoff = seconds(fields, "backoff", 1, 1);
        double factor = fields.numberOr("factor", 1, 10, 2);
        double jitter = fields.shareOr("jitter", 0, 1, 1);
        double budget = fields.shareOr("budget", 0, 10, Double.POSITIVE_INFINITY);
        return fields.build(() -> new RequestRetries(most, backoff, factor, jitter, budget));
    }
}
