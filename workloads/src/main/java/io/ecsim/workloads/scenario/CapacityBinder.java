package io.ecsim.workloads.scenario;

import io.ecsim.capacity.CapacityPlan;
import io.ecsim.capacity.CapacityProvider;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.ManagedScaling;
import io.ecsim.engine.SimClock;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.ContainerInstance;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Binds {@code autoScalingGroups}, {@code capacityProviders} and {@code defaultCapacityProviderStrategy}. A provider is stated
 * in the form of CreateCapacityProvider, or by a file in that form or in that of DescribeCapacityProviders.
 */
final class CapacityBinder {

    private static final Pattern NAME = Pattern.compile("(?!(?i:aws|ecs|fargate))[A-Za-z0-9_-]{1,255}");
    private static final String DEFAULT_STRATEGY = "defaultCapacityProviderStrategy";
    private static final ApiFault REFUSED = ApiFault.INVALID_PARAMETER;

    private final BindingContext context;
    private final Faults faults;
    private final Optional<ClusterPlan> cluster;
    private final List<AutoScalingGroupBinder.BoundGroup> groups = new ArrayList<>();

    /** Those with faults included. */
    private final List<String> groupNames = new ArrayList<>();

    private final Map<String, CapacityProvider> providers = new LinkedHashMap<>();

    /** By group: its provider. */
    private final Map<String, String> providerOf = new TreeMap<>();

    /**
     * Makes the binder.
     *
     * @param cluster with which the machines of the groups register; empty when it has faults of its own
     */
    CapacityBinder(BindingContext context, Optional<ClusterPlan> cluster) {
        this.context = context;
        this.faults = context.faults();
        this.cluster = cluster;
    }

    /** Binds the fields, and tells the context which providers there are. */
    BoundCapacity bind(Fields scenario) {
        int before = faults.count();
        AutoScalingGroupBinder binder = new AutoScalingGroupBinder(context, cluster);
        groups.addAll(scenario.listOrEmpty("autoScalingGroups", node -> {
            Optional<AutoScalingGroupBinder.BoundGroup> group = binder.bind(node);
            group.map(each -> each.group().name())
                    .or(() -> node.member("name").map(Node::text))
                    .ifPresent(groupNames::add);
            return group;
        }));
        scenario.node("autoScalingGroups")
                .ifPresent(list -> TaskBinder.checkNames(
                        list, groups.stream().map(group -> group.group().name()), "Auto Scaling groups", faults));
        scenario.listOrEmpty("capacityProviders", this::provider);
        Map<String, String> clusterOf = new TreeMap<>();
        providers.values().forEach(provider -> clusterOf.put(provider.name(), provider.cluster()));
        context.providers(new ProviderNames(clusterOf, Map.of()));
        context.providers(new ProviderNames(clusterOf, defaults(scenario)));
        checkCluster(scenario);
        boolean complete = groups.size() == groupNames.size() && faults.count() == before;
        if (groups.isEmpty() || !complete) {
            return BoundCapacity.NONE;
        }
        List<InstanceGroup> places = new ArrayList<>();
        for (AutoScalingGroupBinder.BoundGroup group : groups) {
            group.places().forEach(each -> places.add(marked(each, group.group().name())));
        }
        boolean catalogued = places.stream()
                .anyMatch(place -> !place.template().instanceType().equals(Shapes.CUSTOM));
        return new BoundCapacity(
                new CapacityPlan(
                        groups.stream()
                                .map(AutoScalingGroupBinder.BoundGroup::group)
                                .toList(),
                        List.copyOf(providers.values())),
                places,
                groups.stream().map(CapacityBinder::largest).toList(),
                catalogued ? ClusterBinder.priceDate(context, places, region()) : "");
    }

    private static InstanceGroup largest(AutoScalingGroupBinder.BoundGroup group) {
        InstanceGroup first = group.places().get(0);
        return new InstanceGroup(group.group().maxSize(), first.template(), first.zones(), first.pool(), "");
    }

    private String region() {
        return cluster.map(ClusterPlan::region).orElse(ClusterBinder.DEFAULT_REGION);
    }

    /** The instances of a provider say so: tasks that are bound to it go nowhere else. */
    private InstanceGroup marked(InstanceGroup place, String group) {
        ContainerInstance template = place.template();
        Map<String, String> attributes = new TreeMap<>(template.attributes());
        if (providerOf.containsKey(group)) {
            attributes.put(CapacityProviders.ATTRIBUTE, providerOf.get(group));
        }
        return new InstanceGroup(
                place.count(),
                Shapes.completed(template, template.reservedPorts(), template.extra(), attributes),
                place.zones(),
                place.pool(),
                "",
                place.spot());
    }

    /** A cluster without instances has groups that launch some. */
    private void checkCluster(Fields scenario) {
        boolean none = scenario.node("autoScalingGroups")
                .filter(list -> list.items().isEmpty())
                .isPresent();
        if (none && cluster.isPresent() && cluster.get().groups().isEmpty()) {
            scenario.fault("autoScalingGroups", "no group launches instances and the cluster states none");
        }
    }

