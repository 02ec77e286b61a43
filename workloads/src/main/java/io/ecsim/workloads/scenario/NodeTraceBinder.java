package io.ecsim.workloads.scenario;

import io.ecsim.faults.Outage;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.alibaba.Alibaba2018JobsFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2018Machines;
import io.ecsim.workloads.trace.alibaba.OpenbNodes;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import io.ecsim.workloads.trace.machines.GoogleMachines;
import io.ecsim.workloads.trace.machines.MachineList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Binds {@code cluster.nodes}: container instances from the machine list of a trace. */
final class NodeTraceBinder {

    private static final String POOL = "nodes";

    private final BindingContext context;
    private final Faults faults;

    /** What reads the machines. */
    private enum NodeReader {
        OPENB("openb", OpenbPodsFormat.PUBLISHED_AT),
        ALIBABA_2018("alibaba-2018", Alibaba2018JobsFormat.PUBLISHED_AT),
        GOOGLE_2011("google-2011", GoogleMachines.PUBLISHED_AT);

        private final String key;
        private final String publishedAt;

        NodeReader(String key, String publishedAt) {
            this.key = key;
            this.publishedAt = publishedAt;
        }

        private static Map<String, NodeReader> byName() {
            Map<String, NodeReader> names = new LinkedHashMap<>();
            for (NodeReader reader : values()) {
                names.put(reader.key, reader);
            }
            return names;
        }
    }

    NodeTraceBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    /**
     * Binds the field.
     *
     * @param outages where the times go at which machines of the trace are away
     */
    Optional<List<InstanceGroup>> bind(Fields fields, List<AvailabilityZone> zones, List<Outage> outages) {
        NodeReader reader = fields.choice("reader", NodeReader.byName());
        Optional<Path> file = fields.required(
                "file",
                "the name of a file",
                node -> node.asText(faults, "the name of a file")
                        .flatMap(name -> context.trace(node, name, reader.publishedAt)));
        Optional<TraceFile> trace = file.map(path -> new TraceFile(path, reader.publishedAt));
        Optional<List<ContainerInstance>> nodes = switch (reader) {
            case OPENB -> openb(fields, trace, zones);
            case ALIBABA_2018 -> alibaba2018(fields, trace, zones);
            case GOOGLE_2011 -> google(fields, trace, zones, outages);
        };
        if (nodes.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        if (nodes.get().isEmpty()) {
            return place(fields).fault(faults, file.get().getFileName() + " lists no node");
        }
        context.assume(file.get().getFileName() + " names no zones and no prices: nodes are dealt over the zones"
                + " and cost nothing.");
        try {
            return Optional.of(nodes.get().stream().map(NodeTraceBinder::group).toList());
        } catch (IllegalArgumentException refused) {
            return place(fields).fault(faults, String.valueOf(refused.getMessage()));
        }
    }

    private static InstanceGroup group(ContainerInstance node) {
        Map<String, String> attributes = new TreeMap<>(Attributes.builtIn(node.instanceType(), "x86_64", ""));
        attributes.putAll(node.attributes());
        ContainerInstance complete = Shapes.completed(node, node.reservedPorts(), node.extra(), attributes);
        return new InstanceGroup(1, complete, List.of(node.zone()), POOL, node.id());
    }

    private static Node place(Fields fields) {
        return fields.node("file").orElse(fields.node());
    }

    private Optional<List<ContainerInstance>> openb(
            Fields fields, Optional<TraceFile> file, List<AvailabilityZone> zones) {
        fields.end();
        if (file.isEmpty() || zones.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OpenbNodes.read(file.get(), zones));
        } catch (WorkloadException | IllegalArgumentException damaged) {
            return place(fields).fault(faults, String.valueOf(damaged.getMessage()));
        }
    }

    private Optional<List<ContainerInstance>> alibaba2018(
            Fields fields, Optional<TraceFile> file, List<AvailabilityZone> zones) {
        Optional<Integer> largestMemoryMiB = MachineUnitBinder.memoryMiB(fields);
        fields.end();
        if (file.isEmpty() || zones.isEmpty() || largestMemoryMiB.isEmpty()) {
            return Optional.empty();
        }
        try {
            Alibaba2018Machines list = Alibaba2018Machines.read(file.get(), zones, largestMemoryMiB.get());
            if (list.laterLines() > 0) {
                context.assume(file.get().path().getFileName() + ": " + list.laterLines()
                        + " lines say later things of machines, such as a change of status; they are not used.");
            }
            return Optional.of(list.machines());
        } catch (WorkloadException | IllegalArgumentException damaged) {
            return place(fields).fault(faults, String.valueOf(damaged.getMessage()));
        }
    }

    private Optional<List<ContainerInstance>> google(
            Fields fields, Optional<TraceFile> file, List<AvailabilityZone> zones, List<Outage> outages) {
        Optional<MachineUnit> unit = MachineUnitBinder.bind(fields);
        long fromMicros = fields.durationMicrosOr("from", 0, Quantity.LONGEST_MICROS, 0);
        long toMicros = fields.durationMicrosOr("to", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        boolean lenient = fields.flagOr("lenient", false) || context.lenient();
        if (toMicros <= fromMicros) {
            fields.fault("to", "the window must end after it begins");
        }
        fields.end();
        if (file.isEmpty() || unit.isEmpty() || zones.isEmpty() || toMicros <= fromMicros) {
            return Optional.empty();
        }
        context.machinesFrom(fromMicros);
        try {
            MachineList list = GoogleMachines.read(file.get(), unit.get(), fromMicros, toMicros, zones, lenient);
            outages.addAll(list.outages());
            describe(String.valueOf(file.get().path().getFileName()), unit.get(), list);
            return Optional.of(list.instances());
        } catch (WorkloadException | IllegalArgumentException damaged) {
            return place(fields).fault(faults, String.valueOf(damaged.getMessage()));
        }
    }

    private void describe(String name, MachineUnit unit, MachineList list) {
        List<String> left = new ArrayList<>();
        list.dropped().forEach((reason, count) -> left.add(count + " (" + reason + ")"));
        context.assume(name + ": a machine of 1.0 has " + unit.cpuUnits() + " CPU units and " + unit.memoryMiB()
                + " MiB; capacities are rounded down.");
        context.assume(name + ": " + list.rowsRead() + " rows read, " + list.machines() + " machines, "
                + list.instances().size() + " instances, of which " + list.joinLater() + " join later and "
                + list.gone() + " are gone at the end"
                + (left.isEmpty() ? "" : ", rows left out: " + String.join(", ", left)) + ".");
    }
}
