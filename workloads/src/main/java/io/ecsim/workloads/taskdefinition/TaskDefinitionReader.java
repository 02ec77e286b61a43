package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PortMapping;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.model.query.ClusterQuerySyntaxException;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.taskdefinition.ReadContainer.Condition;
import io.ecsim.workloads.taskdefinition.ReadContainer.Dependency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a task definition in the form that RegisterTaskDefinition takes or DescribeTaskDefinition prints (with or
 * without the {@code taskDefinition} around it). Fields that Amazon ECS knows and the simulation does not model are
 * listed as ignored; unknown ones are faults. Rules R1.40, R2.20-R2.26, R2.30-R2.34, R3.30, R3.31.
 */
public final class TaskDefinitionReader {

    private static final List<String> NOT_MODELLED = List.of(
            "taskRoleArn",
            "executionRoleArn",
            "volumes",
            "requiresCompatibilities",
            "tags",
            "pidMode",
            "ipcMode",
            "proxyConfiguration",
            "inferenceAccelerators",
            "ephemeralStorage",
            "runtimePlatform",
            "enableFaultInjection",
            "taskDefinitionArn",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "deregisteredAt",
            "registeredBy",
            "deleteRequestedAt");

    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Map<String, NetworkMode> NETWORK_MODES = networkModes();
    private static final int MOST_CONTAINERS = 10;

    private final Faults faults;
    private final List<String> ignored = new ArrayList<>();

    private TaskDefinitionReader(Faults faults) {
        this.faults = faults;
    }

    /** Reads a file; empty when it has faults. */
    public static Optional<TaskDefinitionDocument> read(Path file, Faults faults) {
        return DocumentReader.read(file, faults).flatMap(node -> read(node, faults));
    }

    /** Reads a node of a document; empty when it has faults. */
    public static Optional<TaskDefinitionDocument> read(Node node, Faults faults) {
        Optional<Node> wrapped = node.member("taskDefinition");
        TaskDefinitionReader reader = new TaskDefinitionReader(faults);
        if (wrapped.isEmpty()) {
            return reader.definition(node);
        }
        Fields around = node.asObject(faults);
        around.accept("taskDefinition", "tags");
        around.end();
        return reader.definition(wrapped.get());
    }

    private Optional<TaskDefinitionDocument> definition(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String family = fields.text("family", FAMILY, "a family of 1 to 255 letters, digits, _ and -");
        int revision = fields.integerOr("revision", 1, Integer.MAX_VALUE, 1);
        NetworkMode networkMode = fields.choiceOr("networkMode", NETWORK_MODES, NetworkMode.BRIDGE);
        int cpu = fields.optional("cpu", value -> AwsAmounts.cpuUnits(value, faults))
                .orElse(0);
        boolean statesMemory = fields.has("memory");
        int memory = fields.optional("memory", value -> AwsAmounts.memoryMiB(value, faults))
                .orElse(0);
        int faultsBefore = faults.count();
        ContainerReader reader = new ContainerReader(faults, networkMode, statesMemory, ignored);
        List<ReadContainer> containers = fields.list("containerDefinitions", reader::read);
        List<PlacementConstraint> constraints = fields.listOrEmpty("placementConstraints", this::constraint);
        ignore(fields, NOT_MODELLED, ignored);
        List<ReadContainer> ordered = containers;
        if (faults.count() == faultsBefore) {
            checkContainers(fields, containers, networkMode);
            checkSums(fields, containers, cpu, memory);
            ordered = StartOrder.of(containers, faults).orElse(containers);
        }
        List<ContainerDefinition> definitions =
                ordered.stream().map(ReadContainer::definition).toList();
        return fields.build(() -> new TaskDefinitionDocument(
                new TaskDefinition(
                        family, revision, networkMode, cpu, memory, definitions, constraints, Collections.emptyMap()),
                ignored));
    }

    /** Accepts the fields that are known but not modelled and lists those that are there. */
    static void ignore(Fields fields, List<String> known, List<String> ignored) {
        fields.accept(known.toArray(String[]::new));
        for (String name : fields.node().names()) {
            if (known.contains(name)) {
                fields.node().member(name).ifPresent(node -> ignored.add(node.path()));
            }
        }
    }

    private Optional<PlacementConstraint> constraint(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String type = fields.text("type", "memberOf");
        if (type.equals("distinctInstance")) {
            fields.fault(
                    "type",
                    "found \"distinctInstance\", which belongs to a service or a RunTask call; a task"
                            + " definition takes memberOf only");
        } else if (!type.isEmpty() && !type.equals("memberOf")) {
            fields.fault("type", "found \"" + type + "\", expected memberOf");
        }
        Optional<ClusterQuery> query = fields.required("expression", "a cluster query", this::query);
        return fields.build(() -> new PlacementConstraint.MemberOf(query.orElseThrow()));
    }

