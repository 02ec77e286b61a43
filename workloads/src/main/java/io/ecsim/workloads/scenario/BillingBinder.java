package io.ecsim.workloads.scenario;

import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillingPlan;
import io.ecsim.billing.BillingPlan.PullRoute;
import io.ecsim.billing.BillingPlan.SavingsPlan;
import io.ecsim.billing.BillingPlan.Standing;
import io.ecsim.billing.BillingPlan.Traffic;
import io.ecsim.billing.BillingPlan.Volume;
import io.ecsim.billing.FargatePlatform;
import io.ecsim.billing.FargatePrices;
import io.ecsim.billing.FargateSize;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Demand;
import io.ecsim.model.Launch;
import io.ecsim.workloads.catalogue.Price;
import io.ecsim.workloads.catalogue.PriceKind;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Binds {@code billing}: what of a bill is counted beside the time of instances and Fargate (models.md M11). */
final class BillingBinder {

    private static final int MOST = 1_000_000;
    private static final int MOST_GIB = 65_536;
    private static final double NANO = 1e9;
    private static final int PERMILLE = 1000;
    private static final String PER_ZONE = "perZone";

    private final BindingContext context;
    private final Optional<ClusterPlan> cluster;
    private final Optional<ControlPlane> controlPlane;
    private final List<TaskSpec> tasks;
    private final String region;

    BillingBinder(
            BindingContext context,
            Optional<ClusterPlan> cluster,
            Optional<ControlPlane> controlPlane,
            List<TaskSpec> tasks) {
        this.context = context;
        this.cluster = cluster;
        this.controlPlane = controlPlane;
        this.tasks = tasks;
        this.region = cluster.map(ClusterPlan::region).orElse(context.prices().region());
    }

    /** Binds the field; where it is absent, only the time of instances and Fargate is billed. */
    BillingPlan bind(Fields scenario) {
        FargatePrices fargate = fargate(scenario);
        return scenario.optionalObject("billing", fields -> plan(fields, fargate))
                .orElse(BillingPlan.of(fargate));
    }

    private FargatePrices fargate(Fields scenario) {
        Map<FargatePlatform, FargatePrices.Rate> rates = new EnumMap<>(FargatePlatform.class);
        for (FargatePlatform platform : FargatePlatform.values()) {
            rate(prefix(platform)).ifPresent(rate -> rates.put(platform, rate));
        }
        for (TaskSpec spec : tasks) {
            Demand demand = spec.definition().demand();
            boolean sized = demand.cpuUnits() > 0 && demand.memoryMiB() > 0; // else it has been refused for that
            if (spec.launch().isFargate() && sized) {
                requireRate(scenario, spec, rates);
            }
        }
        return new FargatePrices(rates, nano(PriceKind.FARGATE, "storage").orElse(0L));
    }

    /** Names of prices: those of Linux and x86 have no prefix. */
    private static String prefix(FargatePlatform platform) {
        return switch (platform) {
            case LINUX_X86_64 -> "";
            case LINUX_ARM64 -> "arm";
            case WINDOWS -> "windows";
        };
    }

    private static String name(String prefix, String ofLinux) {
        return prefix.isEmpty() ? ofLinux : prefix + Character.toUpperCase(ofLinux.charAt(0)) + ofLinux.substring(1);
    }

    private Optional<FargatePrices.Rate> rate(String prefix) {
        Optional<Long> vcpu = nano(PriceKind.FARGATE, name(prefix, "vcpu"));
        Optional<Long> memory = nano(PriceKind.FARGATE, name(prefix, "memory"));
        if (vcpu.isEmpty() || memory.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FargatePrices.Rate(
                vcpu.get(),
                memory.get(),
                nano(PriceKind.FARGATE, name(prefix, "licence")).orElse(0L),
                nano(PriceKind.FARGATE, name(prefix, "spotVcpu")).orElse(0L),
                nano(PriceKind.FARGATE, name(prefix, "spotMemory")).orElse(0L)));
    }

