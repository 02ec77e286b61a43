package io.ecsim.workloads.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.faults.Outage;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.SharedData;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.trace.alibaba.Alibaba2025InstancesFormat;
import io.ecsim.workloads.trace.alibaba.AlibabaJobsFormat;
import io.ecsim.workloads.trace.alibaba.GpuSharing;
import io.ecsim.workloads.trace.alibaba.OpenbInflation;
import io.ecsim.workloads.trace.alibaba.OpenbNodes;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import io.ecsim.workloads.trace.azure.AzureVmFormat;
import io.ecsim.workloads.trace.google.GoogleTasksFormat;
import io.ecsim.workloads.trace.hpc.BatsimFormat;
import io.ecsim.workloads.trace.hpc.GwfFormat;
import io.ecsim.workloads.trace.hpc.Machines;
import io.ecsim.workloads.trace.hpc.OpendcTasksFormat;
import io.ecsim.workloads.trace.hpc.SwfFormat;
import io.ecsim.workloads.trace.machines.GoogleMachines;
import io.ecsim.workloads.trace.machines.MachineList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The figures that docs/traces.md states, read from the published files. */
class RealTracesTest {

    private static final Streams STREAMS = new Streams(1, 0);

    @Test
    void lcg2005() {
        TraceFile file = new TraceFile(SharedData.require("swf/LCG-2005-1.swf.gz"), "");
        SwfFormat format = new SwfFormat(file, 1024, 1, Optional.of(new ConstantLaw(512, Quantity.MEMORY)));
        TraceSummary summary = new TraceWorkload(format, TraceOptions.WHOLE, 0).summary(STREAMS);
        assertThat(summary.rowsRead()).isEqualTo(188_041);
        assertThat(summary.tasks()).isEqualTo(187_520);
        assertThat(summary.dropped()).isEqualTo(Map.of("run time not above 0", 521L));
        assertThat(summary.lastArrivalMicros()).isEqualTo(950_392_000_000L);
    }

    @Test
    void alibaba2017() {
        TraceFile file = new TraceFile(SharedData.require("alibaba/v2017-cloudsimpy-jobs.csv.gz"), "");
        AlibabaJobsFormat format = new AlibabaJobsFormat(file, 230_000);
        TraceSummary whole = new TraceWorkload(format, TraceOptions.WHOLE, 0).summary(STREAMS);
        assertThat(whole.rowsRead()).isEqualTo(31_756);
        assertThat(whole.tasks()).isEqualTo(2_551_075);
        assertThat(whole.dropped()).isEmpty();
        TraceOptions window = TraceOptions.WHOLE.window(3_600_000_000L, 43_200_000_000L);
        TraceSummary cut = new TraceWorkload(format, window, 0).summary(STREAMS);
        assertThat(cut.tasks()).isEqualTo(754_474);
        assertThat(cut.dropped()).isEqualTo(Map.of("arrived before the window", 2_453L));
        assertThat(cut.censoredAtStart()).isEqualTo(1_563);
        assertThat(cut.censoredAtEnd()).isEqualTo(4_498);
        assertThat(cut.firstArrivalMicros()).isEqualTo(3_617_000_000L);
        assertThat(cut.lastArrivalMicros()).isEqualTo(43_193_000_000L);
    }

    @Test
    void openb() {
        Path folder = SharedData.require("openb");
        TraceFile file = new TraceFile(folder.resolve("openb_pod_list_default.csv.gz"), "");
        OpenbPodsFormat pods = OpenbPodsFormat.of(file, GpuSharing.DROP);
        TraceSummary captured = new TraceWorkload(pods, TraceOptions.WHOLE, 0).summary(STREAMS);
        assertThat(captured.rowsRead()).isEqualTo(8_152);
        assertThat(captured.tasks()).isEqualTo(4_682);
        assertThat(captured.dropped()).isEqualTo(Map.of(OpenbPodsFormat.SHARED_GPU, 3_078L, "never scheduled", 392L));
        assertThat(captured.censoredAtEnd()).isEqualTo(3_781);
    }

