package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.Volume;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.service.PlacementReader;
import io.ecsim.workloads.taskdefinition.VolumeReader.ReadVolume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a task definition in the form that RegisterTaskDefinition takes or DescribeTaskDefinition prints (with or
 * without the {@code taskDefinition} around it). Fields that Amazon ECS knows and the simulation does not model are
 * listed as ignored; unknown ones are faults. Rules R1.3, R1.40, R2.20-R2.26, R2.30-R2.34, R3.30-R3.34, R3.38, R3.42.
 */
public final class TaskDefinitionReader {

    private static final int LEAST_ASKED_STORAGE_GIB = 21;
    private static final int MOST_STORAGE_GIB = 200;
    private static final List<String> NOT_MODELLED = List.of(
            "taskRoleArn",
            "executionRoleArn",
            "tags",
            "pidMode",
            "ipcMode",
            "proxyConfiguration",
            "inferenceAccelerators",
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
    private static final Map<String, Boolean> COMPATIBILITIES = compatibilities();
    private static final Map<String, String> ARCHITECTURES = architectures();
    private static final Pattern SYSTEM = Pattern.compile("LINUX|WINDOWS_SERVER_[A-Z0-9_]{1,40}");

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
            return ApiFault.CLIENT.to(faults, () -> reader.definition(node));
        }
        Fields around = node.asObject(faults);
        around.accept("taskDefinition", "tags");
        around.end();
        return ApiFault.CLIENT.to(faults, () -> reader.definition(wrapped.get()));
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
        boolean fargate = fields.listOrEmpty(
                        "requiresCompatibilities", value -> value.asChoice(faults, COMPATIBILITIES))
                .contains(true);
        int faultsBefore = faults.count();
        ContainerReader reader = new ContainerReader(faults, networkMode, statesMemory, fargate, ignored);
        List<ReadContainer> containers = fields.list("containerDefinitions", reader::read);
        List<ReadVolume> volumes = fields.listOrEmpty("volumes", new VolumeReader(faults, ignored)::read);
        List<PlacementConstraint> constraints =
                new ArrayList<>(fields.listOrEmpty("placementConstraints", this::constraint));
        int storageGiB = fields.optionalObject("ephemeralStorage", TaskDefinitionReader::storageGiB)
                .orElse(TaskDefinition.LEAST_STORAGE_GIB);
        fields.optional("runtimePlatform", this::platform).ifPresent(constraints::addAll);
        ignore(fields, NOT_MODELLED, ignored);
        List<ReadContainer> ordered = containers;
        if (faults.count() == faultsBefore) {
            new ContainerChecks(fields).check(containers, volumes, networkMode, cpu, memory);
            ordered = StartOrder.of(containers, faults).orElse(containers);
        }
        List<ContainerDefinition> definitions =
                ordered.stream().map(ReadContainer::definition).toList();
        List<Volume> known =
                volumes.stream().flatMap(each -> each.volume().stream()).toList();
        List<String> atLaunch = volumes.stream()
                .filter(each -> each.volume().isEmpty())
                .map(ReadVolume::name)
                .toList();
        return fields.build(() -> new TaskDefinitionDocument(
                new TaskDefinition(
                        family,
                        revision,
                        networkMode,
                        cpu,
                        memory,
                        definitions,
                        constraints,
                        Map.of(),
                        known,
                        storageGiB),
                atLaunch,
                ignored));
    }

    /** R8.8: 21 to 200 GiB may be asked for; without it a task on Fargate has 20. */
    private static Optional<Integer> storageGiB(Fields fields) {
        int sizeGiB = fields.nothingIsAbsent().integer("sizeInGiB", LEAST_ASKED_STORAGE_GIB, MOST_STORAGE_GIB);
        return fields.build(() -> sizeGiB);
    }

    /** What the platform asks of an instance, as attributes that it must have (R1.3). */
    private Optional<List<PlacementConstraint>> platform(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        Optional<String> architecture =
                fields.optional("cpuArchitecture", value -> value.asChoice(faults, ARCHITECTURES));
        Optional<String> system = fields.optional(
                "operatingSystemFamily",
                value -> value.asText(faults, SYSTEM, "LINUX or a Windows family such as WINDOWS_SERVER_2022_CORE"));
        List<PlacementConstraint> constraints = new ArrayList<>();
        architecture.ifPresent(
                value -> constraints.add(new PlacementConstraint.RequiredAttribute("ecs.cpu-architecture", value)));
        system.ifPresent(value -> constraints.add(
                new PlacementConstraint.RequiredAttribute("ecs.os-type", value.equals("LINUX") ? "linux" : "windows")));
        return fields.build(() -> constraints);
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
        Optional<ClusterQuery> query =
                fields.required("expression", "a cluster query", value -> PlacementReader.query(value, faults));
        return fields.build(() -> new PlacementConstraint.MemberOf(query.orElseThrow()));
    }

    private static Map<String, String> architectures() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("X86_64", "x86_64");
        names.put("ARM64", "arm64");
        return Collections.unmodifiableMap(names);
    }

    /** The names of the launch types, and whether each is Fargate. */
    private static Map<String, Boolean> compatibilities() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        names.put("EC2", false);
        names.put("FARGATE", true);
        names.put("EXTERNAL", false);
        names.put("MANAGED_INSTANCES", false);
        return Collections.unmodifiableMap(names);
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
