package io.ecsim.workloads.scenario;

import io.ecsim.cluster.ClusterState;
import io.ecsim.faults.Outage;
import io.ecsim.faults.TrunkRegistration;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HostPort;
import io.ecsim.model.InstanceType;
import io.ecsim.model.Protocol;
import io.ecsim.model.Service;
import io.ecsim.random.Law;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.catalogue.InstanceRegistration;
import io.ecsim.workloads.catalogue.Price;
import io.ecsim.workloads.catalogue.PriceKind;
import io.ecsim.workloads.catalogue.RegisteredMemory;
import io.ecsim.workloads.catalogue.SpotOffer;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Binds {@code cluster} or one of {@code clusters}: region, zones and groups of container instances. */
final class ClusterBinder {

    static final String DEFAULT_REGION = "us-east-1";
    static final int MOST_INSTANCES = 1_000_000;

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern ZONE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Map<String, String> ARCHITECTURES = architectures();
    private static final int MICRO = 1_000_000;

    private final BindingContext context;
    private final Faults faults;
    private final boolean alone;

    /**
     * Makes the binder.
     *
     * @param alone whether it is the scenario's only cluster: how trunk interfaces join is the same for all instances
     */
    ClusterBinder(BindingContext context, boolean alone) {
        this.context = context;
        this.alone = alone;
        this.faults = context.faults();
    }

