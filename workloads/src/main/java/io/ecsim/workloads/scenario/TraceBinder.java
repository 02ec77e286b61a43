package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Service;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.service.PlacementReader;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceOptions;
import io.ecsim.workloads.trace.TraceSummary;
import io.ecsim.workloads.trace.TraceWorkload;
import io.ecsim.workloads.trace.alibaba.AlibabaJobsFormat;
import io.ecsim.workloads.trace.alibaba.GpuSharing;
import io.ecsim.workloads.trace.alibaba.OpenbInflation;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import io.ecsim.workloads.trace.hpc.SwfFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/** Binds a workload that is a trace: {@code trace}, and {@code task} for how its tasks are run. */
final class TraceBinder {

    private static final String FILE = "the name of a file";
    private static final Streams FOR_SUMMARY = new Streams(0, 0);

    private final BindingContext context;
    private final Faults faults;
    private final Optional<ClusterPlan> cluster;
    private String clusterName = Service.DEFAULT_CLUSTER;
    private long lastArrivalMicros;

    TraceBinder(BindingContext context, Optional<ClusterPlan> cluster) {
        this.context = context;
        this.faults = context.faults();
        this.cluster = cluster;
    }

    Optional<BoundWorkload> bind(Fields workload) {
        clusterName = context.clusters().read(workload);
        Optional<TraceWorkload> trace = workload.object("trace", this::trace);
        List<TaskDefinition> definitions = trace.map(TraceWorkload::definitions).orElse(List.of());
        IntFunction<List<PlacementConstraint>> ofTrace = trace.map(TraceWorkload::format)
                .<IntFunction<List<PlacementConstraint>>>map(format -> format::requestConstraints)
                .orElse(definition -> List.of());
        Optional<List<TaskSpec>> specs = workload.has("task")
                ? workload.optionalObject("task", fields -> specs(fields, definitions, ofTrace))
                : Optional.of(specs(definitions, ofTrace, Optional.empty(), false, List.of()));
        if (trace.isEmpty() || specs.isEmpty()) {
            workload.end();
            return Optional.empty();
        }
        boolean drawsOrder = trace.get().format() instanceof OpenbInflation;
        return workload.build(() -> new BoundWorkload(specs.get(), trace.get(), true, drawsOrder, lastArrivalMicros));
    }

    private Optional<List<TaskSpec>> specs(
            Fields fields, List<TaskDefinition> definitions, IntFunction<List<PlacementConstraint>> ofTrace) {
        Optional<String> group = fields.optionalText("group", "the name of a group");
        boolean service = fields.flagOr("service", false);
        List<PlacementConstraint> constraints = PlacementReader.constraints(fields);
        return fields.build(() -> specs(definitions, ofTrace, group, service, constraints));
    }

    private List<TaskSpec> specs(
            List<TaskDefinition> definitions,
            IntFunction<List<PlacementConstraint>> ofTrace,
            Optional<String> group,
            boolean service,
            List<PlacementConstraint> constraints) {
        List<TaskSpec> specs = new ArrayList<>();
        for (TaskDefinition definition : definitions) {
            List<PlacementConstraint> all = new ArrayList<>(ofTrace.apply(specs.size()));
            String own = (service ? "service:" : "family:") + definition.family();
            // Constraints of the trace are about the tasks of one group, which must then stay a group of its own.
            String chosen = all.isEmpty() ? group.orElse(own) : own;
            all.addAll(constraints);
            specs.add(new TaskSpec(definition, chosen, all, service, clusterName, TaskBehaviour.STEADY));
        }
        return List.copyOf(specs);
    }

