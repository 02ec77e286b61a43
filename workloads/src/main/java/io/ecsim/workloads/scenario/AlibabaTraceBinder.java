package io.ecsim.workloads.scenario;

import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2018ContainersFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2018JobsFormat;
import java.util.Optional;

/** Binds the readers of Alibaba's cluster traces from 2018 on. */
final class AlibabaTraceBinder {

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
