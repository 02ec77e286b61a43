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
import java.util.function.Supplier;

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
        return surveyed("file", () -> GoogleTasksFormat.of(parts, unit.get()));
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
        return surveyed("machine", () -> AzurePackingFormat.of(file.get(), machine, unit.get()));
    }

    /** Makes a format that reads its file at once; what is wrong with the file is said at a field. */
    private Optional<TraceFormat> surveyed(String field, Supplier<TraceFormat> format) {
        try {
            return Optional.of(format.get());
        } catch (WorkloadException damaged) {
            fields.fault(field, String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }
}
