package io.ecsim.workloads.scenario;

import io.ecsim.workloads.document.Fields;
import java.util.Optional;

/** Binds {@code workload.trace}. */
final class TraceBinder {

    Optional<BoundWorkload> bind(Fields fields) {
        fields.fault("trace", "traces are not read yet, expected arrivals and tasks");
        return Optional.empty();
    }
}