    @Test
    void openbInflation() {
        Path folder = SharedData.require("openb");
        List<ContainerInstance> nodes = OpenbNodes.read(
                new TraceFile(folder.resolve("openb_node_list_gpu_node.csv"), ""),
                List.of(new AvailabilityZone("openb")));
        long gpus = nodes.stream().mapToLong(ContainerInstance::gpus).sum();
        assertThat(nodes).hasSize(1_213);
        assertThat(gpus).isEqualTo(6_212);
        assertThat(nodes.stream().mapToLong(ContainerInstance::cpuUnits).sum()).isEqualTo(107_018L * 1024);
        assertThat(nodes.stream().mapToLong(ContainerInstance::memoryMiB).sum()).isEqualTo(492_020L * 1024);
        TraceFile file = new TraceFile(folder.resolve("openb_pod_list_default.csv.gz"), "");
        OpenbInflation inflation =
                new OpenbInflation(OpenbPodsFormat.of(file, GpuSharing.DROP), gpus, OpenbInflation.PUBLISHED_RATIO);
        TraceSummary summary = new TraceWorkload(inflation, TraceOptions.WHOLE, 0).summary(STREAMS);
        assertThat(summary.dropped()).isEqualTo(Map.of(OpenbPodsFormat.SHARED_GPU, 3_078L));
        assertThat(summary.tasks()).isEqualTo(9_365);

        OpenbInflation shared =
                new OpenbInflation(OpenbPodsFormat.of(file, GpuSharing.SHARE), gpus, OpenbInflation.PUBLISHED_RATIO);
        long thousandths = 0;
        long sharing = 0;
        try (ArrivalCursor cursor = new TraceWorkload(shared, TraceOptions.WHOLE, 0).open(STREAMS)) {
            while (cursor.advance()) {
                thousandths += cursor.gpus() * 1000L + cursor.gpuMilli();
                sharing += cursor.gpuMilli() > 0 ? 1 : 0;
            }
        }
        assertThat(thousandths).isBetween(8_075_600L, 8_083_600L); // 1.3 x 6,212 GPUs, and the pod that reaches it
        assertThat(sharing).isGreaterThan(3_078);
    }

    @Test
    void everyOpenbPodListIsRead() throws IOException {
        try (Stream<Path> lists = Files.list(SharedData.require("openb"))) {
            for (Path list : lists.filter(file -> file.getFileName().toString().startsWith("openb_pod_list_"))
                    .sorted()
                    .toList()) {
                OpenbPodsFormat pods = OpenbPodsFormat.of(new TraceFile(list, ""), GpuSharing.WHOLE);
                TraceSummary summary =
                        new TraceWorkload(new OpenbInflation(pods, 6_212, 1.3), TraceOptions.WHOLE, 0).summary(STREAMS);
                assertThat(summary.dropped()).as(list.toString()).isEmpty();
                assertThat(pods.specs().size() > 1)
                        .as(list.toString())
                        .isEqualTo(list.toString().contains("gpuspec"));
            }
        }
    }

    @Test
    void sampleOfTheArchive() {
        TraceFile file = new TraceFile(SharedData.require("swf/accasim-sample.swf"), "");
        TraceSummary summary = new TraceWorkload(new SwfFormat(file, 1024, 8, Optional.empty()), TraceOptions.WHOLE, 0)
                .summary(STREAMS);
        assertThat(summary.rowsRead()).isEqualTo(25);
        assertThat(summary.tasks()).isEqualTo(64);
        assertThat(summary.dropped()).isEmpty();
        assertThat(summary.firstArrivalMicros()).isEqualTo(561_553_000_000L);
    }

