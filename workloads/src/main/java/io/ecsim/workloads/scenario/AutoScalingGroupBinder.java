package io.ecsim.workloads.scenario;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.GroupTimings;
import io.ecsim.autoscaling.LaunchOption;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Law;
import io.ecsim.workloads.catalogue.SpotOffer;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Binds the entries of {@code autoScalingGroups}: sizes, zones, what is launched, how long it takes. */
final class AutoScalingGroupBinder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
    private static final int PERCENT = 100;
    private static final double SECOND = 1e6;

    /** R5.25: 60 to 120 s from launch to registration. */
    private static final Law BOOT = new UniformLaw(60 * SECOND, 120 * SECOND, Quantity.DURATION);

    /** Models.md M7: 15 minutes in the mean. */
    private static final Law SHORTAGE = new ExponentialLaw(900 * SECOND, Quantity.DURATION);

    /** From the end of a machine until its group knows. */
    private static final long HEALTH_CHECK_MICROS = 60_000_000;

    private final BindingContext context;
    private final Faults faults;
    private final Optional<ClusterPlan> clusters;

    /**
     * A group and where its machines may be.
     *
     * @param cluster with which they register
     * @param places one entry for each option of the group, those of the first type in front
     */
    record BoundGroup(AutoScalingGroup group, String cluster, List<InstanceGroup> places) {

        BoundGroup {
            places = List.copyOf(places);
        }
    }

    /** What is launched, and how it is as Spot capacity where the group buys any. */
    private record Launched(ClusterBinder.Template template, Optional<SpotBinder.StatedSpot> spot) {}

    AutoScalingGroupBinder(BindingContext context, Optional<ClusterPlan> clusters) {
        this.context = context;
        this.faults = context.faults();
        this.clusters = clusters;
    }

    Optional<BoundGroup> bind(Node node) {
        Fields fields = node.asObject(faults);
        Optional<GroupDocument> document = fields.optional("autoScalingGroup", this::document);
        boolean inAwsForm = fields.has("autoScalingGroup");
        String name = inAwsForm && !fields.has("name")
                ? document.map(GroupDocument::name).orElse("")
                : fields.text("name", NAME, "a name of 1 to 255 letters, digits, _ . and -");
        String cluster = context.clusters().read(fields);
        ClusterPlan.Surroundings around = clusters.map(plan -> plan.around(cluster))
                .orElse(new ClusterPlan.Surroundings(List.of(), false, false));
        GroupDocument sizes = inAwsForm
                ? document.orElse(GroupDocument.UNKNOWN)
                : new GroupFields(fields, GroupFields.Names.OF_A_SCENARIO).read(name);
        if (inAwsForm) {
            GroupFields.refuse(fields);
        }
        ClusterBinder shapes = new ClusterBinder(context, false);
        List<AvailabilityZone> zones = zones(fields, shapes, around, sizes);
        List<Launched> launched = launched(fields, shapes, around.trunking(), sizes);
        GroupTimings timings = timings(fields);
        return fields.build(() -> group(name, cluster, zones, sizes, launched, timings));
    }

    private Optional<GroupDocument> document(Node node) {
        Optional<Node> content = Optional.of(node);
        if (node.kind() == Kind.TEXT) {
            content = DocumentReader.readSibling(node, node.text(), faults);
            content.ifPresent(each -> context.read(Path.of(each.file())));
        }
        return content.flatMap(each -> GroupDocument.read(each, faults)).map(read -> {
            if (!read.ignoredFields().isEmpty()) {
                context.assume("Auto Scaling group " + read.name() + " has fields that are not modelled: "
                        + String.join(", ", read.ignoredFields()) + ".");
            }
            return read;
        });
    }

    /** The zones of the scenario count, then those of the document, then all of the cluster. */
    private List<AvailabilityZone> zones(
            Fields fields, ClusterBinder shapes, ClusterPlan.Surroundings around, GroupDocument stated) {
        if (fields.has("zones") || stated.zones().isEmpty()) {
            return shapes.zones(fields, "zones", around.zones());
        }
        List<AvailabilityZone> zones =
                stated.zones().stream().map(AvailabilityZone::new).toList();
        for (AvailabilityZone zone : zones) {
            if (!around.zones().isEmpty() && !around.zones().contains(zone)) {
                fields.fault(
                        "autoScalingGroup", "found \"" + zone.name() + "\", which is not among the cluster's zones");
            }
        }
        return zones;
    }

    private List<Launched> launched(Fields fields, ClusterBinder shapes, boolean trunking, GroupDocument stated) {
        String region = clusters.map(ClusterPlan::region).orElse(ClusterBinder.DEFAULT_REGION);
        List<ClusterBinder.Template> types = new ArrayList<>();
        if (fields.has("instances") || stated.overrides().isEmpty()) {
            types.addAll(fields.list("instances", node -> type(node.asObject(faults), shapes, region, trunking)));
        } else {
            for (Node override : stated.overrides()) {
                types.add(shapes.typeOf(override, region, trunking));
            }
        }
        boolean wantsSpot = stated.onDemandPercentageAboveBase() < PERCENT;
        for (String name : List.of("spot", Allocation.FIELDS.get(0))) {
            if (fields.has(name) && !wantsSpot) {
                fields.fault(
                        name,
                        "no machine of the group is Spot, expected onDemandPercentageAboveBaseCapacity below 100");
            }
        }
        List<Launched> launched = new ArrayList<>();
        for (ClusterBinder.Template type : types) {
            Optional<SpotBinder.StatedSpot> spot = wantsSpot
                    ? Optional.of(spot(fields, shapes.offer(type.shape(), region), launched.isEmpty()))
                    : Optional.empty();
            launched.add(new Launched(type, spot));
        }
        return launched;
    }

    /** What a group states counts for all its types; what is wrong with it is said once. */
    private SpotBinder.StatedSpot spot(Fields fields, Optional<SpotOffer> offer, boolean isFirst) {
        Optional<Node> node = fields.node("spot");
        if (node.isEmpty() || !isFirst && faults.count() > 0) {
            return SpotBinder.usual(context, offer);
        }
        return new SpotBinder(context)
                .bind(node.get().asObject(faults), offer)
                .orElseGet(() -> SpotBinder.usual(context, offer));
    }

    private static Optional<ClusterBinder.Template> type(
            Fields fields, ClusterBinder shapes, String region, boolean trunking) {
        ClusterBinder.Template template = shapes.template(fields, region, trunking);
        return fields.build(() -> template);
    }

    private GroupTimings timings(Fields fields) {
        Law boot = law(fields, "bootTime").orElse(BOOT);
        Law shortage = law(fields, "capacityShortage").orElse(SHORTAGE);
        long healthCheck = fields.durationMicrosOr("healthCheck", 0, Quantity.LONGEST_MICROS, HEALTH_CHECK_MICROS);
        if (!fields.has("bootTime")) {
            context.assume("Machines of Auto Scaling groups register " + Durations.format(60_000_000) + " to "
                    + Durations.format(120_000_000)
                    + " after their launch, uniformly: AWS gives no figure (autoScalingGroups.bootTime).");
        }
        if (!fields.has("capacityShortage")) {
            context.assume("When a zone goes down, each pool of capacity in the others has none for 15 min in the mean,"
                    + " exponentially (autoScalingGroups.capacityShortage, to be swept).");
        }
        return new GroupTimings(new InSeconds(boot), new InSeconds(shortage), healthCheck);
    }

    private Optional<Law> law(Fields fields, String name) {
        return fields.optional(name, node -> Laws.read(node, faults, Quantity.DURATION));
    }

    /** A pool for each type and purchase option that the group buys (models.md M1). */
    private static BoundGroup group(
            String name,
            String cluster,
            List<AvailabilityZone> zones,
            GroupDocument sizes,
            List<Launched> launched,
            GroupTimings timings) {
        List<InstanceGroup> places = new ArrayList<>();
        boolean buysOnDemand = sizes.onDemandBase() > 0 || sizes.onDemandPercentageAboveBase() > 0;
        boolean alone = launched.size() == 1;
        int count = sizes.maxSize() + Math.max(1, sizes.maxSize() / 10) + sizes.maxSize() / 2 + 1;
        for (int i = 0; i < launched.size(); i++) {
            ContainerInstance shape =
                    Shapes.inCluster(launched.get(i).template().complete(), cluster);
            String pool = alone ? name : name + "/" + (i + 1) + "-" + shape.instanceType();
            if (buysOnDemand) {
                places.add(new InstanceGroup(count, shape, zones, pool, ""));
            }
            launched.get(i).spot().ifPresent(spot -> {
                ContainerInstance bought = shape.onSpot(spot.priceOf(shape.microUsdPerHour()));
                places.add(new InstanceGroup(count, bought, zones, pool + "/spot", "", Optional.of(spot.market())));
            });
        }
        List<LaunchOption> options = options(places, sizes.allocation());
        AutoScalingGroup group = new AutoScalingGroup(
                name,
                options,
                sizes.minSize(),
                sizes.maxSize(),
                sizes.desiredCapacity(),
                sizes.onDemandBase(),
                sizes.onDemandPercentageAboveBase(),
                sizes.allocation().spotPools(options.size()),
                sizes.newInstancesProtected(),
                timings);
        return new BoundGroup(group, cluster, places);
    }

    /** Returns what is launched in the order in which it is tried, On-Demand and Spot each in theirs (models.md M9). */
    private static List<LaunchOption> options(List<InstanceGroup> places, Allocation allocation) {
        List<LaunchOption> options = new ArrayList<>();
        Stream<InstanceGroup> onDemand =
                places.stream().filter(place -> place.spot().isEmpty());
        (allocation.onDemandByPrice() ? onDemand.sorted(SpotAllocationStrategy.byPrice()) : onDemand)
                .forEach(place -> options.add(LaunchOption.onDemand(place.pool())));
        List<InstanceGroup> spot =
                places.stream().filter(place -> place.spot().isPresent()).toList();
        allocation.spot().ordered(spot).forEach(place -> options.add(new LaunchOption(place.pool(), true)));
        return options;
    }
}