    /** The default strategy of the one cluster, or of each by its name. */
    private Map<String, List<CapacityProviderStrategyItem>> defaults(Fields scenario) {
        Map<String, List<CapacityProviderStrategyItem>> defaults = new TreeMap<>();
        LaunchBinder launch = new LaunchBinder(context);
        if (context.clusters().isOne()) {
            String only = context.clusters().first();
            defaults.put(only, launch.defaultStrategy(scenario, DEFAULT_STRATEGY, only));
            return defaults;
        }
        scenario.optionalObject(DEFAULT_STRATEGY, fields -> {
            for (String name : context.clusters().all()) {
                if (fields.has(name)) {
                    defaults.put(name, launch.defaultStrategy(fields, name, name));
                }
            }
            return fields.build(() -> defaults);
        });
        return defaults;
    }

    private Optional<CapacityProvider> provider(Node node) {
        if (node.kind() == Kind.TEXT) {
            return DocumentReader.readSibling(node, node.text(), faults).flatMap(content -> {
                context.read(Path.of(content.file()));
                return described(content);
            });
        }
        return described(node);
    }

    /** Takes an input of CreateCapacityProvider, or all that an answer lists but for those of Fargate. */
    private Optional<CapacityProvider> described(Node node) {
        Optional<Node> list = node.member("capacityProviders");
        if (list.isEmpty()) {
            return REFUSED.to(
                    faults, () -> created(node.member("capacityProvider").orElse(node)));
        }
        Optional<CapacityProvider> last = Optional.empty();
        for (Node each : list.get().items()) {
            if (each.member("autoScalingGroupProvider").isPresent()) {
                last = REFUSED.to(faults, () -> created(each));
            }
        }
        return last;
    }

    private Optional<CapacityProvider> created(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text(
                "name", NAME, "a name of 1 to 255 letters, digits, _ and - that begins with none of aws, ecs, fargate");
        if (providers.containsKey(name)) {
            fields.fault("name", REFUSED.behind("two capacity providers are named \"" + name + "\""));
        }
        fields.accept("capacityProviderArn", "status", "updateStatus", "updateStatusReason", "tags", "type", "cluster");
        Optional<CapacityProvider> provider = fields.required(
                "autoScalingGroupProvider",
                "an object with an autoScalingGroupArn",
                inside -> ofGroup(fields.inner(inside), name));
        fields.end();
        provider.ifPresent(made -> {
            providers.put(name, made);
            providerOf.put(made.autoScalingGroup(), name);
        });
        return provider;
    }

    private Optional<CapacityProvider> ofGroup(Fields fields, String name) {
        String group = groupName(fields.text("autoScalingGroupArn", "the name or the ARN of an Auto Scaling group"));
        if (!group.isEmpty() && !groupNames.contains(group)) {
            fields.fault(
                    "autoScalingGroupArn",
                    REFUSED.behind(
                            "found no Auto Scaling group \"" + group + "\"" + NearestName.hint(group, groupNames)));
        } else if (providerOf.containsKey(group)) {
            fields.fault(
                    "autoScalingGroupArn",
                    REFUSED.behind("Auto Scaling group \"" + group + "\" is that of " + providerOf.get(group)));
        }
        Optional<ManagedScaling> scaling = fields.has("managedScaling")
                ? fields.optional("managedScaling", node -> scaling(fields.inner(node)))
                        .flatMap(stated -> stated)
                : Optional.of(ManagedScaling.DEFAULT);
        boolean isProtected = fields.choiceOr("managedTerminationProtection", onOff(), false);
        boolean drains = fields.choiceOr("managedDraining", onOff(), true);
        if (isProtected && scaling.isEmpty()) {
            fields.fault(
                    "managedTerminationProtection",
                    REFUSED.behind("it needs managed scaling, which is DISABLED (R5.26)"));
        }
        String of = groups.stream()
                .filter(each -> each.group().name().equals(group))
                .map(AutoScalingGroupBinder.BoundGroup::cluster)
                .findFirst()
                .orElse("");
        return fields.build(() -> new CapacityProvider(name, of, group, scaling, isProtected, drains));
    }

    /** The name stands last: {@code ...:autoScalingGroupName/NAME}. */
    private static String groupName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Returns the settings; an empty inner one if it is DISABLED. */
    private static Optional<Optional<ManagedScaling>> scaling(Fields fields) {
        boolean enabled = fields.choiceOr("status", onOff(), true);
        int target = fields.integerOr("targetCapacity", 1, 100, 100);
        int least = fields.integerOr("minimumScalingStepSize", 1, ManagedScaling.MOST_STEP, 1);
        int most = fields.integerOr("maximumScalingStepSize", 1, ManagedScaling.MOST_STEP, ManagedScaling.MOST_STEP);
        int warmup = fields.integerOr("instanceWarmupPeriod", 0, ManagedScaling.MOST_WARMUP_SECONDS, 300);
        if (most < least) {
            fields.fault(
                    "maximumScalingStepSize",
                    "found " + most + ", expected at least minimumScalingStepSize, which is " + least);
        }
        return fields.build(() -> enabled
                ? Optional.of(new ManagedScaling(target, least, most, warmup * SimClock.MICROS_PER_SECOND))
                : Optional.empty());
    }

    private static Map<String, Boolean> onOff() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        names.put("ENABLED", true);
        names.put("DISABLED", false);
        return names;
    }
}
