package io.ecsim.workloads.scenario;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.Demand;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.service.IgnoredFields;
import io.ecsim.workloads.service.RequestFields;
import io.ecsim.workloads.taskdefinition.TaskDefinitionDocument;
import io.ecsim.workloads.taskdefinition.TaskDefinitionReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binds the task definition of a task or a service: by file, inline, or in short. */
final class DefinitionBinder {

    static final List<String> SHORT_FORM =
            List.of("cpu", "memory", "gpus", "ports", "networkMode", "image", "healthCheck", "stopTimeout");

    private static final String GPU_MILLI = "gpuMilli";
    private static final String VOLUMES = "volumeConfigurations";
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(/(tcp|udp))?");
    private static final Pattern IMAGE = Pattern.compile("\\S{1,512}");
    private static final Map<String, NetworkMode> MODES = modes();
    private static final long SECOND = 1_000_000;
    private static final int LONGEST_STOP_SECONDS = 86_400;

    private final BindingContext context;
    private final Faults faults;

    DefinitionBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    /** Binds {@code definition}, or the fields of the short form, with {@code extra} and {@code volumeConfigurations}. */
    Optional<TaskDefinition> bind(Fields fields, String name) {
        return bind(fields, name, Map.of());
    }

    /**
     * Binds a definition whose volumes may have their sizes from elsewhere.
     *
     * @param sizesGiB of volumes configured at launch, by name
     */
    Optional<TaskDefinition> bind(Fields fields, String name, Map<String, Integer> sizesGiB) {
        Map<String, Integer> extra = ClusterBinder.extra(fields);
        Map<String, Integer> own = new RequestFields(fields, IgnoredFields.refused()).volumeSizes();
        Optional<TaskDefinition> plain;
        if (fields.has("definition")) {
            plain = documented(fields, own.isEmpty() ? sizesGiB : own);
        } else {
            if (fields.has(VOLUMES)) {
                fields.fault(VOLUMES, VOLUMES + " belongs to a definition with volumes");
            }
            plain = shortForm(fields, name);
        }
        int gpuMilli = fields.integerOr(GPU_MILLI, 1, Demand.MAX_GPU_MILLI, 0);
        return plain.map(definition -> extra.isEmpty() ? definition : withExtra(definition, extra))
                .flatMap(definition -> sharing(fields, definition, gpuMilli));
    }

    private static Optional<TaskDefinition> sharing(Fields fields, TaskDefinition definition, int gpuMilli) {
        if (gpuMilli == 0) {
            return Optional.of(definition);
        }
        Demand demand = definition.demand();
        if (demand.gpus() > 0) {
            fields.fault(GPU_MILLI, "a task takes whole GPUs or shares one, expected gpus or gpuMilli");
            return Optional.empty();
        }
        if (demand.cpuUnits() > Demand.MAX_SHARING_CPU_UNITS) {
            fields.fault(
                    GPU_MILLI,
                    "a task that shares a GPU asks for at most " + Demand.MAX_SHARING_CPU_UNITS
                            + " CPU units, this one for " + demand.cpuUnits());
            return Optional.empty();
        }
        return Optional.of(definition.sharing(gpuMilli));
    }

    /** Adds a fault where a task shares a GPU in a cluster that does not let it. */
    void checkSharing(Fields fields, String cluster) {
        if (fields.has(GPU_MILLI) && !context.sharesGpus(cluster)) {
            fields.fault(
                    GPU_MILLI,
                    "the cluster does not share its GPUs, as ECS never does, expected gpuSharing: true of the cluster");
        }
    }

    private static Map<String, NetworkMode> modes() {
        Map<String, NetworkMode> modes = new LinkedHashMap<>();
        modes.put("bridge", NetworkMode.BRIDGE);
        modes.put("awsvpc", NetworkMode.AWSVPC);
        modes.put("host", NetworkMode.HOST);
        modes.put("none", NetworkMode.NONE);
        return modes;
    }

    private Optional<TaskDefinition> documented(Fields fields, Map<String, Integer> sizes) {
        for (String own : SHORT_FORM) {
            if (fields.has(own)) {
                fields.fault(own, own + " comes from the task definition, expected one of the two");
            }
        }
        return document(fields, sizes);
    }

    /** Binds {@code definition} and {@code volumeConfigurations} alone, as an update has them. */
    Optional<TaskDefinition> document(Fields fields) {
        return document(fields, new RequestFields(fields, IgnoredFields.refused()).volumeSizes());
    }

    private Optional<TaskDefinition> document(Fields fields, Map<String, Integer> sizes) {
        return fields.required(
                        "definition",
                        "a file name or a task definition",
                        node -> node.kind() == Kind.TEXT ? fromFile(node) : TaskDefinitionReader.read(node, faults))
                .flatMap(document -> launched(fields, document, sizes));
    }

