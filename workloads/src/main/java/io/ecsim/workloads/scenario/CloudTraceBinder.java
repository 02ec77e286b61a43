package io.ecsim.workloads.scenario;

import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.azure.AzurePackingFormat;
import io.ecsim.workloads.trace.azure.AzureVmFormat;
import io.ecsim.workloads.trace.google.GoogleTasksFormat;
import java.util.List;
import java.util.Optional;

/** Binds the fields of the traces of Google and Azure. */
final class CloudTraceBinder {

    private final Fields fields;

    CloudTraceBinder(Fields fields) {
        this.fields = fields;
    }

    Optional<TraceFormat> google(List<TraceFile> parts) {
        Optional<MachineUnit> unit = MachineUnitBinder.bind(fields);
        if (parts.isEmpty() || unit.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(GoogleTasksFormat.of(parts, unit.get()));
        } catch (WorkloadException damaged) {
            return refused("file", damaged);
        }
    }

    Optional<TraceFormat> azureVms(Optional<TraceFile> file) {
        return file.map(AzureVmFormat::new);
    }

    Optional<TraceFormat> azurePacking(Optional<TraceFile> file) {
        long machine = fields.longInteger("machine", 0, Integer.MAX_VALUE);
        Optional<MachineUnit> unit = MachineUnitBinder.bind(fields);
        if (file.isEmpty() || unit.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AzurePackingFormat.of(file.get(), machine, unit.get()));
        } catch (WorkloadException damaged) {
            return refused("file", damaged);
        } catch (IllegalArgumentException unknown) {
            return refused("machine", unknown);
        }
    }

    private Optional<TraceFormat> refused(String field, RuntimeException why) {
        fields.fault(field, String.valueOf(why.getMessage()));
        return Optional.empty();
    }
}
