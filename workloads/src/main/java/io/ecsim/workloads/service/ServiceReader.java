package io.ecsim.workloads.service;

import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.service.ServiceDocument.LoadBalancer;
import io.ecsim.workloads.service.ServiceFields.StatedService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a service in the form that CreateService takes, or that CreateService, UpdateService and DescribeServices print.
 * Fields that Amazon ECS knows and the simulation does not model are listed as ignored; unknown ones are faults.
 */
public final class ServiceReader {

    private static final List<String> REQUEST_ONLY = List.of("clientToken", "role");

    /** What only an answer has: the state of a service, which a run begins anew. */
    private static final List<String> ANSWER_ONLY = List.of(
            "serviceArn",
            "status",
            "runningCount",
            "pendingCount",
            "taskSets",
            "deployments",
            "events",
            "createdAt",
            "createdBy",
            "roleArn",
            "platformFamily",
            "currentServiceDeployment",
            "currentServiceRevisions",
            "resourceManagementType");

    private static final List<String> NOT_MODELLED = List.of(
            "platformVersion",
            "serviceRegistries",
            "enableECSManagedTags",
            "propagateTags",
            "enableExecuteCommand",
            "serviceConnectConfiguration",
            "vpcLatticeConfigurations",
            "monitoring");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final int MOST_TARGET_GROUPS = 5;
    private static final int LONGEST_TOKEN = 36;
    private static final ApiFault REFUSED = ApiFault.INVALID_PARAMETER;

    private final Faults faults;
    private final IgnoredFields ignored = IgnoredFields.told();

    private ServiceReader(Faults faults) {
        this.faults = faults;
    }

    /**
     * Reads a document; empty when it has faults.
     *
     * @param name which service to take from a list of several; empty where any will do
     */
    public static Optional<ServiceDocument> read(Node document, Optional<String> name, Faults faults) {
        ServiceReader reader = new ServiceReader(faults);
        Optional<Node> list = document.member("services");
        if (list.isPresent()) {
            Fields around = document.asObject(faults);
            around.accept("services", "failures");
            around.end();
            return pick(list.get(), name, faults).flatMap(node -> reader.checked(node, true));
        }
        Optional<Node> answer = document.member("service").filter(node -> node.kind() == Kind.OBJECT);
        if (answer.isPresent()) {
            Fields around = document.asObject(faults);
            around.accept("service");
            around.end();
            return reader.checked(answer.get(), true);
        }
        return reader.checked(document, false);
    }

    private Optional<ServiceDocument> checked(Node node, boolean described) {
        return ApiFault.INVALID_PARAMETER.to(faults, () -> service(node, described));
    }

    private static Optional<Node> pick(Node list, Optional<String> name, Faults faults) {
        List<Node> services = list.items();
        if (services.size() == 1) {
            return Optional.of(services.get(0));
        }
        List<String> names = services.stream()
                .map(node -> node.member("serviceName").map(Node::text).orElse(""))
                .toList();
        int found = name.map(names::indexOf).orElse(-1);
        return found >= 0
                ? Optional.of(services.get(found))
                : list.fault(
                        faults,
                        "found " + services.size() + " services, expected one"
                                + name.map(each -> " named \"" + each + "\"" + NearestName.hint(each, names))
                                        .orElse(""));
    }

    private Optional<ServiceDocument> service(Node node, boolean described) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        RequestFields request = new RequestFields(fields, ignored);
        String name = fields.text("serviceName", NAME, "a name of 1 to 255 letters, digits, _ and -");
        Optional<String> cluster = request.cluster(described ? "clusterArn" : "cluster");
        Optional<String> definition = fields.optionalText("taskDefinition", "a task definition such as web:3");
        RequestFields.StatedCapacity capacity = request.capacity();
        List<LoadBalancer> balancers = fields.listOrEmpty("loadBalancers", this::loadBalancer);
        request.atMost("loadBalancers", MOST_TARGET_GROUPS, "target groups");
        request.network();
        request.tags();
        Map<String, Integer> sizes = request.volumeSizes();
        if (described) {
            fields.accept(ANSWER_ONLY.toArray(String[]::new));
        } else {
            request.shortText("clientToken", LONGEST_TOKEN);
            ignored.accept(fields, REQUEST_ONLY);
        }
        ignored.accept(fields, NOT_MODELLED);
        controller(fields);
        List<TargetGroup> groups = balancers.stream()
                .map(LoadBalancer::targetGroup)
                .distinct()
                .limit(MOST_TARGET_GROUPS)
                .map(TargetGroup::of)
                .toList();
        StatedService stated = new ServiceFields(fields, ignored, described)
                .read(name, cluster.orElse(Service.DEFAULT_CLUSTER), groups);
        checkDaemon(fields, stated.service());
        return fields.build(() -> new ServiceDocument(
                stated.service(),
                cluster,
                stated.constraints(),
                definition,
                capacity,
                balancers,
                sizes,
                ignored.paths()));
    }

    private static void checkDaemon(Fields fields, Service service) {
        boolean providers = fields.node("capacityProviderStrategy")
                .filter(list -> !list.items().isEmpty())
                .isPresent();
        if (providers && service.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            fields.fault(
                    "capacityProviderStrategy",
                    ApiFault.DAEMON_WITH_CAPACITY_PROVIDERS.behind("a DAEMON service takes none"));
        }
    }

    /** R4.4: only the controller of ECS itself is simulated. */
    private void controller(Fields fields) {
        fields.node("deploymentController").ifPresent(node -> {
            Fields controller = fields.inner(node);
            String type = controller.text("type", "ECS");
            if (!type.isEmpty() && !type.equals("ECS")) {
                boolean known = type.equals("CODE_DEPLOY") || type.equals("EXTERNAL");
                String own =
                        "found \"" + type + "\", expected ECS" + (known ? ", the controller that is simulated" : "");
                controller.fault("type", known ? own : REFUSED.behind(own));
            }
            controller.end();
        });
    }

    private Optional<LoadBalancer> loadBalancer(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        boolean classic = fields.has("loadBalancerName") && !fields.has("targetGroupArn");
        String name = classic
                ? fields.text("loadBalancerName", "the name of a Classic Load Balancer")
                : targetGroup(fields.text("targetGroupArn", "the ARN of a target group"));
        if (name.isEmpty()
                && fields.node(classic ? "loadBalancerName" : "targetGroupArn").isPresent()) {
            fields.fault(classic ? "loadBalancerName" : "targetGroupArn", REFUSED.behind("found no name"));
        }
        fields.accept("loadBalancerName");
        String container =
                fields.optionalText("containerName", "the name of a container").orElse("");
        int port = fields.integerOr("containerPort", 0, 65_535, 0);
        ignored.accept(fields, List.of("advancedConfiguration"));
        return fields.build(() -> new LoadBalancer(node, name, container, port));
    }

    /** The name stands in the middle: {@code ...:targetgroup/NAME/ID}. */
    private static String targetGroup(String arn) {
        String[] parts = arn.split("/", -1);
        return parts.length >= 2 ? parts[1] : arn;
    }
}
