package io.ecsim.workloads.trace.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceOptions;
import io.ecsim.workloads.trace.TraceSummary;
import io.ecsim.workloads.trace.TraceWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Alibaba2025Test {

    private static final String HEADING = "instance_sn,role,app_name,cpu_request,cpu_limit,gpu_request,gpu_limit,"
            + "rdma_request,rdma_limit,memory_request,memory_limit,disk_request,disk_limit,max_instance_per_node,"
            + "creation_time,scheduled_time,deletion_time\n";

    private static final String INSTANCES = HEADING + """
            i0,HN,app_0,12,12,1,1,25,25,120.0,120.0,640.0,800.0,8,,,
            i1,CN,app_0,64,64,0,0,25,25,320.5,320.0,640.0,800.0,-1,,,100
            i2,CN,app_1,0.5,1,0,0,25,25,1,1,640.0,800.0,2,30,40,140.5
            i3,CN,app_1,0.5,1,0,0,25,25,1,1,640.0,800.0,2,20,25,
            i4,CN,app_1,0.5,1,0,0,25,25,1,1,640.0,800.0,2,20,25,25
            i5,CN,app_1,0.5,1,0,0,25,25,1,1,640.0,800.0,2,20,,
            """;

    @TempDir
    Path folder;

    @Test
    void instancesAreCensoredAtBothEnds() throws IOException {
        TraceWorkload trace = trace(INSTANCES, "", TraceOptions.WHOLE);
        List<String> tasks = new ArrayList<>();
        try (ArrivalCursor cursor = trace.open(new Streams(1, 0))) {
            while (cursor.advance()) {
                String run = cursor.runMicros() == ArrivalCursor.ENDLESS ? "endless" : "" + cursor.runMicros() / 1e6;
                tasks.add(cursor.timeMicros() / 1_000_000 + " " + cursor.definition() + " " + cursor.cpuUnits() + "/"
                        + cursor.memoryMiB() + "/" + cursor.gpus() + " " + run);
            }
        }
        assertThat(tasks)
                .containsExactly(
                        "0 1 12288/122880/1 endless",
                        "0 0 65536/328192/0 100.0",
                        "20 2 512/1024/0 endless",
                        "30 2 512/1024/0 100.5");
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.noted()).isEqualTo(Map.of(Alibaba2025InstancesFormat.THERE_BEFORE, 2L));
        assertThat(summary.censoredAtEnd()).isEqualTo(2);
        assertThat(summary.dropped()).isEqualTo(Map.of("run time not above 0", 1L, "never scheduled", 1L));
    }

    @Test
    void limitsAreResourcesAndRolesAreConstraints() throws IOException {
        TraceWorkload trace = trace(INSTANCES, "role", TraceOptions.WHOLE);
        assertThat(trace.definitions())
                .extracting(TaskDefinition::family)
                .containsExactly("alibaba-2025-app_0-CN", "alibaba-2025-app_0-HN-max8", "alibaba-2025-app_1-CN-max2");
        assertThat(trace.definitions())
                .extracting(TaskDefinition::extra)
                .containsExactly(
                        Map.of(), Map.of("alibaba-2025-app_0-HN-max8", 1), Map.of("alibaba-2025-app_1-CN-max2", 1));
        assertThat(trace.format().instanceExtra())
                .isEqualTo(Map.of("alibaba-2025-app_0-HN-max8", 8, "alibaba-2025-app_1-CN-max2", 2));
        assertThat(trace.definitions())
                .allSatisfy(definition -> assertThat(definition.constraints()).hasSize(1));
        assertThat(trace(INSTANCES, "", TraceOptions.WHOLE).definitions())
                .allSatisfy(definition -> assertThat(definition.constraints()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i0,HN,app_0,12|:2: found 4 fields, expected 17",
                "i0,XN,app_0,1,1,0,0,0,0,1,1,1,1,-1,,,|:2: role: found \"XN\", expected CN or HN",
                "i0,CN,app_0,1,1,0,0,0,0,1,1,1,1,0,,,|:2: max_instance_per_node: found \"0\", expected a whole number of at"
                        + " least 1, or -1 for no limit",
                "i0,CN,app_0,many,1,0,0,0,0,1,1,1,1,-1,,,|:2: cpu_request: found \"many\", expected a number",
                "i0,CN,app_0,1,1,0,0,0,0,1,1,1,1,-1,-5,1,2|:2: creation_time: found \"-5\", expected a number of at least 0",
            })
    void damagedLinesStopTheRun(String line, String message) throws IOException {
        TraceWorkload trace = trace(HEADING + line + "\n", "", TraceOptions.WHOLE);
        assertThatThrownBy(() -> trace.summary(new Streams(1, 0)))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(folder.resolve("instances.csv") + message);
        assertThat(trace(HEADING + line + "\n", "", TraceOptions.WHOLE.leniently())
                        .summary(new Streams(1, 0))
                        .dropped())
                .isEqualTo(Map.of("damaged line", 1L));
    }

    private TraceWorkload trace(String text, String roleAttribute, TraceOptions options) throws IOException {
        Path file = Files.writeString(folder.resolve("instances.csv"), text);
        return new TraceWorkload(Alibaba2025InstancesFormat.of(new TraceFile(file, ""), roleAttribute), options, 0);
    }
}