    /** What runs on Fargate has a price there, on Spot too if it may run there. */
    private void requireRate(Fields scenario, TaskSpec spec, Map<FargatePlatform, FargatePrices.Rate> rates) {
        FargateSize size = FargateSize.of(spec.definition());
        String prefix = prefix(size.platform());
        Optional<FargatePrices.Rate> rate = Optional.ofNullable(rates.get(size.platform()));
        if (rate.isEmpty()) {
            scenario.fault("prices", context.prices().missing(PriceKind.FARGATE, name(prefix, "vcpu"), region));
        } else if (mayBeSpot(spec) && rate.get().spotNanoUsdPerVcpuHour() == 0) {
            scenario.fault("prices", context.prices().missing(PriceKind.FARGATE, name(prefix, "spotVcpu"), region));
        }
        if (size.storageGiB() > FargateSize.FREE_STORAGE_GIB
                && nano(PriceKind.FARGATE, "storage").isEmpty()) {
            scenario.fault("prices", context.prices().missing(PriceKind.FARGATE, "storage", region));
        }
        date(PriceKind.FARGATE, name(prefix, "vcpu"));
        if (mayBeSpot(spec)) {
            date(PriceKind.FARGATE, name(prefix, "spotVcpu"));
        }
    }

    private static boolean mayBeSpot(TaskSpec spec) {
        return spec.launch() instanceof Launch.ByProviders providers
                && providers.strategy().stream()
                        .anyMatch(item -> item.capacityProvider().equals(CapacityProviderStrategyItem.FARGATE_SPOT));
    }

    private Optional<Long> nano(PriceKind kind, String name) {
        return context.prices().find(kind, name, region).map(Price::nanoUsd);
    }

    /** Says how old a price is that counts. */
    private void date(PriceKind kind, String name) {
        context.prices().find(kind, name, region).ifPresent(price -> {
            String of = kind.title() + ": prices of " + price.date() + " (" + price.source() + ")";
            context.assume(of + (price.note().isEmpty() ? "." : "; " + name + ": " + price.note() + "."));
        });
    }

    /** Returns a price; where there is none, 0 and a fault that names the field to state it. */
    private long nano(Fields fields, String field, PriceKind kind, String name) {
        Optional<Long> price = nano(kind, name);
        if (price.isEmpty()) {
            fields.fault(field, context.prices().missing(kind, name, region));
        }
        date(kind, name);
        return price.orElse(0L);
    }

    private Optional<BillingPlan> plan(Fields fields, FargatePrices fargate) {
        List<Volume> volumes = new ArrayList<>();
        fields.optionalObject("rootVolume", this::volume).ifPresent(volumes::add);
        volumes.addAll(fields.listOrEmpty("volumes", node -> volume(node.asObject(context.faults()))));
        List<Standing> standing = new ArrayList<>();
        LoadBalancerBinder balancers = new LoadBalancerBinder(context, controlPlane, this::nano);
        List<BillingPlan.LoadBalancer> counted =
                fields.listOrEmpty("loadBalancers", node -> balancers.bind(node, zones(), standing));
        Traffic traffic = traffic(fields, standing);
        boolean publicIpv4 = fields.flagOr("publicIpv4", false);
        long address = publicIpv4 ? nano(fields, "publicIpv4", PriceKind.NETWORK, "publicIpv4Hour") : 0;
        Optional<SavingsPlan> savings = fields.optionalObject("savingsPlan", BillingBinder::savingsPlan);
        return fields.build(
                () -> new BillingPlan(fargate, volumes, standing, counted, traffic, address, address, savings));
    }

    /** In how many zones there may be instances or tasks on Fargate. */
    private int zones() {
        Set<String> names = new TreeSet<>();
        cluster.ifPresent(plan -> names.addAll(plan.zones()));
        if (tasks.stream().anyMatch(spec -> spec.launch().isFargate())) {
            controlPlane.ifPresent(plan -> names.addAll(plan.fargate().zones()));
        }
        return Math.max(1, names.size());
    }

