package io.ecsim.workloads.scenario;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.alibaba.Alibaba2018JobsFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2018Machines;
import io.ecsim.workloads.trace.alibaba.OpenbNodes;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Binds {@code cluster.nodes}: container instances from the machine list of a trace. */
final class NodeTraceBinder {

    private static final String ALIBABA_2018 = "alibaba-2018";

    private final BindingContext context;
    private final Faults faults;

    NodeTraceBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    Optional<List<InstanceGroup>> bind(Fields fields, List<AvailabilityZone> zones) {
        Map<String, String> readers = new LinkedHashMap<>();
        readers.put("openb", "openb");
        readers.put(ALIBABA_2018, ALIBABA_2018);
        String reader = fields.choice("reader", readers);
        boolean of2018 = ALIBABA_2018.equals(reader);
        String publishedAt = of2018 ? Alibaba2018JobsFormat.PUBLISHED_AT : OpenbPodsFormat.PUBLISHED_AT;
        Optional<Integer> largestMemoryMiB = of2018 ? MachineUnitBinder.memoryMiB(fields) : Optional.of(0);
        Optional<Path> file = fields.required(
                "file",
                "the name of a file",
                node -> node.asText(faults, "the name of a file")
                        .flatMap(name -> context.trace(node, name, publishedAt)));
        fields.end();
        if (file.isEmpty() || zones.isEmpty() || largestMemoryMiB.isEmpty()) {
            return Optional.empty();
        }
        Node place = fields.node("file").orElse(fields.node());
        try {
            List<InstanceGroup> groups = new ArrayList<>();
            TraceFile list = new TraceFile(file.get(), publishedAt);
            List<ContainerInstance> nodes =
                    of2018 ? machines2018(list, zones, largestMemoryMiB.get()) : OpenbNodes.read(list, zones);
            for (ContainerInstance node : nodes) {
                Map<String, String> attributes = new TreeMap<>(Attributes.builtIn(node.instanceType(), "x86_64", ""));
                attributes.putAll(node.attributes());
                ContainerInstance complete = Shapes.completed(node, node.reservedPorts(), node.extra(), attributes);
                groups.add(new InstanceGroup(1, complete, List.of(node.zone()), node.id()));
            }
            if (groups.isEmpty()) {
                return place.fault(faults, file.get().getFileName() + " lists no node");
            }
            context.assume(file.get().getFileName() + " names no zones and no prices: nodes are dealt over the zones"
                    + " and cost nothing.");
            return Optional.of(groups);
        } catch (WorkloadException | IllegalArgumentException damaged) {
            return place.fault(faults, String.valueOf(damaged.getMessage()));
        }
    }

    private List<ContainerInstance> machines2018(TraceFile file, List<AvailabilityZone> zones, int largestMemoryMiB) {
        Alibaba2018Machines list = Alibaba2018Machines.read(file, zones, largestMemoryMiB);
        if (list.laterLines() > 0) {
            context.assume(file.path().getFileName() + ": " + list.laterLines()
                    + " lines say later things of machines, such as a change of status; they are not used.");
        }
        return list.machines();
    }
}
