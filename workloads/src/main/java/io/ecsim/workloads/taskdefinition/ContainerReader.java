package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerDependency;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.taskdefinition.ReadContainer.Dependency;
import io.ecsim.workloads.taskdefinition.ReadContainer.Mount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of containerDefinitions. */
final class ContainerReader {

    /** Fields of a container that Amazon ECS knows and the simulation does not model. */
    private static final List<String> NOT_MODELLED = List.of(
            "repositoryCredentials",
            "entryPoint",
            "command",
            "environment",
            "environmentFiles",
            "linuxParameters",
            "secrets",
            "versionConsistency",
            "hostname",
            "user",
            "workingDirectory",
            "disableNetworking",
            "privileged",
            "readonlyRootFilesystem",
            "dnsServers",
            "dnsSearchDomains",
            "extraHosts",
            "dockerSecurityOptions",
            "interactive",
            "pseudoTerminal",
            "dockerLabels",
            "ulimits",
            "logConfiguration",
            "systemControls",
            "firelensConfiguration",
            "credentialSpecs");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Map<String, Protocol> PROTOCOLS = protocols();

    /** The types of resource requirement, and whether each asks for GPUs. */
    private static final Map<String, Boolean> REQUIREMENT_IS_GPU = requirements();

    private static final Map<String, ContainerCondition> CONDITIONS = conditions();
    private static final int LONGEST_RANGE = 100;

    private final Faults faults;
    private final NetworkMode networkMode;
    private final boolean taskMemory;
    private final LifecycleReader lifecycles;
    private final List<String> ignored;

    /**
     * Makes a reader.
     *
     * @param taskMemory whether the task itself states memory
     * @param fargate whether the task definition asks to run on Fargate too
     * @param ignored where paths of fields that are not modelled are gathered
     */
    ContainerReader(Faults faults, NetworkMode networkMode, boolean taskMemory, boolean fargate, List<String> ignored) {
        this.faults = faults;
        this.networkMode = networkMode;
        this.taskMemory = taskMemory;
        this.lifecycles = new LifecycleReader(faults, fargate);
        this.ignored = ignored;
    }

    Optional<ReadContainer> read(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text("name", NAME, "a container name of 1 to 255 letters, digits, _ and -");
        int cpu = amount(fields, "cpu", 0, "CPU units of at least 0");
        int memory = amount(fields, "memory", 0, "memory of at least 0 MiB");
        int reservation = amount(fields, "memoryReservation", 0, "memory of at least 0 MiB");
        if (node.kind() == Kind.OBJECT) {
            checkMemory(fields, name, memory, reservation);
        }
        boolean essential = fields.flagOr("essential", true);
        List<PortMapping> ports = new ArrayList<>();
        fields.listOrEmpty("portMappings", mapping -> ports(mapping, name)).forEach(ports::addAll);
        if (networkMode == NetworkMode.NONE && !ports.isEmpty()) {
            fields.fault("portMappings", "network mode none allows no port mappings");
        }
        int gpus = gpus(fields);
        List<Dependency> dependencies = dependencies(fields);
        List<Mount> mounts = fields.listOrEmpty("mountPoints", this::mount);
        ContainerLifecycle lifecycle = lifecycles.read(fields, conditions(dependencies));
        TaskDefinitionReader.ignore(fields, NOT_MODELLED, ignored);
        return fields.build(() -> new ReadContainer(
                node,
                new ContainerDefinition(name, cpu, memory, reservation, gpus, essential, ports, lifecycle),
                dependencies,
                mounts));
    }

    /** A link and a volume of another container need that container to have started (R3.31). */
    private List<Dependency> dependencies(Fields fields) {
        List<Dependency> all = new ArrayList<>(fields.listOrEmpty("dependsOn", this::dependency));
        all.addAll(fields.listOrEmpty(
                "links",
                link -> link.asText(faults, "a link such as db:database")
                        .map(text -> new Dependency(link, text.split(":", 2)[0], ContainerCondition.START))));
        all.addAll(fields.listOrEmpty("volumesFrom", this::sourceContainer));
        return all;
    }

    /** Any condition implies START, so a link beside one adds nothing. */
    private static List<ContainerDependency> conditions(List<Dependency> dependencies) {
        Map<String, ContainerDependency> byName = new LinkedHashMap<>();
        for (Dependency dependency : dependencies) {
            if (!dependency.containerName().isEmpty()) {
                byName.putIfAbsent(
                        dependency.containerName(),
                        new ContainerDependency(dependency.containerName(), dependency.condition()));
            }
        }
        return List.copyOf(byName.values());
    }

    private int amount(Fields fields, String name, int min, String expected) {
        return fields.optional(name, node -> AwsAmounts.integer(node, faults, min, Integer.MAX_VALUE, expected))
                .orElse(0);
    }