    private Optional<TraceWorkload> trace(Fields fields) {
        int before = faults.count();
        Map<String, TraceReader> readers = TraceReader.byName();
        Optional<TraceReader> reader = fields.required(
                "reader", "one of " + String.join(", ", readers.keySet()), node -> node.asChoice(faults, readers));
        Optional<List<TraceFile>> parts = fields.required("file", "the name of a file", node -> files(node, reader));
        TraceOptions options = options(fields);
        if (reader.isEmpty()) {
            return Optional.empty(); // which other fields are allowed depends on the reader
        }
        Optional<TraceFormat> format = format(reader.get(), fields, parts.orElse(List.of()));
        fields.end();
        if (format.isEmpty() || faults.count() != before) {
            return Optional.empty();
        }
        TraceWorkload workload = new TraceWorkload(format.get(), options, 0);
        Node place = fields.node("file").orElse(fields.node());
        try {
            TraceSummary summary = workload.summary(FOR_SUMMARY);
            if (summary.tasks() == 0) {
                return place.fault(faults, "the trace, or the part of it that is used, holds no task");
            }
            lastArrivalMicros = Math.max(0, summary.lastArrivalMicros() - options.fromMicros());
            describe(summary, options);
            return Optional.of(workload);
        } catch (WorkloadException damaged) {
            return place.fault(faults, String.valueOf(damaged.getMessage()));
        }
    }

    /** Reads the name of a file; for a reader of part files also a pattern or a list of either. */
    private Optional<List<TraceFile>> files(Node node, Optional<TraceReader> reader) {
        String publishedAt = reader.map(TraceReader::publishedAt).orElse("");
        boolean inParts = reader.filter(TraceReader::inParts).isPresent();
        if (inParts && node.kind() == Kind.LIST) {
            if (node.items().isEmpty()) {
                return node.fault(faults, "found an empty list, expected at least one item");
            }
            return node.asList(faults, part -> paths(part, publishedAt))
                    .map(lists -> asTraces(lists.stream().flatMap(List::stream).toList(), publishedAt));
        }
        Optional<List<Path>> paths = inParts
                ? paths(node, publishedAt)
                : node.asText(faults, FILE)
                        .flatMap(name -> context.trace(node, name, publishedAt))
                        .map(List::of);
        return paths.map(found -> asTraces(found, publishedAt));
    }

    private Optional<List<Path>> paths(Node node, String publishedAt) {
        return node.asText(faults, FILE).flatMap(name -> context.traces(node, name, publishedAt));
    }

    private static List<TraceFile> asTraces(List<Path> paths, String publishedAt) {
        return paths.stream().map(path -> new TraceFile(path, publishedAt)).toList();
    }

