package io.ecsim.workloads.scenario;

import io.ecsim.faults.Outage;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.machines.OutageFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Binds {@code failures.outages}: a file that says when which instances are away. */
final class OutageBinder {

    private static final String COLUMN = "{column: NAME, unit: s}";

    private final BindingContext context;
    private final Faults faults;
    private final Optional<ClusterPlan> cluster;

    /** A column of times. */
    private record TimeColumn(String name, double microsPerUnit) {}

    OutageBinder(BindingContext context, Optional<ClusterPlan> cluster) {
        this.context = context;
        this.faults = context.faults();
        this.cluster = cluster;
    }

    List<Outage> bind(Fields failures) {
        return failures.optionalObject("outages", this::outages).orElse(List.of());
    }

    private Optional<List<Outage>> outages(Fields fields) {
        Optional<Path> file = fields.required(
                "file",
                "the name of a file",
                node -> node.asText(faults, "the name of a file").flatMap(name -> context.trace(node, name, "")));
        String instance = fields.textOr("instance", "instance");
        Optional<TimeColumn> leaves = fields.required("leaves", COLUMN, this::column);
        Optional<TimeColumn> returns = fields.required("returns", COLUMN, this::column);
        long fromMicros = fields.durationMicrosOr("from", 0, Quantity.LONGEST_MICROS, 0);
        fields.end();
        if (file.isEmpty() || leaves.isEmpty() || returns.isEmpty() || cluster.isEmpty()) {
            return Optional.empty();
        }
        List<String> ids =
                cluster.get().instances().stream().map(ContainerInstance::id).toList();
        OutageFile outages = new OutageFile(
                new TraceFile(file.get(), ""),
                instance,
                leaves.get().name(),
                leaves.get().microsPerUnit(),
                returns.get().name(),
                returns.get().microsPerUnit(),
                fromMicros);
        Node place = fields.node("file").orElse(fields.node());
        try {
            List<Outage> read = outages.read(ids);
            context.assume(file.get().getFileName() + ": " + read.size() + " outages.");
            return Optional.of(read);
        } catch (WorkloadException damaged) {
            return place.fault(faults, String.valueOf(damaged.getMessage()));
        }
    }

    private Optional<TimeColumn> column(Node node) {
        Fields fields = node.asObject(faults);
        String name = fields.text("column", "the name of a column");
        double micros = fields.choice("unit", CsvTraceBinder.TIMES);
        return fields.build(() -> new TimeColumn(name, micros));
    }
}