    /** R2.22. */
    private void checkMemory(Fields fields, String name, int memory, int reservation) {
        if (memory > 0 && memory < 6) {
            fields.fault(
                    "memory",
                    ApiFault.invalidSetting("memory", name).behind("found " + memory + ", expected at least 6 MiB"));
        }
        if (reservation > 0 && memory > 0 && memory <= reservation) {
            fields.fault("memory", "found " + memory + ", expected more than the memoryReservation of " + reservation);
        }
        boolean stated = fields.has("memory") || fields.has("memoryReservation");
        if (!taskMemory && memory == 0 && reservation == 0) {
            String which = stated ? "memoryReservation" : "memory";
            fields.fault(
                    fields.has("memory") ? "memory" : which,
                    ApiFault.memoryIsMissing(name)
                            .behind("needs memory or memoryReservation above 0, because the task states no memory"));
        }
    }

    private int gpus(Fields fields) {
        int gpus = 0;
        for (int amount : fields.listOrEmpty("resourceRequirements", this::gpuRequirement)) {
            gpus += amount;
        }
        return gpus;
    }

    /** R2.26; other requirements than GPUs are not modelled. */
    private Optional<Integer> gpuRequirement(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        boolean gpu = fields.choice("type", REQUIREMENT_IS_GPU);
        Optional<Integer> amount = gpu
                ? fields.required(
                        "value",
                        "a number of GPUs",
                        value -> AwsAmounts.integer(value, faults, 1, 1024, "a number of GPUs from 1"))
                : Optional.of(0);
        fields.accept("value");
        return fields.build(() -> amount.orElse(0));
    }

    private Optional<List<PortMapping>> ports(Node node, String container) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        Protocol protocol = fields.choiceOr("protocol", PROTOCOLS, Protocol.TCP);
        int containerPort = port(fields, "containerPort", container);
        int hostPort = port(fields, "hostPort", container);
        Optional<String> range = fields.optionalText("containerPortRange", "a port range such as 8000-8010");
        fields.accept("name", "appProtocol");
        if (networkMode != NetworkMode.BRIDGE && hostPort != 0 && hostPort != containerPort) {
            String own = "found " + hostPort + ", expected the containerPort " + containerPort
                    + " or nothing in this network mode";
            fields.fault("hostPort", networkMode == NetworkMode.AWSVPC ? ApiFault.PORTS_MUST_MATCH.behind(own) : own);
        }
        if (range.isPresent() && networkMode == NetworkMode.HOST) {
            return fields.build(() -> hostRange(range.get(), protocol));
        }
        return fields.build(() -> List.of(new PortMapping(containerPort, hostPort, protocol)));
    }

    private int port(Fields fields, String name, String container) {
        String expected = ApiFault.invalidSetting(name, container).behind("a port from 0 to 65535");
        return fields.optional(name, node -> AwsAmounts.integer(node, faults, 0, 65_535, expected))
                .orElse(0);
    }

    /** In host mode each port of a range is a static port (R2.33). */
    private static List<PortMapping> hostRange(String range, Protocol protocol) {
        if (!range.matches("\\d{1,5}-\\d{1,5}")) {
            throw new IllegalArgumentException("containerPortRange must be such as 8000-8010, was " + range);
        }
        int first = Integer.parseInt(range.substring(0, range.indexOf('-')));
        int last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        if (last < first || last - first >= LONGEST_RANGE) {
            throw new IllegalArgumentException(
                    "containerPortRange must be 1 to " + LONGEST_RANGE + " ports, was " + range);
        }
        List<PortMapping> ports = new ArrayList<>();
        for (int port = first; port <= last; port++) {
            ports.add(new PortMapping(port, port, protocol));
        }
        return ports;
    }

    private Optional<Dependency> dependency(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text("containerName");
        ContainerCondition condition = fields.choice("condition", CONDITIONS);
        return fields.build(() -> new Dependency(node, name, condition));
    }

    private Optional<Dependency> sourceContainer(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text("sourceContainer");
        fields.accept("readOnly");
        return fields.build(() -> new Dependency(node, name, ContainerCondition.START));
    }

    private Optional<Mount> mount(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String volume = fields.text("sourceVolume", "the name of a volume");
        fields.optionalText("containerPath", "a path in the container");
        fields.flagOr("readOnly", false);
        return fields.build(() -> new Mount(node, volume));
    }

    private static Map<String, Protocol> protocols() {
        Map<String, Protocol> protocols = new LinkedHashMap<>();
        protocols.put("tcp", Protocol.TCP);
        protocols.put("udp", Protocol.UDP);
        return Collections.unmodifiableMap(protocols);
    }

    private static Map<String, Boolean> requirements() {
        Map<String, Boolean> requirements = new LinkedHashMap<>();
        requirements.put("GPU", true);
        requirements.put("InferenceAccelerator", false);
        return Collections.unmodifiableMap(requirements);
    }

    private static Map<String, ContainerCondition> conditions() {
        Map<String, ContainerCondition> conditions = new LinkedHashMap<>();
        for (ContainerCondition condition : ContainerCondition.values()) {
            conditions.put(condition.name(), condition);
        }
        return Collections.unmodifiableMap(conditions);
    }
}