    @Test
    void googleTaskEvents() {
        MachineUnit unit = new MachineUnit(65_536, 262_144);
        TraceFile first = new TraceFile(SharedData.require("google2011/task-events-sample.csv"), "");
        GoogleTasksFormat format = GoogleTasksFormat.of(List.of(first), unit);
        TraceSummary summary = Delivered.summary(format);
        assertThat(summary.rowsRead()).isEqualTo(1_015);
        assertThat(summary.tasks()).isEqualTo(936);
        assertThat(summary.dropped()).isEqualTo(Map.of("no resource request", 79L));
        assertThat(summary.noted())
                .containsEntry(GoogleTasksFormat.THERE_BEFORE, 936L)
                .containsEntry("event that was missing and put in by Google (missing info 2)", 79L);
        assertThat(summary.censoredAtEnd()).isEqualTo(936);
        assertThat(format.definitions()).hasSize(4 + 17);
        assertThat(Delivered.by(format).stream().filter(task -> !task.matches("0us [0-3] .*")))
                .hasSize(369);
        TraceFile second = new TraceFile(SharedData.require("google2011/cloudsimplus-task-events-sample-1.csv"), "");
        TraceSummary tiny = Delivered.summary(GoogleTasksFormat.of(List.of(second), unit));
        assertThat(tiny.rowsRead()).isEqualTo(32);
        assertThat(tiny.tasks()).isEqualTo(11);
        assertThat(tiny.dropped()).isEmpty();
        assertThat(tiny.noted())
                .isEqualTo(Map.of(
                        GoogleTasksFormat.THERE_BEFORE,
                        9L,
                        "task started without submission: arrives when it started",
                        1L));
        assertThat(tiny.censoredAtEnd()).isZero();
    }

    @Test
    void azureVirtualMachines() {
        TraceFile file = new TraceFile(SharedData.require("azure/vm-2017-vmtable-sample.csv"), "");
        TraceSummary summary = Delivered.summary(new AzureVmFormat(file));
        assertThat(summary.rowsRead()).isEqualTo(10);
        assertThat(summary.tasks()).isEqualTo(10);
        assertThat(summary.dropped()).isEmpty();
        assertThat(summary.noted()).isEqualTo(Map.of(AzureVmFormat.THERE_BEFORE, 7L));
        assertThat(summary.censoredAtEnd()).isEqualTo(6);
        assertThat(summary.lastArrivalMicros()).isEqualTo(2_290_500_000_000L);
    }

    @Test
    void machinesOfGoogle2011() {
        MachineUnit unit = new MachineUnit(65_536, 262_144);
        List<AvailabilityZone> zones = List.of(new AvailabilityZone("a"));
        TraceFile sample = new TraceFile(SharedData.require("google2011/machine-events-sample.csv"), "");
        MachineList all = GoogleMachines.read(sample, unit, 0, Long.MAX_VALUE, zones, false);
        assertThat(all.rowsRead()).isEqualTo(1_523);
        assertThat(all.machines()).isEqualTo(1_523);
        assertThat(all.instances()).hasSize(1_523);
        assertThat(all.outages()).isEmpty();
        assertThat(all.dropped()).isEmpty();
        assertThat(all.instances().get(0).cpuUnits()).isEqualTo(32_768);
        assertThat(all.instances().get(0).memoryMiB()).isEqualTo((int) (0.2493 * 262_144));
        TraceFile small = new TraceFile(SharedData.require("google2011/cloudsimplus-machine-events-sample-1.csv"), "");
        MachineList few = GoogleMachines.read(small, unit, 0, Long.MAX_VALUE, zones, false);
        assertThat(few.rowsRead()).isEqualTo(8);
        assertThat(few.instances())
                .extracting(ContainerInstance::id)
                .containsExactly("10", "20", "30", "40", "50", "60");
        assertThat(few.joinLater()).isEqualTo(2);
        assertThat(few.gone()).isZero();
        assertThat(few.outages())
                .containsExactly(
                        new Outage("30", 30_000, 50_000), new Outage("50", 0, 10_000), new Outage("60", 0, 10_000));
        MachineList later = GoogleMachines.read(small, unit, 40_000, Long.MAX_VALUE, zones, false);
        assertThat(later.outages()).containsExactly(new Outage("30", 0, 10_000));
    }