    private Optional<Volume> volume(Fields fields) {
        EbsType type = fields.choice("volumeType", EbsType.byName());
        int sizeGiB = fields.integer("sizeInGiB", 1, MOST_GIB);
        int iops = fields.integerOr("iops", 0, type.mostIops(), type.freeIops());
        int throughput = fields.integerOr("throughput", 0, type.mostThroughput(), type.freeThroughput());
        long storage = nano(fields, "volumeType", PriceKind.EBS, type.key());
        int chargedIops = Math.max(0, iops - type.freeIops());
        int chargedThroughput = Math.max(0, throughput - type.freeThroughput());
        long ofIops = chargedIops > 0 ? nano(fields, "iops", PriceKind.EBS, type.key() + "Iops") : 0;
        long ofThroughput =
                chargedThroughput > 0 ? nano(fields, "throughput", PriceKind.EBS, type.key() + "Throughput") : 0;
        return fields.build(
                () -> new Volume(type.key(), sizeGiB, storage, chargedIops, ofIops, chargedThroughput, ofThroughput));
    }

    private Traffic traffic(Fields fields, List<Standing> standing) {
        int gateways = fields.optional("natGateways", this::gateways).orElse(0);
        int endpoints = fields.integerOr("interfaceEndpoints", 0, MOST, 0);
        if (gateways > 0) {
            long hour = nano(fields, "natGateways", PriceKind.NETWORK, "natHour");
            standing.add(new Standing(BillItem.NAT_HOURS, "", gateways, hour));
            long address = nano(fields, "natGateways", PriceKind.NETWORK, "publicIpv4Hour");
            standing.add(new Standing(BillItem.PUBLIC_IPV4, "NAT gateways", gateways, address));
        }
        if (endpoints > 0) {
            long hour = nano(fields, "interfaceEndpoints", PriceKind.NETWORK, "endpointHour");
            standing.add(new Standing(BillItem.ENDPOINT_HOURS, "", Math.multiplyExact(endpoints, zones()), hour));
        }
        PullRoute pulls =
                fields.choiceOr("imagePulls", routes(), gateways > 0 ? PullRoute.NAT_GATEWAY : PullRoute.FREE);
        boolean zoneTraffic = fields.flagOr("zoneTraffic", false);
        boolean nat = gateways > 0 || pulls == PullRoute.NAT_GATEWAY;
        boolean endpoint = endpoints > 0 || pulls == PullRoute.INTERFACE_ENDPOINT;
        return new Traffic(
                zoneTraffic ? nano(fields, "zoneTraffic", PriceKind.NETWORK, "zoneGb") : 0,
                nat ? nano(fields, "natGateways", PriceKind.NETWORK, "natGb") : 0,
                endpoint ? nano(fields, "interfaceEndpoints", PriceKind.NETWORK, "endpointGb") : 0,
                pulls);
    }

    /** A number of gateways, or one in each zone. */
    private Optional<Integer> gateways(Node node) {
        if (node.kind() == Kind.TEXT) {
            return node.text().equals(PER_ZONE)
                    ? Optional.of(zones())
                    : node.refuse(context.faults(), "a number of gateways, or " + PER_ZONE);
        }
        return node.asInteger(context.faults(), 0, MOST).map(Long::intValue);
    }

    private static Map<String, PullRoute> routes() {
        Map<String, PullRoute> names = new LinkedHashMap<>();
        names.put("free", PullRoute.FREE);
        names.put("natGateway", PullRoute.NAT_GATEWAY);
        names.put("interfaceEndpoint", PullRoute.INTERFACE_ENDPOINT);
        return names;
    }

    private static Optional<SavingsPlan> savingsPlan(Fields fields) {
        long nanoUsd = Math.round(fields.number("commitment", Double.MIN_VALUE, MOST) * NANO);
        double ec2 = fields.share("ec2Discount", 0, 1);
        double fargate = fields.share("fargateDiscount", 0, 1);
        return fields.build(() -> new SavingsPlan(nanoUsd, permille(ec2), permille(fargate)));
    }

    private static int permille(double discount) {
        return (int) Math.round((1 - discount) * PERMILLE);
    }
}
