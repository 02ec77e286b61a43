package io.ecsim.workloads.scenario;

import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.service.IgnoredFields;
import java.util.List;
import java.util.Optional;

/**
 * The sizes of an Auto Scaling group.
 *
 * @param name of the group
 * @param minSize least desired capacity
 * @param maxSize greatest desired capacity
 * @param desiredCapacity at time 0
 * @param onDemandBase machines that are On-Demand before any is Spot
 * @param onDemandPercentageAboveBase share of On-Demand among the others in percent
 * @param allocation which of its pools it launches from
 * @param newInstancesProtected whether machines are protected from scale-in when they are launched
 * @param zones names of its zones; none: those of the cluster
 * @param overrides what names its instance types; none: the scenario states them
 * @param ignoredFields paths of what is not modelled
 */
record GroupDocument(
        String name,
        int minSize,
        int maxSize,
        int desiredCapacity,
        int onDemandBase,
        int onDemandPercentageAboveBase,
        Allocation allocation,
        boolean newInstancesProtected,
        List<String> zones,
        List<Node> overrides,
        List<String> ignoredFields) {

    /** In place of one that has faults. */
    static final GroupDocument UNKNOWN =
            new GroupDocument("unnamed", 0, 1, 0, 0, 100, Allocation.AS_STATED, false, List.of(), List.of(), List.of());

    private static final List<String> NOT_MODELLED = List.of(
            "LaunchConfigurationName",
            "LaunchTemplate",
            "InstanceId",
            "DefaultCooldown",
            "LoadBalancerNames",
            "TargetGroupARNs",
            "HealthCheckType",
            "HealthCheckGracePeriod",
            "PlacementGroup",
            "VPCZoneIdentifier",
            "TerminationPolicies",
            "CapacityRebalance",
            "LifecycleHookSpecificationList",
            "Tags",
            "ServiceLinkedRoleARN",
            "MaxInstanceLifetime",
            "Context",
            "DesiredCapacityType",
            "DefaultInstanceWarmup",
            "TrafficSources",
            "InstanceMaintenancePolicy",
            "AvailabilityZoneDistribution",
            "AvailabilityZoneImpairmentPolicy",
            "SkipZonalShiftValidation",
            "CapacityReservationSpecification",
            "AvailabilityZoneIds");

    /** What only an answer has. */
    private static final List<String> ANSWER_ONLY = List.of(
            "AutoScalingGroupARN",
            "Instances",
            "CreatedTime",
            "SuspendedProcesses",
            "EnabledMetrics",
            "Status",
            "PredictedCapacity",
            "WarmPoolConfiguration",
            "WarmPoolSize",
            "DeletionProtection");

    GroupDocument {
        zones = List.copyOf(zones);
        overrides = List.copyOf(overrides);
        ignoredFields = List.copyOf(ignoredFields);
    }

    /** Reads an input of CreateAutoScalingGroup, or what DescribeAutoScalingGroups prints of one group. */
    static Optional<GroupDocument> read(Node document, Faults faults) {
        Optional<Node> list = document.member("AutoScalingGroups");
        if (list.isPresent() && list.get().items().size() != 1) {
            return list.get()
                    .fault(faults, "found " + list.get().items().size() + " Auto Scaling groups, expected one");
        }
        Node node = list.map(groups -> groups.items().get(0)).orElse(document);
        Fields fields = node.asObject(faults).nothingIsAbsent();
        IgnoredFields ignored = IgnoredFields.told();
        ignored.accept(fields, NOT_MODELLED);
        fields.accept(ANSWER_ONLY.toArray(String[]::new));
        String name = fields.text("AutoScalingGroupName", "the name of an Auto Scaling group");
        List<String> zones = fields.listOrEmpty("AvailabilityZones", zone -> zone.asText(faults, "the name of a zone"));
        Mixed mixed = fields.optional("MixedInstancesPolicy", policy -> mixed(fields.inner(policy), ignored))
                .orElse(Mixed.NONE);
        GroupDocument sizes = new GroupFields(fields, GroupFields.Names.OF_THE_API).read(name);
        return fields.build(() -> new GroupDocument(
                name,
                sizes.minSize,
                sizes.maxSize,
                sizes.desiredCapacity,
                mixed.onDemandBase,
                mixed.onDemandPercentage,
                mixed.allocation,
                sizes.newInstancesProtected,
                zones,
                mixed.types,
                ignored.paths()));
    }

    private record Mixed(List<Node> types, int onDemandBase, int onDemandPercentage, Allocation allocation) {

        static final Mixed NONE = new Mixed(List.of(), 0, 100, Allocation.AS_STATED);

        Mixed {
            types = List.copyOf(types);
        }
    }

    private static Optional<Mixed> mixed(Fields policy, IgnoredFields ignored) {
        List<Node> types = policy.optional("LaunchTemplate", node -> {
                    Fields template = policy.inner(node);
                    ignored.accept(template, List.of("LaunchTemplateSpecification"));
                    List<Node> overrides =
                            template.listOrEmpty("Overrides", each -> override(template.inner(each), ignored));
                    return template.build(() -> overrides);
                })
                .orElse(List.of());
        Mixed distributed = policy.optional("InstancesDistribution", node -> {
                    Fields distribution = policy.inner(node);
                    ignored.accept(distribution, List.of("SpotMaxPrice"));
                    int base = distribution.integerOr("OnDemandBaseCapacity", 0, GroupFields.MOST, 0);
                    int percentage = distribution.integerOr("OnDemandPercentageAboveBaseCapacity", 0, 100, 100);
                    Allocation allocation = Allocation.ofTheApi(distribution);
                    return distribution.build(() -> new Mixed(List.of(), base, percentage, allocation));
                })
                .orElse(Mixed.NONE);
        return policy.build(() ->
                new Mixed(types, distributed.onDemandBase, distributed.onDemandPercentage, distributed.allocation));
    }

    private static Optional<Node> override(Fields fields, IgnoredFields ignored) {
        ignored.accept(fields, List.of("LaunchTemplateSpecification", "ImageId"));
        if (fields.has("WeightedCapacity")) {
            fields.fault("WeightedCapacity", "weights are not modelled, expected machines that count as one each");
        }
        if (fields.has("InstanceRequirements")) {
            fields.fault("InstanceRequirements", "requirements are not modelled, expected InstanceType");
        }
        if (!fields.has("InstanceRequirements")) {
            fields.text("InstanceType", "the name of an EC2 type");
        }
        return fields.build(fields::node);
    }
}
