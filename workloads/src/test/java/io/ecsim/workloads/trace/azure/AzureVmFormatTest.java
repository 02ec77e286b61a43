package io.ecsim.workloads.trace.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Delivered;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceOptions;
import io.ecsim.workloads.trace.TraceSummary;
import io.ecsim.workloads.trace.TraceWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureVmFormatTest {

    private static final String VMS = """
            late,s,d,600,1200,99,3,10,Interactive,2,3.5
            whole,s,d,0,2591700,99,3,10,Delay-insensitive,8,56

            early,s,d,0,900.5,99,3,10,Unkown,1,0.75
            none,s,d,300,300,99,3,10,Unknown,1,1.75
            last,s,d,2591700,2591700,99,3,10,Unknown,1,1.75
            """;

    @TempDir
    Path folder;

    @Test
    void machinesBecomeTasksInTheOrderOfTheirCreation() throws IOException {
        AzureVmFormat format = format(VMS);
        assertThat(Delivered.by(format))
                .containsExactly(
                        "0us 0 8192/57344/0 endless p0",
                        "0us 2 1024/768/0 900500000us p0",
                        "600000000us 1 2048/3584/0 600000000us p0",
                        "2591700000000us 2 1024/1792/0 endless p0");
        assertThat(format.definitions())
                .extracting(TaskDefinition::family)
                .containsExactly("azure-vm-delay-insensitive", "azure-vm-interactive", "azure-vm-unknown");
        TraceSummary summary = Delivered.summary(format);
        assertThat(summary.rowsRead()).isEqualTo(5);
        assertThat(summary.dropped()).isEqualTo(Map.of("lifetime not above 0", 1L));
        assertThat(summary.noted()).isEqualTo(Map.of(AzureVmFormat.THERE_BEFORE, 2L));
        assertThat(summary.censoredAtEnd()).isEqualTo(2);
    }

    @Test
    void windowsCountWhoWasThereBefore() throws IOException {
        TraceOptions window = TraceOptions.WHOLE.window(600_000_000L, 1_000_000_000L);
        TraceSummary summary = new TraceWorkload(format(VMS), window, 0).summary(new Streams(1, 0));
        assertThat(summary.tasks()).isEqualTo(1);
        assertThat(summary.censoredAtStart()).isEqualTo(2);
        assertThat(summary.censoredAtEnd()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,s,d,0,900,9,3,1,Interactive,1|found 10 fields, expected 11",
                "a,s,d,soon,900,9,3,1,Interactive,1,1|created: found \"soon\", expected a number",
                "a,s,d,0,-1,9,3,1,Interactive,1,1|deleted: found \"-1\", expected a number of at least 0",
                "a,s,d,0,900,9,3,1,Batch,1,1|category: found \"Batch\", expected one of Delay-insensitive, Interactive, Unknown",
                "a,s,d,0,900,9,3,1,Interactive,>24,1|cores: found \">24\", expected a number",
                "a,s,d,0,900,9,3,1,Interactive,1,|memory: found nothing, expected a number",
            })
    void damagedLinesSayWhere(String line, String message) throws IOException {
        AzureVmFormat format = format(VMS.lines().findFirst().orElseThrow() + "\n" + line + "\n");
        assertThatThrownBy(() -> Delivered.by(format))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(format.file().name() + ":2: " + message);
    }

    private AzureVmFormat format(String text) throws IOException {
        return new AzureVmFormat(new TraceFile(Files.writeString(folder.resolve("vmtable.csv"), text), ""));
    }
}
