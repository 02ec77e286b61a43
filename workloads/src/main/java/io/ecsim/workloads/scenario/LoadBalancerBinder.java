package io.ecsim.workloads.scenario;

import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillingPlan.LoadBalancer;
import io.ecsim.billing.BillingPlan.Standing;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.services.ServicePlan;
import io.ecsim.workloads.catalogue.PriceKind;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Binds one of {@code billing.loadBalancers}: its hours, its addresses and the capacity units of its services. */
final class LoadBalancerBinder {

    private static final long SECOND = 1_000_000;
    private static final int MOST = 1_000_000;

    private final BindingContext context;
    private final List<ServicePlan> services;
    private final Prices prices;
    private final Set<Integer> taken = new TreeSet<>();

    /** Returns a price; where there is none, 0 and a fault at the field. */
    interface Prices {
        long nano(Fields fields, String field, PriceKind kind, String name);
    }

    /** What a capacity unit of each type holds, by the price page of Elastic Load Balancing. */
    private enum Type {
        APPLICATION(25, 3_000),
        NETWORK(800, 100_000);

        private final int newConnections;
        private final int activeConnections;

        Type(int newConnections, int activeConnections) {
            this.newConnections = newConnections;
            this.activeConnections = activeConnections;
        }

        private static Map<String, Type> byName() {
            Map<String, Type> names = new LinkedHashMap<>();
            names.put("application", APPLICATION);
            names.put("network", NETWORK);
            return names;
        }

        private String key() {
            return this == APPLICATION ? "application" : "network";
        }
    }

    LoadBalancerBinder(BindingContext context, Optional<ControlPlane> controlPlane, Prices prices) {
        this.context = context;
        this.services = controlPlane.map(ControlPlane::services).orElse(List.of());
        this.prices = prices;
    }

    /**
     * Binds a load balancer.
     *
     * @param zones in how many zones it is: it has an address in each
     * @param standing where its hours and those of its addresses go
     */
    Optional<LoadBalancer> bind(Node node, int zones, List<Standing> standing) {
        Fields fields = node.asObject(context.faults());
        Type type = fields.choiceOr("type", Type.byName(), Type.APPLICATION);
        List<Integer> behind = fields.has("services") ? fields.list("services", this::once) : withTargets();
        int perConnection = fields.integerOr("requestsPerConnection", 1, MOST, 1);
        long open = fields.durationMicrosOr("connectionDuration", 0, Long.MAX_VALUE, SECOND);
        boolean internetFacing = fields.flagOr("internetFacing", true);
        long hour = prices.nano(fields, "type", PriceKind.LOAD_BALANCERS, type.key() + "Hour");
        long unit = prices.nano(fields, "type", PriceKind.LOAD_BALANCERS, type.key() + "Unit");
        standing.add(new Standing(BillItem.LOAD_BALANCER_HOURS, type.key(), 1, hour));
        if (internetFacing) {
            long address = prices.nano(fields, "internetFacing", PriceKind.NETWORK, "publicIpv4Hour");
            standing.add(new Standing(BillItem.PUBLIC_IPV4, "load balancers", zones, address));
        }
        if (!fields.has("requestsPerConnection")) {
            context.assume("Capacity units of load balancers: each request opens a connection of its own, for "
                    + Durations.format(open) + " (billing.loadBalancers[].requestsPerConnection); of rules, the first"
                    + " ten are free and no more are counted.");
        }
        return fields.build(() -> new LoadBalancer(
                type.key(),
                behind,
                type.newConnections,
                type.activeConnections,
                perConnection,
                open,
                unit,
                type == Type.APPLICATION));
    }

    private List<Integer> withTargets() {
        return IntStream.range(0, services.size())
                .filter(index -> !services.get(index).service().targetGroups().isEmpty())
                .filter(taken::add)
                .boxed()
                .toList();
    }

    /** Requests on a service come through one load balancer. */
    private Optional<Integer> once(Node node) {
        Optional<Integer> service = service(node);
        if (service.isPresent() && !taken.add(service.get())) {
            return node.fault(context.faults(), "found a service that is behind another load balancer already");
        }
        return service;
    }

    private Optional<Integer> service(Node node) {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int index = 0; index < services.size(); index++) {
            names.putIfAbsent(services.get(index).service().name(), index);
        }
        return names.isEmpty()
                ? node.refuse(context.faults(), "the name of a service; the scenario has none")
                : node.asChoice(context.faults(), names);
    }
}
