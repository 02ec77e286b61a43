package io.ecsim.workloads.scenario;

import io.ecsim.workloads.trace.alibaba.Alibaba2018JobsFormat;
import io.ecsim.workloads.trace.alibaba.Alibaba2025InstancesFormat;
import io.ecsim.workloads.trace.alibaba.AlibabaJobsFormat;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import io.ecsim.workloads.trace.azure.AzurePackingFormat;
import io.ecsim.workloads.trace.azure.AzureVmFormat;
import io.ecsim.workloads.trace.google.GoogleTasksFormat;
import io.ecsim.workloads.trace.hpc.BatsimFormat;
import io.ecsim.workloads.trace.hpc.GwfFormat;
import io.ecsim.workloads.trace.hpc.OpendcTasksFormat;
import io.ecsim.workloads.trace.hpc.SwfFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The trace readers, by the name a scenario uses. */
public enum TraceReader {
    ALIBABA_2017(
            "alibaba-2017",
            "batch jobs of an Alibaba cluster in the form CloudSimPy uses",
            AlibabaJobsFormat.PUBLISHED_AT),
    ALIBABA_2018(
            "alibaba-2018",
            "batch jobs of Alibaba's cluster v2018 (batch_task.csv), whose tasks wait for each other, and as cluster.nodes"
                    + " its machines (machine_meta.csv)",
            Alibaba2018JobsFormat.PUBLISHED_AT),
    ALIBABA_2018_CONTAINERS(
            "alibaba-2018-containers",
            "online services of Alibaba's cluster v2018 (container_meta.csv)",
            Alibaba2018JobsFormat.PUBLISHED_AT),
    ALIBABA_2025(
            "alibaba-2025",
            "inference services of Alibaba's GPU cluster v2025, with limits of instances on a node",
            Alibaba2025InstancesFormat.PUBLISHED_AT),
    AZURE_PACKING_2020(
            "azure-packing-2020", "VM requests of Azure's trace for packing", AzurePackingFormat.PUBLISHED_AT),
    AZURE_VM_2017("azure-vm-2017", "the table of VMs of Azure's trace of 2017", AzureVmFormat.PUBLISHED_AT),
    GOOGLE_2011("google-2011", "task events of Google's cluster of May 2011", GoogleTasksFormat.PUBLISHED_AT),
    OPENB("openb", "pods, and as cluster.nodes machines, of Alibaba's GPU cluster v2023", OpenbPodsFormat.PUBLISHED_AT),
    SWF("swf", "Standard Workload Format", SwfFormat.PUBLISHED_AT),
    GWF("gwf", "Grid Workload Format: workflows whose jobs wait for each other", GwfFormat.PUBLISHED_AT),
    BATSIM("batsim", "Batsim workloads (JSON): delays, computation, sequences", BatsimFormat.PUBLISHED_AT),
    OPENDC("opendc", "tasks of OpenDC traces as CSV: SURF Lisa, Bitbrains", OpendcTasksFormat.PUBLISHED_AT),
    CSV("csv", "any delimited file with a heading line, by a mapping of its columns", "");

    private final String key;
    private final String description;
    private final String publishedAt;

    TraceReader(String key, String description, String publishedAt) {
        this.key = key;
        this.description = description;
        this.publishedAt = publishedAt;
    }

    /** Returns where traces of this kind can be had; empty for the user's own files. */
    public String publishedAt() {
        return publishedAt;
    }

    /** Returns whether traces of this kind come in part files. */
    boolean inParts() {
        return this == GOOGLE_2011;
    }

    static Map<String, TraceReader> byName() {
        Map<String, TraceReader> names = new LinkedHashMap<>();
        for (TraceReader reader : values()) {
            names.put(reader.key, reader);
        }
        return names;
    }

    /** Returns one line a reader. */
    public static Map<String, String> descriptions() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (TraceReader reader : values()) {
            String where = reader.publishedAt.isEmpty() ? "" : "; published at " + reader.publishedAt;
            lines.put(reader.key, reader.description + where);
        }
        return lines;
    }
}