    private Optional<ClusterQuery> query(Node node) {
        return node.asText(faults, "a cluster query").flatMap(text -> {
            try {
                return Optional.of(ClusterQuery.parse(text));
            } catch (ClusterQuerySyntaxException broken) {
                return node.fault(faults, String.valueOf(broken.getMessage()));
            }
        });
    }

    private void checkContainers(Fields fields, List<ReadContainer> containers, NetworkMode networkMode) {
        if (containers.size() > MOST_CONTAINERS) {
            fields.fault(
                    "containerDefinitions",
                    "found " + containers.size() + " containers, expected at most " + MOST_CONTAINERS);
        }
        Map<String, ReadContainer> byName = new LinkedHashMap<>();
        for (ReadContainer container : containers) {
            if (byName.putIfAbsent(container.name(), container) != null) {
                container.node().fault(faults, "another container is named \"" + container.name() + "\" too");
            }
        }
        if (!containers.isEmpty()
                && containers.stream().noneMatch(each -> each.definition().essential())) {
            fields.fault("containerDefinitions", "no container is essential, expected at least one");
        }
        checkHostPorts(containers, networkMode);
        containers.forEach(container -> checkDependencies(container, byName));
    }

    /** Two containers of a task on one static host port could never start together (R2.31, R2.33). */
    private void checkHostPorts(List<ReadContainer> containers, NetworkMode networkMode) {
        if (networkMode != NetworkMode.BRIDGE && networkMode != NetworkMode.HOST) {
            return;
        }
        Map<String, String> owners = new TreeMap<>();
        for (ReadContainer container : containers) {
            for (PortMapping mapping : container.definition().portMappings()) {
                int port = networkMode == NetworkMode.HOST ? mapping.containerPort() : mapping.hostPort();
                String owner = owners.putIfAbsent(port + "/" + mapping.protocol(), container.name());
                if (port > 0 && owner != null) {
                    container
                            .node()
                            .fault(faults, "host port " + port + " is also used by container \"" + owner + "\"");
                }
            }
        }
    }

    /** R3.31. */
    private void checkDependencies(ReadContainer container, Map<String, ReadContainer> byName) {
        for (Dependency dependency : container.dependencies()) {
            ReadContainer target = byName.get(dependency.containerName());
            if (target == null) {
                dependency
                        .node()
                        .fault(
                                faults,
                                "there is no container \"" + dependency.containerName() + "\""
                                        + NearestName.hint(dependency.containerName(), byName.keySet()));
                continue;
            }
            boolean mustExit =
                    dependency.condition() == Condition.COMPLETE || dependency.condition() == Condition.SUCCESS;
            if (mustExit && target.definition().essential()) {
                dependency
                        .node()
                        .fault(
                                faults,
                                dependency.condition() + " waits for \"" + target.name()
                                        + "\" to exit, which an essential container may not");
            }
            if (dependency.condition() == Condition.HEALTHY && !target.hasHealthCheck()) {
                dependency.node().fault(faults, "HEALTHY needs a healthCheck on container \"" + target.name() + "\"");
            }
        }
    }

    /** R2.25. */
    private static void checkSums(Fields fields, List<ReadContainer> containers, int cpu, int memory) {
        long cpuSum = 0;
        long memorySum = 0;
        for (ReadContainer container : containers) {
            ContainerDefinition definition = container.definition();
            cpuSum += definition.cpuUnits();
            memorySum += definition.memoryReservationMiB();
            if (memory > 0 && definition.memoryMiB() > memory) {
                container
                        .node()
                        .fault(fields.faults(), "memory " + definition.memoryMiB() + " exceeds the task's " + memory);
            }
        }
        if (cpu > 0 && cpuSum > cpu) {
            fields.fault("cpu", "the containers ask for " + cpuSum + " CPU units, the task has " + cpu);
        }
        if (memory > 0 && memorySum > memory) {
            fields.fault("memory", "the containers reserve " + memorySum + " MiB, the task has " + memory);
        }
        if ((cpu == 0 && cpuSum > Integer.MAX_VALUE) || (memory == 0 && memorySum > Integer.MAX_VALUE)) {
            fields.fault("containerDefinitions", "the containers ask for more than " + Integer.MAX_VALUE);
        }
    }

    private static Map<String, NetworkMode> networkModes() {
        Map<String, NetworkMode> modes = new LinkedHashMap<>();
        modes.put("bridge", NetworkMode.BRIDGE);
        modes.put("host", NetworkMode.HOST);
        modes.put("awsvpc", NetworkMode.AWSVPC);
        modes.put("none", NetworkMode.NONE);
        modes.put("default", NetworkMode.BRIDGE); // the name that Windows task definitions use
        return Collections.unmodifiableMap(modes);
    }
}
