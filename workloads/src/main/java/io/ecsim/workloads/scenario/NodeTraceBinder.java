package io.ecsim.workloads.scenario;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.trace.TraceFile;
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

    private final BindingContext context;
    private final Faults faults;

    NodeTraceBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    Optional<List<InstanceGroup>> bind(Fields fields, List<AvailabilityZone> zones) {
        Map<String, String> readers = new LinkedHashMap<>();
        readers.put("openb", OpenbPodsFormat.PUBLISHED_AT);
        String publishedAt = fields.choice("reader", readers);
        Optional<Path> file = fields.required(
                "file",
                "the name of a file",
                node -> node.asText(faults, "the name of a file")
                        .flatMap(name -> context.trace(node, name, publishedAt)));
        fields.end();
        if (file.isEmpty() || zones.isEmpty()) {
            return Optional.empty();
        }
        Node place = fields.node("file").orElse(fields.node());
        try {
            List<InstanceGroup> groups = new ArrayList<>();
            for (ContainerInstance node : OpenbNodes.read(new TraceFile(file.get(), publishedAt), zones)) {
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
}