    /** Gives the volumes that the definition leaves open until launch their size. */
    private Optional<TaskDefinition> launched(
            Fields fields, TaskDefinitionDocument document, Map<String, Integer> sizes) {
        TaskDefinition definition = document.definition();
        if (!document.ignoredFields().isEmpty()) {
            context.assume("Task definition " + definition.family() + " has fields that are not modelled: "
                    + String.join(", ", document.ignoredFields()) + ".");
        }
        List<String> open = document.launchVolumes();
        for (String name : sizes.keySet()) {
            if (!open.contains(name)) {
                fields.fault(
                        fields.has(VOLUMES) ? VOLUMES : "definition",
                        ApiFault.INVALID_PARAMETER.behind("task definition " + definition.family()
                                + " configures no volume \"" + name + "\" at launch" + NearestName.hint(name, open)));
            }
        }
        for (String name : open) {
            if (!sizes.containsKey(name)) {
                if (fields.has(VOLUMES) && sizes.isEmpty()) {
                    return Optional.empty(); // they have faults of their own
                }
                fields.fault(
                        "definition",
                        ApiFault.INVALID_PARAMETER.behind("volume \"" + name + "\" is configured at launch, expected "
                                + VOLUMES + " with its size"));
                return Optional.empty();
            }
        }
        return Optional.of(open.isEmpty() ? definition : document.launched(sizes.getOrDefault(open.get(0), 1)));
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
        ContainerLifecycle lifecycle = lifecycle(fields);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ContainerDefinition only = new ContainerDefinition(name, cpuUnits, memoryMiB, 0, gpus, true, ports, lifecycle);
        return Optional.of(new TaskDefinition(name, 1, mode, 0, 0, List.of(only), List.of(), Map.of()));
    }

    private ContainerLifecycle lifecycle(Fields fields) {
        String image = image(fields).orElse("");
        int stopTimeout = seconds(fields, "stopTimeout", 0, LONGEST_STOP_SECONDS, 0);
        Optional<HealthCheck> healthCheck = fields.optionalObject("healthCheck", check -> {
            int interval = seconds(check, "interval", 5, 300, HealthCheck.DEFAULT.intervalSeconds());
            int timeout = seconds(check, "timeout", 2, 60, HealthCheck.DEFAULT.timeoutSeconds());
            int retries = check.integerOr("retries", 1, 10, HealthCheck.DEFAULT.retries());
            int startPeriod = seconds(check, "startPeriod", 0, 300, 0);
            return check.build(() -> new HealthCheck(interval, timeout, retries, startPeriod));
        });
        return new ContainerLifecycle(image, List.of(), healthCheck, 0, stopTimeout, Optional.empty());
    }

    /** Reads the field {@code image}. */
    static Optional<String> image(Fields fields) {
        return fields.optional("image", node -> node.asText(fields.faults(), IMAGE, "an image such as nginx:1.27"));
    }

    /** Reads a duration of whole seconds, as the API takes them. */
    static int seconds(Fields fields, String name, int least, int most, int absent) {
        long micros = fields.durationMicrosOr(name, least * SECOND, most * SECOND, absent * SECOND);
        if (micros % SECOND != 0) {
            fields.fault(name, "found " + Durations.format(micros) + ", expected whole seconds");
        }
        return Math.toIntExact(micros / SECOND);
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
        return copy(plain, plain.revision(), plain.containers(), all);
    }

    /** Returns the definition with another image; only where it is clear whose image that is. */
    static Optional<TaskDefinition> withImage(TaskDefinition before, String image, Fields fields) {
        if (before.containers().size() != 1) {
            fields.fault(
                    "image",
                    "task definition " + before.name() + " has "
                            + before.containers().size() + " containers, expected definition instead");
            return Optional.empty();
        }
        ContainerDefinition only = before.containers().get(0);
        ContainerLifecycle old = only.lifecycle();
        ContainerDefinition changed = new ContainerDefinition(
                only.name(),
                only.cpuUnits(),
                only.memoryMiB(),
                only.memoryReservationMiB(),
                only.gpus(),
                only.essential(),
                only.portMappings(),
                new ContainerLifecycle(
                        image,
                        old.dependsOn(),
                        old.healthCheck(),
                        old.startTimeoutSeconds(),
                        old.stopTimeoutSeconds(),
                        old.restartPolicy()));
        return Optional.of(copy(before, before.revision(), List.of(changed), before.extra()));
    }

    /** Returns what registering a definition after another gives: the next revision, where the family is the same. */
    static TaskDefinition after(TaskDefinition before, TaskDefinition next) {
        boolean taken = next.family().equals(before.family()) && next.revision() <= before.revision();
        Map<String, Integer> extra = next.extra().isEmpty() ? before.extra() : next.extra();
        return copy(next, taken ? before.revision() + 1 : next.revision(), next.containers(), extra)
                .sharing(next.demand().gpus() > 0 ? 0 : before.gpuMilli());
    }

    private static TaskDefinition copy(
            TaskDefinition plain, int revision, List<ContainerDefinition> containers, Map<String, Integer> extra) {
        return new TaskDefinition(
                plain.family(),
                revision,
                plain.networkMode(),
                plain.cpuUnits(),
                plain.memoryMiB(),
                containers,
                plain.constraints(),
                extra,
                plain.volumes(),
                plain.ephemeralStorageGiB(),
                plain.gpuMilli());
    }
}