    private TraceOptions options(Fields fields) {
        long fromMicros = fields.durationMicrosOr("from", 0, Quantity.LONGEST_MICROS, 0);
        long toMicros = fields.durationMicrosOr("to", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        long tasks = fields.longIntegerOr("limit", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        boolean sort = fields.flagOr("sort", false);
        boolean lenient = fields.flagOr("lenient", false) || context.lenient();
        OptionalLong machinesFrom = context.machinesFromMicros();
        if (machinesFrom.isPresent() && machinesFrom.getAsLong() != fromMicros) {
            context.assume("The clock of the workload's trace begins at " + Durations.format(fromMicros)
                    + ", that of the machines at " + Durations.format(machinesFrom.getAsLong())
                    + ": in one trace the two go together (from of workload.trace and of cluster.nodes).");
        }
        if (toMicros <= fromMicros) {
            fields.fault("to", "the window must end after it begins");
            return TraceOptions.WHOLE;
        }
        return new TraceOptions(fromMicros, toMicros, tasks, sort, lenient);
    }

    private Optional<TraceFormat> format(TraceReader reader, Fields fields, List<TraceFile> parts) {
        Optional<TraceFile> file = parts.stream().findFirst();
        CloudTraceBinder cloud = new CloudTraceBinder(fields);
        return switch (reader) {
            case ALIBABA_2017 -> alibaba(fields, file);
            case ALIBABA_2018 -> new AlibabaTraceBinder(fields).jobs2018(file);
            case ALIBABA_2018_CONTAINERS -> new AlibabaTraceBinder(fields).containers2018(file);
            case ALIBABA_2025 -> new AlibabaTraceBinder(fields).instances2025(file);
            case AZURE_PACKING_2020 -> cloud.azurePacking(file);
            case AZURE_VM_2017 -> cloud.azureVms(file);
            case GOOGLE_2011 -> cloud.google(parts);
            case OPENB -> openb(fields, file);
            case SWF -> swf(fields, file);
            case GWF -> new HpcTraceBinder(fields).gwf(file);
            case BATSIM -> new HpcTraceBinder(fields).batsim(file);
            case OPENDC -> new HpcTraceBinder(fields).opendc(file);
            case CSV -> new CsvTraceBinder(fields).bind(file);
        };
    }

    private static Optional<TraceFormat> alibaba(Fields fields, Optional<TraceFile> file) {
        double scaleMiB = fields.number("memoryScaleMiB", Double.MIN_VALUE, 1e12);
        return file.map(each -> new AlibabaJobsFormat(each, scaleMiB));
    }

    private Optional<TraceFormat> swf(Fields fields, Optional<TraceFile> file) {
        int cpuUnits = fields.integerOr("cpuPerProcessor", 1, 1_000_000, 1024);
        int processors = fields.integerOr("processorsPerTask", 1, 1000, 1);
        Optional<Law> memory = fields.optional("memory", node -> Laws.read(node, faults, Quantity.MEMORY));
        return file.map(each -> new SwfFormat(each, cpuUnits, processors, memory));
    }

    private Optional<TraceFormat> openb(Fields fields, Optional<TraceFile> file) {
        Map<String, GpuSharing> choices = new LinkedHashMap<>();
        choices.put("drop", GpuSharing.DROP);
        choices.put("whole", GpuSharing.WHOLE);
        choices.put("share", GpuSharing.SHARE);
        GpuSharing sharing = fields.choice("gpuSharing", choices);
        if (sharing == GpuSharing.SHARE && !context.sharesGpus(clusterName)) {
            fields.fault(
                    "gpuSharing",
                    "the cluster does not share its GPUs, as ECS never does, expected gpuSharing: true of the cluster,"
                            + " or drop or whole");
        }
        Optional<Double> inflation = fields.optional("inflation", node -> node.asShare(faults, 0.01, 10));
        long gpus = cluster.map(ClusterPlan::instances).orElse(List.of()).stream()
                .filter(instance -> instance.cluster().equals(clusterName))
                .mapToLong(ContainerInstance::gpus)
                .sum();
        if (inflation.isPresent() && cluster.isPresent() && gpus == 0) {
            fields.fault("inflation", "a share of the cluster's GPUs, but the cluster has none");
        }
        if (file.isEmpty() || (inflation.isPresent() && gpus == 0)) {
            return Optional.empty();
        }
        try {
            OpenbPodsFormat pods = OpenbPodsFormat.of(file.get(), sharing);
            return Optional.of(inflation.isPresent() ? new OpenbInflation(pods, gpus, inflation.get()) : pods);
        } catch (WorkloadException damaged) {
            fields.fault("file", String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }

    /** Tells in the report's doubts what the trace gives, what it lacks and what was left out. */
    private void describe(TraceSummary summary, TraceOptions options) {
        String name = String.valueOf(Path.of(summary.file()).getFileName());
        context.assume(name + ": " + summary.units() + ".");
        List<String> reasons = new ArrayList<>();
        long left = 0;
        for (Map.Entry<String, Long> dropped : summary.dropped().entrySet()) {
            reasons.add(dropped.getValue() + " (" + dropped.getKey() + ")");
            left += dropped.getValue();
        }
        context.assume(name + ": " + summary.rowsRead() + " rows read, " + summary.tasks() + " tasks"
                + (left == 0 ? "" : ", rows left out: " + String.join(", ", reasons)) + ".");
        summary.noted().forEach((what, count) -> context.assume(name + ": " + count + " " + what + "."));
        if (summary.censoredAtStart() > 0) {
            context.assume(name + ": " + summary.censoredAtStart() + " tasks that arrived before "
                    + Durations.format(options.fromMicros()) + " would still run then and are left out.");
        }
        if (summary.censoredAtEnd() > 0) {
            context.assume(name + ": " + summary.censoredAtEnd()
                    + " tasks would still run when the trace or its window ends.");
        }
    }
}
