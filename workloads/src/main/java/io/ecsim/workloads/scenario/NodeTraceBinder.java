package io.ecsim.workloads.scenario;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.workloads.document.Fields;
import java.util.List;
import java.util.Optional;

/** Binds {@code cluster.nodes}: container instances from the machine list of a trace. */
final class NodeTraceBinder {

    private final BindingContext context;

    NodeTraceBinder(BindingContext context) {
        this.context = context;
    }

    Optional<List<InstanceGroup>> bind(Fields fields, List<AvailabilityZone> zones) {
        fields.node().fault(context.faults(), "node lists of traces are not read yet, expected instances");
        fields.accept("reader", "file");
        return Optional.empty();
    }
}
