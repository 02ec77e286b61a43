package io.ecsim.workloads.scenario;

import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2018ContainersFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2018JobsFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2025InstancesFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds the readers of Alibaba's cluster traces from 2018 on. */
final class AlibabaTraceBinder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private final Fields fields;

    AlibabaTraceBinder(Fields fields) {
        this.fields = fields;
    }

    Optional<TraceFormat> jobs2018(Optional<TraceFile> file) {
        Optional<Integer> memoryMiB = MachineUnitBinder.memoryMiB(fields);
        return memoryMiB.isEmpty()
                ? Optional.empty()
                : file.map(each -> new Alibaba2018JobsFormat(each, memoryMiB.get()));
    }

    Optional<TraceFormat> instances2025(Optional<TraceFile> file) {
        String attribute = fields.optional(
                        "roleAttribute", node -> node.asText(fields.faults(), NAME, "the name of an attribute"))
                .orElse("");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Alibaba2025InstancesFormat.of(file.get(), attribute));
        } catch (WorkloadException damaged) {
            fields.fault("file", String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }

    Optional<TraceFormat> containers2018(Optional<TraceFile> file) {
        Optional<Integer> memoryMiB = MachineUnitBinder.memoryMiB(fields);
        if (memoryMiB.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Alibaba2018ContainersFormat.of(file.get(), memoryMiB.get()));
        } catch (WorkloadException damaged) {
            fields.fault("file", String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }
}