    @Test
    void alibaba2025() {
        TraceFile file = new TraceFile(SharedData.require("alibaba/gpu-v2025-dlrm-instances.csv.gz"), "");
        Alibaba2025InstancesFormat format = Alibaba2025InstancesFormat.of(file, "");
        TraceSummary summary = new TraceWorkload(format, TraceOptions.WHOLE, 0).summary(STREAMS);
        assertThat(summary.rowsRead()).isEqualTo(17_327);
        assertThat(summary.tasks()).isEqualTo(17_312);
        assertThat(summary.dropped()).isEqualTo(Map.of("run time not above 0", 15L));
        assertThat(summary.noted()).isEqualTo(Map.of(Alibaba2025InstancesFormat.THERE_BEFORE, 5_107L));
        assertThat(summary.censoredAtEnd()).isEqualTo(6_192);
        assertThat(summary.lastArrivalMicros()).isEqualTo(2_676_503_000_000L);
        assertThat(format.services()).hasSize(228);
        assertThat(format.services().stream()
                        .map(Alibaba2025InstancesFormat.Service::application)
                        .distinct())
                .hasSize(109);
    }

    @Test
    void batsim() {
        int[] tasks = {3_116, 3_216, 3_320};
        for (int i = 0; i < tasks.length; i++) {
            TraceFile file = new TraceFile(
                    SharedData.require("batsim/example_workload_hpc_seed" + (i + 1) + "_jobs250.json.gz"), "");
            BatsimFormat format = new BatsimFormat(
                    file, new Machines(1024, 1), Optional.empty(), new ConstantLaw(512, Quantity.MEMORY));
            TraceSummary summary = new TraceWorkload(format, TraceOptions.WHOLE, 0).summary(STREAMS);
            assertThat(summary.rowsRead()).isEqualTo(250);
            assertThat(summary.tasks()).isEqualTo(tasks[i]);
            assertThat(summary.dropped()).isEmpty();
            assertThat(summary.noted()).isEmpty();
        }
    }

    @Test
    void gridWorkflows() {
        TraceFile file = new TraceFile(SharedData.require("swf/opendc-sample.gwf"), "");
        GwfFormat format = new GwfFormat(file, new Machines(1024, 1), new ConstantLaw(512, Quantity.MEMORY));
        TraceSummary summary = new TraceWorkload(format, TraceOptions.WHOLE, 0).summary(STREAMS);
        assertThat(summary.rowsRead()).isEqualTo(70);
        assertThat(summary.tasks()).isEqualTo(70);
        assertThat(summary.noted()).isEqualTo(Map.of(GwfFormat.WITHIN_A_SECOND, 7L));
        assertThat(Replayed.of(new TraceWorkload(format, TraceOptions.WHOLE, 0)))
                .hasSize(70);
    }

    @Test
    void opendc() {
        TraceFile surf = new TraceFile(SharedData.require("opendc/surf-2022-10-tasks.csv.gz"), "");
        TraceSummary jobs = new TraceWorkload(new OpendcTasksFormat(surf, 1, Optional.empty()), TraceOptions.WHOLE, 0)
                .summary(STREAMS);
        assertThat(jobs.tasks()).isEqualTo(68_648);
        assertThat(jobs.dropped()).isEmpty();
        assertThat(jobs.firstArrivalMicros()).isZero();
        assertThat(jobs.lastArrivalMicros()).isEqualTo(2_595_022_000_000L);
        TraceFile bitbrains = new TraceFile(SharedData.require("bitbrains/bitbrains-small-tasks.csv"), "");
        TraceSummary machines = new TraceWorkload(
                        new OpendcTasksFormat(bitbrains, 1.0 / 1024, Optional.empty()), TraceOptions.WHOLE, 0)
                .summary(STREAMS);
        assertThat(machines.tasks()).isEqualTo(50);
        assertThat(machines.lastArrivalMicros()).isEqualTo(1_966_992_000_000L);
    }
}
