package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.TaskPriority;
import io.ecsim.random.Law;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.taskdefinition.TaskDefinitionDocument;
import io.ecsim.workloads.taskdefinition.TaskDefinitionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Binds the entries of {@code tasks}: a task definition, by file, inline or in short, and how its tasks are run. */
final class TaskBinder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern GROUP = Pattern.compile("\\S(.{0,253}\\S)?");
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(/(tcp|udp))?");
    private static final Map<String, NetworkMode> MODES = modes();
    private static final List<String> SHORT_FORM = List.of("cpu", "memory", "gpus", "ports", "networkMode");

    private final BindingContext context;
    private final Faults faults;

    TaskBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    private static Map<String, NetworkMode> modes() {
        Map<String, NetworkMode> modes = new LinkedHashMap<>();
        modes.put("bridge", NetworkMode.BRIDGE);
        modes.put("awsvpc", NetworkMode.AWSVPC);
        modes.put("host", NetworkMode.HOST);
        modes.put("none", NetworkMode.NONE);
        return modes;
    }

    /**
     * Binds an entry of a mix, which has a weight and a law of its run time.
     *
     * @param commonStated whether the workload states a run time for all tasks, right or wrong
     * @param common that law in microseconds
     */
    Optional<MixedTask> mixed(Node node, boolean commonStated, Optional<Law> common) {
        Fields fields = node.asObject(faults);
        Optional<TaskSpec> spec = spec(fields);
        double weight = fields.numberOr("weight", Double.MIN_VALUE, 1e9, 1);
        int priority = fields.integerOr("priority", TaskPriority.LOWEST, TaskPriority.HIGHEST, 0);
        Optional<Law> own = fields.optional("runTime", law -> Laws.read(law, faults, Quantity.DURATION));
        if (!fields.has("runTime") && !commonStated) {
            node.fault(
                    faults,
                    "runTime is missing, here and in workload, expected a law such as {exponential: {mean: 30m}}");
        }
        Optional<Law> runTime = own.or(() -> common);
        if (spec.isEmpty() || runTime.isEmpty()) {
            fields.end();
            return Optional.empty();
        }
        return fields.build(() -> new MixedTask(spec.get(), weight, runTime.get(), priority));
    }

    /** Binds what the two kinds of workload have in common; the caller ends the fields. */
    Optional<TaskSpec> spec(Fields fields) {
        return spec(fields, true);
    }

    /** Binds a task that is no service's; the caller ends the fields. */
    Optional<TaskSpec> standalone(Fields fields) {
        return spec(fields, false);
    }

    private Optional<TaskSpec> spec(Fields fields, boolean mayBeService) {
        String name = fields.text("name", NAME, "a name of letters, digits, _ and -");
        Optional<TaskDefinition> definition = fields.has("definition") ? documented(fields) : shortForm(fields, name);
        Optional<String> group = fields.optional("group", node -> node.asText(faults, GROUP, "the name of a group"));
        boolean service = mayBeService && fields.flagOr("service", false);
        List<PlacementConstraint> constraints = ConstraintBinder.bind(fields);
        Map<String, Integer> extra = ClusterBinder.extra(fields);
        return definition.flatMap(plain -> {
            TaskDefinition complete = extra.isEmpty() ? plain : withExtra(plain, extra);
            String inGroup = group.orElse((service ? "service:" : "family:") + complete.family());
            try {
                return Optional.of(new TaskSpec(complete, inGroup, constraints, service));
            } catch (IllegalArgumentException refused) {
                fields.fault("placementConstraints", String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        });
    }

    private Optional<TaskDefinition> documented(Fields fields) {
        for (String own : SHORT_FORM) {
            if (fields.has(own)) {
                fields.fault(own, own + " comes from the task definition, expected one of the two");
            }
        }
        return fields.required("definition", "a file name or a task definition", node -> {
                    if (node.kind() == Kind.TEXT) {
                        return fromFile(node);
                    }
                    return TaskDefinitionReader.read(node, faults);
                })
                .map(document -> {
                    if (!document.ignoredFields().isEmpty()) {
                        context.assume("Task definition "
                                + document.definition().family()
                                + " has fields that are not modelled: " + String.join(", ", document.ignoredFields())
                                + ".");
                    }
                    return document.definition();
                });
    }

    private Optional<TaskDefinitionDocument> fromFile(Node node) {
        return DocumentReader.readSibling(node, node.text(), faults).flatMap(document -> {
            context.read(Path.of(document.file()));
            return TaskDefinitionReader.read(document, faults);
        });
    }

    private Optional<TaskDefinition> shortForm(Fields fields, String name) {
        int cpuUnits = fields.integer("cpu", 0, 10_000_000);
        int memoryMiB = fields.memoryMiB("memory", 1, Integer.MAX_VALUE);
        int gpus = fields.integerOr("gpus", 0, 10_000, 0);
        NetworkMode mode = fields.choiceOr("networkMode", MODES, NetworkMode.BRIDGE);
        List<PortMapping> ports = fields.listOrEmpty("ports", this::port);
        if (ports.stream().distinct().count() != ports.size()) {
            fields.fault("ports", "a host port is named twice");
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ContainerDefinition only = new ContainerDefinition(name, cpuUnits, memoryMiB, 0, gpus, true, ports);
        return Optional.of(new TaskDefinition(name, 1, mode, 0, 0, List.of(only), List.of(), Map.of()));
    }

    private Optional<PortMapping> port(Node node) {
        String text = node.kind() == Kind.LIST || node.kind() == Kind.OBJECT ? "" : node.text();
        Matcher matcher = PORT.matcher(text);
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group(1));
            if (port >= 1 && port <= 65_535) {
                Protocol protocol = "udp".equals(matcher.group(3)) ? Protocol.UDP : Protocol.TCP;
                return Optional.of(new PortMapping(port, port, protocol));
            }
        }
        return node.refuse(faults, "a static host port from 1 to 65535, such as 8080, 8080/tcp or 53/udp");
    }

    private static TaskDefinition withExtra(TaskDefinition plain, Map<String, Integer> extra) {
        Map<String, Integer> all = new LinkedHashMap<>(plain.extra());
        all.putAll(extra);
        return new TaskDefinition(
                plain.family(),
                plain.revision(),
                plain.networkMode(),
                plain.cpuUnits(),
                plain.memoryMiB(),
                plain.containers(),
                plain.constraints(),
                all,
                plain.volumes());
    }

    /** Adds a fault for every name used twice: results could not be told apart. */
    static void checkNames(Node list, Stream<String> names, Faults faults) {
        List<String> seen = new ArrayList<>();
        names.forEach(name -> {
            if (seen.contains(name)) {
                list.fault(faults, "two tasks are named \"" + name + "\"");
            }
            seen.add(name);
        });
    }
}
