package io.ecsim.workloads.scenario;

import io.ecsim.random.Law;
import io.ecsim.workloads.arrival.ClosedLoopWorkload;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.Optional;

/**
 * Arrivals of a closed loop as a document states them: {@code {closedLoop: {customers: 50, think: {exponential: {mean:
 * 5m}}}}}.
 *
 * @param customers how many
 * @param thinkMicros law of the think time in microseconds
 */
record ClosedLoop(int customers, Law thinkMicros) {

    /** The name of this kind of arrivals. */
    static final String KIND = "closedLoop";

    /** Returns whether arrivals are stated as a closed loop, rightly or not. */
    static boolean isStated(Node arrivals) {
        return arrivals.kind() == Kind.OBJECT && arrivals.member(KIND).isPresent();
    }

    /** Reads what stands behind {@link #KIND}; empty when it has faults. */
    static Optional<ClosedLoop> read(Fields fields) {
        int customers = fields.integer("customers", 1, ClosedLoopWorkload.MOST_CUSTOMERS);
        Optional<Law> think = Laws.read(fields, "think", Quantity.DURATION);
        if (think.isPresent() && !(think.get().mean() >= ClosedLoopWorkload.LEAST_MEAN_THINK_MICROS)) {
            fields.fault("think", "found " + think.get().describe() + ", expected a mean of at least 1ms");
        }
        return fields.build(() -> new ClosedLoop(customers, think.orElseThrow()));
    }
}