    private static Map<String, String> architectures() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("x86_64", "x86_64");
        names.put("arm64", "arm64");
        return names;
    }

    Optional<ClusterPlan> bind(Fields cluster) {
        String region = cluster.optional(
                        "region", node -> node.asText(faults, REGION, "the name of a region, such as us-east-1"))
                .orElse(DEFAULT_REGION);
        List<AvailabilityZone> zones = cluster.list("zones", this::zone);
        boolean trunking = cluster.flagOr("awsvpcTrunking", false);
        boolean sharesGpus = cluster.flagOr("gpuSharing", false);
        if (sharesGpus) {
            context.assume("Tasks may share GPUs, a resource that ECS does not have (cluster.gpuSharing).");
        }
        TrunkRegistration trunks = alone ? trunkRegistration(cluster, trunking) : TrunkRegistration.AT_ONCE;
        List<Outage> outages = new ArrayList<>();
        List<InstanceGroup> groups;
        if (cluster.has("nodes")) {
            if (cluster.has("instances")) {
                cluster.fault("nodes", "nodes of a trace stand in place of instances, expected one of the two");
            }
            groups = cluster.optionalObject(
                            "nodes", fields -> new NodeTraceBinder(context).bind(fields, zones, outages))
                    .orElse(List.of());
        } else {
            int[] number = {0};
            Function<Node, Optional<InstanceGroup>> group =
                    node -> group(node.asObject(faults), ++number[0], region, zones, trunking);
            groups = context.mayLackInstances()
                    ? cluster.listOrEmpty("instances", group)
                    : cluster.list("instances", group);
            checkPools(cluster, groups);
        }
        if (sharesGpus) {
            checkDevices(cluster, groups);
        }
        boolean catalogued = groups.stream()
                .anyMatch(group -> !group.template().instanceType().equals(Shapes.CUSTOM)
                        && group.id().isEmpty());
        String priceDate = catalogued ? priceDate(context, groups, region) : "";
        return cluster.build(() -> new ClusterPlan(
                region,
                groups,
                priceDate,
                outages,
                trunks,
                Map.of(Service.DEFAULT_CLUSTER, new ClusterPlan.Surroundings(zones, trunking, sharesGpus)),
                List.of(),
                List.of()));
    }

    /** Returns the day of the oldest price in use; that of the catalogue where the scenario states prices itself. */
    static String priceDate(BindingContext context, List<InstanceGroup> groups, String region) {
        return groups.stream()
                .flatMap(group ->
                        context.prices().find(PriceKind.EC2, group.template().instanceType(), region).stream())
                .map(Price::date)
                .min(LocalDate::compareTo)
                .orElse(context.catalogue().date())
                .toString();
    }

    /** Leaves the delay open where the scenario does. */
    private TrunkRegistration trunkRegistration(Fields cluster, boolean trunking) {
        if (cluster.has("trunkRegistration") && !trunking) {
            cluster.fault("trunkRegistration", "instances have no trunk interfaces, expected awsvpcTrunking: true");
        }
        return cluster.optionalObject("trunkRegistration", fields -> {
                    Optional<Law> delay = fields.optional(
                            "delay",
                            node -> Laws.read(node, faults, Quantity.DURATION).map(InSeconds::new));
                    double failure = fields.shareOr("failure", 0, 1, 0);
                    boolean initialFleet = fields.flagOr("initialFleet", false);
                    return fields.build(() -> new TrunkRegistration(delay, failure, initialFleet));
                })
                .orElse(TrunkRegistration.AT_ONCE);
    }

    private static void checkDevices(Fields cluster, List<InstanceGroup> groups) {
        int most =
                groups.stream().mapToInt(group -> group.template().gpus()).max().orElse(0);
        if (most > ClusterState.MOST_DEVICES) {
            cluster.fault(
                    "gpuSharing",
                    "an instance has " + most + " GPUs, expected at most " + ClusterState.MOST_DEVICES
                            + " where they are shared");
        }
    }

    private static void checkPools(Fields cluster, List<InstanceGroup> groups) {
        List<String> seen = new ArrayList<>();
        for (InstanceGroup group : groups) {
            if (seen.contains(group.pool())) {
                cluster.fault("instances", "two groups have the name \"" + group.pool() + "\"");
            }
            seen.add(group.pool());
        }
    }

    private Optional<AvailabilityZone> zone(Node node) {
        return node.asText(faults, ZONE, "the name of a zone, such as us-east-1a")
                .map(AvailabilityZone::new);
    }

    private Optional<InstanceGroup> group(
            Fields fields, int number, String region, List<AvailabilityZone> clusterZones, boolean trunking) {
        String pool = fields.textOr("name", "group-" + number);
        int count = fields.integer("count", 1, MOST_INSTANCES);
        List<AvailabilityZone> zones = zones(fields, "zones", clusterZones);
        Template template = template(fields, region, trunking);
        Optional<SpotBinder.StatedSpot> spot = fields.optionalObject(
                "spot", inside -> new SpotBinder(context).bind(inside, offer(template.shape(), region)));
        return fields.build(() -> {
            ContainerInstance onDemand = template.complete();
            ContainerInstance bought = spot.map(stated -> onDemand.onSpot(stated.priceOf(onDemand.microUsdPerHour())))
                    .orElse(onDemand);
            return new InstanceGroup(count, bought, zones, pool, "", spot.map(SpotBinder.StatedSpot::market));
        });
    }

    /** Reads zones that must be those of a cluster; all of them unless stated. */
    List<AvailabilityZone> zones(Fields fields, String name, List<AvailabilityZone> clusterZones) {
        List<AvailabilityZone> zones = fields.has(name) ? fields.list(name, this::zone) : clusterZones;
        for (AvailabilityZone zone : zones) {
            if (!clusterZones.isEmpty() && !clusterZones.contains(zone)) {
                fields.fault(name, "found \"" + zone.name() + "\", which is not among the cluster's zones");
            }
        }
        return zones;
    }

    /**
     * What an instance registers, but for its id, zone, pool and cluster.
     *
     * @param shape its type and resources; empty where they have faults
     * @param whole all of it, to be asked for when the fields have been built
     */
    record Template(Optional<ContainerInstance> shape, Supplier<ContainerInstance> whole) {

        ContainerInstance complete() {
            return whole.get();
        }
    }

    /** Reads what an instance registers; the caller ends the fields. */
    Template template(Fields fields, String region, boolean trunking) {
        Optional<ContainerInstance> shape =
                fields.has("instanceType") ? catalogued(fields, "instanceType", region, trunking) : explicit(fields);
        String ami = fields.textOr("ami", "");
        Map<String, String> custom = Attributes.custom(fields);
        List<HostPort> ports = reservedPorts(fields);
        Map<String, Integer> extra = extra(fields);
        return new Template(shape, () -> completed(shape.orElseThrow(), ami, custom, ports, extra));
    }

    /** Reads a type by its name alone, as an override of a launch template in the form of the API has it. */
    Template typeOf(Node override, String region, boolean trunking) {
        Optional<ContainerInstance> shape = catalogued(override.asObject(faults), "InstanceType", region, trunking);
        return new Template(
                shape,
                () -> completed(shape.orElseThrow(), "", Map.of(), ContainerInstance.DEFAULT_RESERVED_PORTS, Map.of()));
    }

    private static ContainerInstance completed(
            ContainerInstance plain,
            String ami,
            Map<String, String> custom,
            List<HostPort> ports,
            Map<String, Integer> extra) {
        Map<String, String> attributes = new TreeMap<>(custom);
        attributes.putAll(Attributes.builtIn(
                plain.instanceType(), plain.attributes().getOrDefault(Attributes.ARCHITECTURE, "x86_64"), ami));
        if (plain.attributes().containsKey(TrunkRegistration.ATTRIBUTE)) {
            attributes.put(TrunkRegistration.ATTRIBUTE, plain.attributes().get(TrunkRegistration.ATTRIBUTE));
        }
        return Shapes.completed(plain, ports, extra, attributes);
    }

    /** Returns what the catalogue knows of the Spot capacity of a type; nothing of types that it has no figures of. */
    Optional<SpotOffer> offer(Optional<ContainerInstance> shape, String region) {
        Optional<SpotOffer> known = shape.map(
                        plain -> context.prices().spot(plain.instanceType(), region, plain.microUsdPerHour()))
                .filter(offer -> !offer.assumed());
        known.ifPresent(offer ->
                context.assume("Spot capacity of " + shape.get().instanceType() + " costs "
                        + offer.microUsdPerHour() / (double) MICRO + " USD/h"
                        + offer.band()
                                .map(band -> ", and " + band.label() + " of it are taken a month")
                                .orElse("")
                        + ", by the catalogue of prices, unless the scenario states otherwise."));
        return known;
    }

    private Optional<ContainerInstance> catalogued(Fields fields, String field, String region, boolean trunking) {
        for (String own : List.of("cpu", "memory", "gpus", "eniSlots", "architecture")) {
            if (fields.has(own)) {
                fields.fault(
                        own, own + " comes from the catalogue when instanceType is given, expected one of the two");
            }
        }
        InstanceCatalogue catalogue = context.catalogue();
        Optional<InstanceType> type = fields.required(
                field,
                "the name of an EC2 type, such as m5.xlarge",
                node -> node.asText(faults, "the name of an EC2 type, such as m5.xlarge")
                        .flatMap(name -> catalogue.find(name).or(() -> node.fault(faults, catalogue.unknown(name)))));
        int nominal = type.map(RegisteredMemory::mib).orElse(Integer.MAX_VALUE);
        int reserved = fields.memoryMiBOr("reservedMemory", 0, nominal - 1, 0);
        boolean priced = fields.has("price");
        long price = priced
                ? price(fields)
                : type.flatMap(known -> context.prices().onDemandMicroUsdPerHour(known, region))
                        .orElse(0L);
        if (!priced && type.isPresent() && price == 0) {
            fields.fault(
                    field,
                    "the catalogue has no price of " + type.get().name() + " in " + region + " (it has those of "
                            + context.prices().region() + "), expected the field price, in USD an hour, or a file of"
                            + " prices: prices: FILE");
        }
        return type.map(known -> {
            InstanceRegistration registration = new InstanceRegistration(known, reserved, trunking, Map.of());
            if (trunking && !registration.hasTrunk()) {
                context.assume(known.name() + " knows no awsvpc trunking and keeps its " + registration.eniSlots()
                        + " awsvpc tasks (R2.35).");
            }
            return Shapes.priced(registration.register(Shapes.TEMPLATE_ID, Shapes.TEMPLATE_ZONE), price);
        });
    }

    private Optional<ContainerInstance> explicit(Fields fields) {
        int cpuUnits = fields.integer("cpu", 1, 10_000_000);
        int memoryMiB = fields.memoryMiB("memory", 1, Integer.MAX_VALUE);
        int gpus = fields.integerOr("gpus", 0, 10_000, 0);
        int eniSlots = fields.integerOr("eniSlots", 0, 10_000, 0);
        String architecture = fields.choiceOr("architecture", ARCHITECTURES, "x86_64");
        long price = price(fields);
        if (fields.has("reservedMemory")) {
            fields.fault(
                    "reservedMemory",
                    "memory is what the instance registers, expected reservedMemory only beside" + " instanceType");
        }
        if (price == 0 && !fields.has("price")) {
            context.assume("Instances without instanceType and without price cost nothing.");
        }
        return Optional.of(Shapes.custom(cpuUnits, memoryMiB, gpus, eniSlots, architecture, price));
    }

    private static long price(Fields fields) {
        return Math.round(fields.numberOr("price", 0, 100_000, 0) * MICRO);
    }

    private List<HostPort> reservedPorts(Fields fields) {
        if (!fields.has("reservedPorts") && !fields.has("reservedPortsUdp")) {
            return ContainerInstance.DEFAULT_RESERVED_PORTS;
        }
        List<HostPort> ports = new ArrayList<>();
        if (fields.has("reservedPorts")) {
            ports.addAll(fields.listOrEmpty("reservedPorts", node -> port(node, Protocol.TCP)));
        } else {
            ports.addAll(ContainerInstance.DEFAULT_RESERVED_PORTS);
        }
        ports.addAll(fields.listOrEmpty("reservedPortsUdp", node -> port(node, Protocol.UDP)));
        return ports;
    }

    private Optional<HostPort> port(Node node, Protocol protocol) {
        return node.asInteger(faults, 1, 65_535).map(port -> new HostPort(port.intValue(), protocol));
    }

    static Map<String, Integer> extra(Fields fields) {
        return fields.mapOrEmpty(
                "extra",
                node -> node.asInteger(fields.faults(), 1, 1_000_000_000).map(Long::intValue));
    }
}
