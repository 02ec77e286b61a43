package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.model.Launch;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.naming.NearestName;
import io.ecsim.services.DeploymentAlarms;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.services.UpdateTaskProtection;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.service.IgnoredFields;
import io.ecsim.workloads.service.PlacementReader;
import io.ecsim.workloads.service.RequestFields.StatedCapacity;
import io.ecsim.workloads.service.ServiceDocument;
import io.ecsim.workloads.service.ServiceDocument.LoadBalancer;
import io.ecsim.workloads.service.ServiceFields;
import io.ecsim.workloads.service.ServiceFields.StatedService;
import io.ecsim.workloads.service.ServiceReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds the entries of {@code services}: a service, what it runs, how its programs behave, what is done to it. */
final class ServiceBinder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final int MOST_TARGET_GROUPS = 5;

    /** Fields that CreateService has; a document in its form states them. */
    private static final List<String> OF_THE_API = List.of(
            "desiredCount",
            "schedulingStrategy",
            "deploymentConfiguration",
            "placementStrategy",
            "placementConstraints",
            "launchType",
            "platformVersion",
            "capacityProviderStrategy",
            "healthCheckGracePeriodSeconds",
            "availabilityZoneRebalancing");

    private final BindingContext context;
    private final Faults faults;
    private final List<TaskSpec> specs;

    /** Which service has a target group, by its name. */
    private final Map<String, String> groupOwners = new LinkedHashMap<>();

    /**
     * Makes the binder.
     *
     * @param specs the world's list, to which the revisions of services are added
     */
    ServiceBinder(BindingContext context, List<TaskSpec> specs) {
        this.context = context;
        this.faults = context.faults();
        this.specs = specs;
    }

    Optional<ServicePlan> service(Node node) {
        Fields fields = node.asObject(faults);
        String name = fields.text("name", NAME, "a name of 1 to 255 letters, digits, _ and -");
        Optional<ServiceDocument> document = fields.optional("service", inAwsForm -> document(inAwsForm, name));
        String cluster = cluster(fields, name, document);
        List<TargetGroup> groups = targetGroups(fields, name, document);
        StatedService stated = fields.has("service")
                ? fromDocument(fields, name, cluster, document, groups)
                : new ServiceFields(fields, IgnoredFields.refused(), false).read(name, cluster, groups);
        Launch launch = launch(fields, stated.service(), document);
        DefinitionBinder definitions = new DefinitionBinder(context);
        Optional<TaskDefinition> definition = definitions.bind(
                fields, name, document.map(ServiceDocument::volumeSizesGiB).orElse(Map.of()));
        definitions.checkSharing(fields, cluster);
        StatedBehaviour behaviour = StatedBehaviour.read(fields).orElse(StatedBehaviour.NONE);
        definition.ifPresent(
                each -> document.ifPresent(inAwsForm -> checkLoadBalancers(inAwsForm.loadBalancers(), each)));
        boolean shortForm = !fields.has("definition");
        Optional<Integer> first =
                definition.map(each -> add(fields, stated, launch, hosted(fields, launch, each, shortForm), behaviour));
        UpdateBinder updates = new UpdateBinder(context, stated, behaviour, definition);
        List<ServiceUpdate> bound = fields.listOrEmpty(
                "updates",
                update -> updates.bind(update, (in, revision, programs) -> {
                    boolean inShort = shortForm && !in.has("definition");
                    return add(in, stated, launch, hosted(in, launch, revision, inShort), programs);
                }));
        List<UpdateTaskProtection> protections = new ProtectionBinder(faults).bind(fields);
        DeploymentAlarms alarms = AlarmBinder.bind(fields);
        return fields.build(() -> new ServicePlan(stated.service(), first.orElseThrow(), bound, protections, alarms));
    }

    private Optional<ServiceDocument> document(Node node, String name) {
        Optional<Node> content = Optional.of(node);
        if (node.kind() == Kind.TEXT) {
            content = DocumentReader.readSibling(node, node.text(), faults);
            content.ifPresent(each -> context.read(Path.of(each.file())));
        }
        Optional<ServiceDocument> read = content.flatMap(each -> ServiceReader.read(each, Optional.of(name), faults));
        read.filter(each -> !each.ignoredFields().isEmpty())
                .ifPresent(each -> context.assume("Service " + name + " has fields that are not modelled: "
                        + String.join(", ", each.ignoredFields()) + "."));
        return read;
    }

    /** The cluster named in the scenario counts, then that of the document, if the scenario has one of this name. */
    private String cluster(Fields fields, String name, Optional<ServiceDocument> document) {
        ClusterNames clusters = context.clusters();
        Optional<String> ofDocument = document.flatMap(ServiceDocument::cluster);
        if (fields.has(ClusterNames.FIELD) || ofDocument.isEmpty()) {
            return clusters.read(fields);
        }
        String stated = ofDocument.get();
        if (clusters.contains(stated)) {
            return stated;
        }
        if (clusters.isOne()) {
            context.assume("Service " + name + " belongs to a cluster \"" + stated
                    + "\" in its document and runs in the one that the scenario has.");
        } else {
            fields.fault(
                    "service",
                    "the document's cluster \"" + stated + "\" is not one of " + String.join(", ", clusters.all())
                            + ", expected the field cluster beside service"
                            + NearestName.hint(stated, clusters.all()));
        }
        return clusters.first();
    }

    /** The name in the scenario counts. */
    private static StatedService fromDocument(
            Fields fields, String name, String cluster, Optional<ServiceDocument> document, List<TargetGroup> groups) {
        for (String field : OF_THE_API) {
            if (fields.has(field)) {
                fields.fault(field, field + " comes from the service document, expected one of the two");
            }
        }
        Service read = document.map(ServiceDocument::service).orElse(Service.replica("unnamed", 0));
        Service service = new Service(
                name.isEmpty() ? read.name() : name,
                cluster,
                read.schedulingStrategy(),
                read.desiredCount(),
                read.deployment(),
                groups,
                read.healthCheckGraceSeconds(),
                read.availabilityZoneRebalancing(),
                read.placementStrategy());
        List<PlacementConstraint> constraints =
                document.map(ServiceDocument::constraints).orElse(List.of());
        return new StatedService(service, constraints);
    }

    /** Returns the target groups of the document with the figures of the scenario, or those of the scenario. */
    private List<TargetGroup> targetGroups(Fields fields, String service, Optional<ServiceDocument> document) {
        List<TargetGroup> named = document.map(ServiceDocument::service)
                .map(Service::targetGroups)
                .orElse(List.of());
        List<String> names = named.stream().map(TargetGroup::name).toList();
        Map<String, TargetGroup> all = new LinkedHashMap<>();
        named.forEach(group -> all.put(group.name(), group));
        List<String> stated = new ArrayList<>();
        fields.listOrEmpty("targetGroups", node -> {
            Optional<TargetGroup> group = targetGroup(node.asObject(faults));
            group.ifPresent(each -> {
                if (stated.contains(each.name())) {
                    node.fault(faults, "another target group is named \"" + each.name() + "\" too");
                } else if (document.isPresent() && !names.contains(each.name())) {
                    node.fault(
                            faults,
                            "the service document has no target group \"" + each.name() + "\""
                                    + NearestName.hint(each.name(), names));
                }
                stated.add(each.name());
                all.put(each.name(), each);
            });
            return group;
        });
        if (all.size() > MOST_TARGET_GROUPS) {
            fields.fault(
                    "targetGroups",
                    ApiFault.INVALID_PARAMETER.behind("found " + all.size() + " target groups, expected at most "
                            + MOST_TARGET_GROUPS + " (R4.43)"));
        }
        for (String group : all.keySet()) {
            String owner = groupOwners.putIfAbsent(group, service);
            if (owner != null) {
                fields.fault("targetGroups", "target group \"" + group + "\" belongs to service " + owner);
            }
        }
        return all.values().stream().limit(MOST_TARGET_GROUPS).toList();
    }

    private static Optional<TargetGroup> targetGroup(Fields fields) {
        String name = fields.text("name", NAME, "a name of letters, digits, _ and -");
        TargetGroup absent = TargetGroup.of("absent");
        int interval = DefinitionBinder.seconds(fields, "interval", 5, 300, absent.intervalSeconds());
        int healthy = fields.integerOr("healthyThreshold", 2, 10, absent.healthyThreshold());
        int unhealthy = fields.integerOr("unhealthyThreshold", 2, 10, absent.unhealthyThreshold());
        int delay =
                DefinitionBinder.seconds(fields, "deregistrationDelay", 0, 3600, absent.deregistrationDelaySeconds());
        return fields.build(() -> new TargetGroup(name, interval, healthy, unhealthy, delay));
    }

    /** A load balancer reaches a container on a port that it maps. */
    private void checkLoadBalancers(List<LoadBalancer> balancers, TaskDefinition definition) {
        for (LoadBalancer balancer : balancers) {
            if (balancer.container().isEmpty()) {
                continue;
            }
            List<String> names =
                    definition.containers().stream().map(each -> each.name()).toList();
            if (!names.contains(balancer.container())) {
                balancer.node()
                        .fault(
                                faults,
                                ApiFault.containerIsMissing(balancer.container())
                                        .behind("there is no container \"" + balancer.container() + "\""
                                                + NearestName.hint(balancer.container(), names)));
                continue;
            }
            boolean mapped = definition.containers().stream()
                    .filter(each -> each.name().equals(balancer.container()))
                    .flatMap(each -> each.portMappings().stream())
                    .anyMatch(mapping -> mapping.containerPort() == balancer.port());
            if (!mapped) {
                balancer.node()
                        .fault(
                                faults,
                                ApiFault.portIsMissing(balancer.container(), balancer.port())
                                        .behind("container \"" + balancer.container() + "\" maps no port "
                                                + balancer.port()));
            }
        }
    }

    /** A DAEMON service has one task on each instance, whoever launched that. */
    private Launch launch(Fields fields, Service service, Optional<ServiceDocument> document) {
        LaunchBinder binder = new LaunchBinder(context);
        if (service.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            if (fields.has(LaunchBinder.STRATEGY)) {
                fields.fault(
                        LaunchBinder.STRATEGY,
                        ApiFault.DAEMON_WITH_CAPACITY_PROVIDERS.behind("a DAEMON service takes none"));
            }
            boolean onFargate = document.map(each -> each.capacity().launchType())
                    .orElseGet(() -> fields.optionalText("launchType", "EC2"))
                    .filter("FARGATE"::equals)
                    .isPresent();
            if (onFargate) {
                fields.fault(
                        document.isPresent() ? "service" : "launchType",
                        ApiFault.DAEMON_ON_FARGATE.behind("a DAEMON service has one task on each instance (R4.2)"));
            }
            binder.checkPlatform(fields, Launch.EC2);
            return Launch.EC2;
        }
        if (document.isEmpty()) {
            return onFargate(fields, service, binder.read(fields, service.cluster()));
        }
        StatedCapacity stated = document.get().capacity();
        Launch launch = binder.of(fields, "service", stated.launchType(), stated.strategy(), service.cluster());
        return onFargate(fields, service, launch);
    }

    /** Fargate places its tasks itself (R1.8). */
    private static Launch onFargate(Fields fields, Service service, Launch launch) {
        boolean strategy =
                service.placementStrategy().filter(each -> !each.isEmpty()).isPresent();
        if (launch.isFargate() && strategy) {
            fields.fault(
                    fields.has("service") ? "service" : "placementStrategy",
                    ApiFault.PLACEMENT_STRATEGY_ON_FARGATE.behind("tasks on Fargate are spread over zones"));
        }
        return launch;
    }

    /** Returns a definition as it runs where it is launched. */
    private static TaskDefinition hosted(Fields at, Launch launch, TaskDefinition definition, boolean shortForm) {
        return launch.isFargate() ? FargateDefinitions.onFargate(at, definition, shortForm) : definition;
    }

    /** Adds a revision to the world's list and returns its index. */
    private int add(
            Fields at, StatedService stated, Launch launch, TaskDefinition definition, StatedBehaviour behaviour) {
        Service service = stated.service();
        if (launch.isFargate()) {
            FargateDefinitions.refuseConstraints(at, stated.constraints());
        }
        TaskBehaviour programs = behaviour.of(definition, at);
        try {
            specs.add(new TaskSpec(
                    definition, service.group(), stated.constraints(), true, service.cluster(), programs, launch));
        } catch (IllegalArgumentException refused) {
            if (stated.constraints().size() <= PlacementReader.MOST_CONSTRAINTS) { // else it has been said
                String message = String.valueOf(refused.getMessage());
                at.fault("placementConstraints", ApiFault.INVALID_PARAMETER.behind(message));
            }
        }
        return specs.size() - 1;
    }
}
