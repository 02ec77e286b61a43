package io.ecsim.workloads.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import io.ecsim.workloads.trace.alibaba.AlibabaJobsFormat;
import io.ecsim.workloads.trace.alibaba.GpuSharing;
import io.ecsim.workloads.trace.alibaba.OpenbInflation;
import io.ecsim.workloads.trace.alibaba.OpenbNodes;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import io.ecsim.workloads.trace.delimited.CsvFormat;
import io.ecsim.workloads.trace.hpc.SwfFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceReadingTest {

    private static final String SWF = """
            ; a comment
              1  0 -1  10  1 -1 -1  1 -1 -1 1 1 1 -1 -1 -1 -1 -1

              2  5 -1  20  5 -1 -1  5 -1 -1 1 1 1 -1 -1 -1 -1 -1
              3  7 -1  -1  1 -1 -1  1 -1 -1 0 1 1 -1 -1 -1 -1 -1
              4  8 -1   0  1 -1 -1  1 -1 -1 0 1 1 -1 -1 -1 -1 -1
              5  9 -1  30 -1 -1 -1 -1 -1 -1 0 1 1 -1 -1 -1 -1 -1
              6 12 -1 1.5 -1 -1 -1  2 -1 -1 0 1 1 -1 -1 -1 -1 -1
            """;

    private static final String JOBS = ",submit_time,duration,cpu,memory,job_id,task_id,instances_num,disk\n";

    private static final String PODS = """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
            p0,12000,16384,1,1000,,LS,Running,0,100,0
            p1,6000,12288,1,460,,LS,Running,5,90,6
            p2,6001,12288,2,1000,V100M16|T4,LS,Succeeded,5,90,6
            p3,6000,12288,0,0,,BE,Pending,7,90,
            p4,6000,12288,1,1000,,BE,Failed,8,90,90
            """;

    @TempDir
    Path folder;

    @Test
    void swfJobsBecomeEqualTasks() throws IOException {
        TraceWorkload trace = trace(swf(SWF, 2, 512), TraceOptions.WHOLE);
        assertThat(tasks(trace))
                .containsExactly(
                        "0s 0 1024/512/0 10000000",
                        "5000000s 0 2048/512/0 20000000",
                        "5000000s 0 2048/512/0 20000000",
                        "5000000s 0 2048/512/0 20000000",
                        "12000000s 0 2048/512/0 1500000");
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.rowsRead()).isEqualTo(6);
        assertThat(summary.tasks()).isEqualTo(5);
        assertThat(summary.dropped())
                .isEqualTo(Map.of("run time unknown", 1L, "run time not above 0", 1L, "no processors", 1L));
        assertThat(summary.firstArrivalMicros()).isZero();
        assertThat(summary.lastArrivalMicros()).isEqualTo(12_000_000);
    }

    @Test
    void windowsMoveTimeToZeroAndCountWhatIsCut() throws IOException {
        TraceWorkload trace = trace(swf(SWF, 8, 512), TraceOptions.WHOLE.window(4_000_000, 11_000_000));
        assertThat(tasks(trace)).containsExactly("1000000s 0 5120/512/0 20000000");
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.censoredAtStart()).isEqualTo(1);
        assertThat(summary.censoredAtEnd()).isEqualTo(1);
        assertThat(summary.dropped()).containsEntry("arrived before the window", 1L);
        assertThat(tasks(trace(swf(SWF, 2, 512), TraceOptions.WHOLE.limit(2)))).hasSize(2);
    }

    @Test
    void memoryOfASwfJobComesFromTheTraceOrFromALaw() throws IOException {
        String line =
                "1 0 -1 10 4 -1 1024 4 -1 2048 1 1 1 -1 -1 -1 -1 -1\n2 1 -1 10 4 -1 1025 4 -1 -1 1 1 1 -1 -1 -1 -1 -1\n";
        Path file = write("m.swf", line);
        SwfFormat format = new SwfFormat(new TraceFile(file, ""), 1024, 4, Optional.empty());
        assertThat(tasks(trace(format, TraceOptions.WHOLE)))
                .containsExactly("0s 0 4096/8/0 10000000", "1000000s 0 4096/5/0 10000000");
        SwfFormat drawn = new SwfFormat(
                new TraceFile(file, ""), 1024, 4, Optional.of(new UniformLaw(100, 4000, Quantity.MEMORY)));
        List<String> all = tasks(trace(drawn, TraceOptions.WHOLE));
        List<String> last = tasks(trace(drawn, TraceOptions.WHOLE.window(1_000_000, 9_000_000)));
        assertThat(last.get(0).substring(last.get(0).indexOf(' ')))
                .isEqualTo(all.get(1).substring(all.get(1).indexOf(' '))); // drawn by line, not by order
    }

    @Test
    void alibabaJobsAreSortedAndUnfolded() throws IOException {
        Path file = write(
                "jobs.csv.gz", JOBS + "0,60,2.5,0.5,0.1,1,1,2,0\n1,50,0,0.5,0.1,1,1,2,0\n2,50,3,1,0.0001,1,1,1,0\n");
        TraceWorkload trace = trace(
                new AlibabaJobsFormat(new TraceFile(file, ""), 1000),
                TraceOptions.WHOLE.window(20_000_000, 70_000_000));
        assertThat(tasks(trace))
                .containsExactly(
                        "30000000s 0 1024/1/0 3000000",
                        "40000000s 0 512/100/0 2500000",
                        "40000000s 0 512/100/0 2500000");
        assertThat(trace.summary(new Streams(1, 0)).dropped()).isEqualTo(Map.of("duration not above 0", 1L));
    }

    @Test
    void openbPodsKeepTheirCapturedTimesAndModels() throws IOException {
        OpenbPodsFormat pods = OpenbPodsFormat.of(new TraceFile(write("pods.csv", PODS), ""), GpuSharing.DROP);
        assertThat(pods.specs()).containsExactly("", "V100M16|T4");
        assertThat(pods.definitions().get(1).constraints()).hasSize(1);
        TraceWorkload trace = new TraceWorkload(pods, TraceOptions.WHOLE, 3);
        assertThat(tasks(trace)).containsExactly("0s 3 12288/16384/1 100000000", "5000000s 4 6146/12288/2 84000000");
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.dropped())
                .isEqualTo(Map.of(OpenbPodsFormat.SHARED_GPU, 1L, "never scheduled", 1L, "run time not above 0", 1L));
        assertThat(summary.censoredAtEnd()).isEqualTo(1);
        OpenbPodsFormat whole = OpenbPodsFormat.of(new TraceFile(write("pods.csv", PODS), ""), GpuSharing.WHOLE);
        assertThat(tasks(trace(whole, TraceOptions.WHOLE))).hasSize(3);
        OpenbPodsFormat shared = OpenbPodsFormat.of(new TraceFile(write("pods.csv", PODS), ""), GpuSharing.SHARE);
        List<Integer> shares = new ArrayList<>();
        try (ArrivalCursor cursor = trace(shared, TraceOptions.WHOLE).open(new Streams(1, 0))) {
            while (cursor.advance()) {
                shares.add(cursor.gpus() * 1000 + cursor.gpuMilli());
            }
        }
        assertThat(shares).containsExactlyInAnyOrder(1000, 460, 2000);
    }

    @Test
    void inflationShufflesAndDrawsAgainUntilTheCapacityIsReached() throws IOException {
        OpenbPodsFormat pods = OpenbPodsFormat.of(new TraceFile(write("pods.csv", PODS), ""), GpuSharing.DROP);
        TraceWorkload trace = trace(new OpenbInflation(pods, 100, 1.3), TraceOptions.WHOLE);
        List<String> tasks = tasks(trace);
        int gpus = tasks.stream()
                .mapToInt(task -> Integer.parseInt(task.replaceAll(".*/(\\d) .*", "$1")))
                .sum();
        assertThat(gpus).isBetween(130, 131);
        assertThat(tasks.get(7)).startsWith("7000000s").endsWith(String.valueOf(ArrivalCursor.ENDLESS));
        assertThat(tasks).isEqualTo(tasks(trace));
        assertThat(trace.summary(new Streams(2, 0)).tasks()).isNotEqualTo(0);
        assertThat(tasks(trace, new Streams(2, 0))).isNotEqualTo(tasks);
        TraceWorkload cut = trace(new OpenbInflation(pods, 2, 0.5), TraceOptions.WHOLE);
        assertThat(tasks(cut).size()).isBetween(1, 2);
    }

    @Test
    void openbNodesBecomeInstances() throws IOException {
        Path file = write("nodes.csv", "sn,cpu_milli,memory_mib,gpu,model\nn0,64000,262144,2,P100\nn1,96001,1000,0,\n");
        var nodes =
                OpenbNodes.read(new TraceFile(file, ""), List.of(new AvailabilityZone("a"), new AvailabilityZone("b")));
        assertThat(nodes)
                .extracting(
                        node -> node.id() + " " + node.zone().name() + " " + node.cpuUnits() + " " + node.memoryMiB()
                                + " " + node.gpus() + " " + node.attributes().get("gpu-model"))
                .containsExactly("n0 a 65536 262144 2 P100", "n1 b 98305 1000 0 null");
    }

    @Test
    void anyCsvCanBeMapped() throws IOException {
        Path file = write(
                "own.csv",
                "# mine\nid;t;end;cores;mem;n;urgency\n1;0.5;2;0.25;\"1,5\";2;-7\n".replace("\"1,5\"", "1.5")
                        + "\"a;\"\"b\";1;1;1;1;1;0\n");
        TraceWorkload trace = new TraceWorkload(
                new CsvFormat(
                        new TraceFile(file, ""),
                        ';',
                        CsvFormat.Source.column("t", 3.6e9, "h"),
                        CsvFormat.Source.column("end", 3.6e9, "h"),
                        true,
                        CsvFormat.Source.column("cores", 1024, "cores"),
                        CsvFormat.Source.column("mem", 1024, "GiB"),
                        CsvFormat.Source.drawn(new ConstantLaw(1, Quantity.NUMBER)),
                        CsvFormat.Source.column("n", 1, ""),
                        Optional.of(CsvFormat.Source.column("urgency", 1, ""))),
                TraceOptions.WHOLE,
                9);
        assertThat(tasks(trace))
                .containsExactly("1800000000s 9 256/1536/1 5400000000", "1800000000s 9 256/1536/1 5400000000");
        assertThat(trace.summary(new Streams(1, 0)).units())
                .isEqualTo(
                        "arrival: t (h); end: end (h); CPU: cores (cores); memory: mem (GiB); GPUs: constant(1); tasks a line: n; priority: urgency");
        try (ArrivalCursor cursor = trace.open(new Streams(1, 0))) {
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.priority()).isEqualTo(-7);
        }
    }

    @Test
    void aDrawnRunTimeBeyondAllClocksIsCut() throws IOException {
        Path file = write("long.csv", "t\n7\n");
        CsvFormat.Source one = CsvFormat.Source.drawn(new ConstantLaw(1, Quantity.NUMBER));
        CsvFormat.Source tooLong = CsvFormat.Source.drawn(new ConstantLaw(1e30, Quantity.NUMBER));
        CsvFormat.Source arrival = CsvFormat.Source.column("t", 1e6, "s");
        CsvFormat format = new CsvFormat(
                new TraceFile(file, ""), ',', arrival, tooLong, false, one, one, one, one, Optional.empty());
        TraceWorkload trace = new TraceWorkload(format, TraceOptions.WHOLE.window(0, 10_000_000), 0);
        assertThat(tasks(trace)).containsExactly("7000000s 0 1/1/1 100000000000000000");
        assertThat(trace.summary(new Streams(1, 0)).censoredAtEnd()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "-1001", "0.5", "high"})
    void aPriorityOfACsvIsAWholeNumberWithinBounds(String priority) throws IOException {
        Path file = write("urgent.csv", "t;p\n0;" + priority + "\n");
        CsvFormat.Source one = CsvFormat.Source.drawn(new ConstantLaw(1, Quantity.NUMBER));
        CsvFormat format = new CsvFormat(
                new TraceFile(file, ""),
                ';',
                CsvFormat.Source.column("t", 1, "us"),
                one,
                false,
                one,
                one,
                one,
                one,
                Optional.of(CsvFormat.Source.column("p", 1, "")));
        assertThatThrownBy(() -> tasks(new TraceWorkload(format, TraceOptions.WHOLE, 0)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining(":2: p: found \"" + priority + "\", expected a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 0 -1 10 1 -1 -1|:1: found 7 fields, expected 18",
                "1 x -1 10 1 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1|:1: submit time: found \"x\", expected a number",
                "1 -5 -1 10 1 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1|:1: submit time: found \"-5\", expected a number of at least 0",
                "1 0 -1 NaN 1 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1|:1: run time: found \"NaN\", expected a number",
                "1 0 -1 0x10 1 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1|:1: run time: found \"0x10\", expected a number",
                "1 0 -1 1e30 1 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1|:1: run time: found \"1e30\", expected a time of at most 3,000 years",
                "1 0 -1 10 1.5 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1|:1: processors: found \"1.5\", expected a whole number",
                "1 9 -1 10 1 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1;1 8 -1 10 1 -1 -1 1 -1 -1 1 1 1 -1 -1 -1 -1 -1|:2: arrival: found a time before that of an earlier line, expected lines in order of arrival, or sort: true",
            })
    void damagedSwfLinesStopTheRun(String lines, String message) throws IOException {
        SwfFormat format = swf(lines.replace(';', '\n') + "\n", 1, 512);
        assertThatThrownBy(() -> tasks(trace(format, TraceOptions.WHOLE)))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(format.file().name() + message);
        TraceSummary skipped = trace(format, TraceOptions.WHOLE.leniently()).summary(new Streams(1, 0));
        assertThat(skipped.dropped()).isEqualTo(Map.of("damaged line", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0,60,2.5,0.5,0.1,1,1,2|:2: found 8 fields, expected 9",
                "0,60,2.5,half,0.1,1,1,2,0|:2: cpu: found \"half\", expected a number",
                "0,60,2.5,,0.1,1,1,2,0|:2: cpu: found nothing, expected a number",
                "0,60,2.5,1,9e9,1,1,2,0|:2: memory: found \"9e9\", expected at most 2147483646 after conversion",
                "0,60,2.5,\"1,0.1,1,1,2,0|:2: a quoted cell is not closed on its line",
                "0,60,2.5,\"1\"x,0.1,1,1,2,0|:2: found 'x' after a quoted cell, expected ','",
            })
    void damagedCsvLinesStopTheRun(String line, String message) throws IOException {
        Path file = write("jobs.csv", JOBS + line + "\n");
        TraceWorkload trace = trace(new AlibabaJobsFormat(new TraceFile(file, ""), 1000), TraceOptions.WHOLE);
        assertThatThrownBy(() -> tasks(trace))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(file + message);
    }

    @Test
    void filesThatCannotBeReadSayWhy() throws IOException {
        Path missing = folder.resolve("LCG-2005-1.swf.gz");
        write("LCG-2005.swf.gz", "");
        assertThatThrownBy(() -> trace(swf(missing, 1), TraceOptions.WHOLE).open(new Streams(1, 0)))
                .hasMessage(missing + ": no such file, did you mean \"LCG-2005.swf.gz\"?; this trace is published at "
                        + SwfFormat.PUBLISHED_AT);
        Path cut = write("cut.swf.gz", SWF.repeat(300));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 20));
        assertThatThrownBy(() -> tasks(trace(swf(cut, 1), TraceOptions.WHOLE.sorted())))
                .isInstanceOf(WorkloadException.class)
                .hasMessageMatching(".*cut.swf.gz:\\d+: the compressed data ends early or is damaged");
        Path heading = write("h.csv", "a,submit_tme\n");
        assertThatThrownBy(() -> tasks(
                        trace(new AlibabaJobsFormat(new TraceFile(heading, ""), 1), TraceOptions.WHOLE.leniently())))
                .hasMessage(
                        heading + ":1: no column \"submit_time\", did you mean \"submit_tme\"? Columns: a, submit_tme");
    }

    private SwfFormat swf(String text, int processorsPerTask, int memoryMiB) throws IOException {
        return new SwfFormat(
                new TraceFile(write("t.swf", text), ""),
                1024,
                processorsPerTask,
                Optional.of(new ConstantLaw(memoryMiB, Quantity.MEMORY)));
    }

    private static SwfFormat swf(Path file, int processorsPerTask) {
        return new SwfFormat(
                new TraceFile(file, SwfFormat.PUBLISHED_AT),
                1024,
                processorsPerTask,
                Optional.of(new ConstantLaw(1, Quantity.MEMORY)));
    }

    private static TraceWorkload trace(TraceFormat format, TraceOptions options) {
        return new TraceWorkload(format, options, 0);
    }

    private static List<String> tasks(TraceWorkload trace) {
        return tasks(trace, new Streams(1, 0));
    }

    private static List<String> tasks(TraceWorkload trace, Streams streams) {
        List<String> tasks = new ArrayList<>();
        try (ArrivalCursor cursor = trace.open(streams)) {
            while (cursor.advance()) {
                tasks.add(cursor.timeMicros() + "s " + cursor.definition() + " " + cursor.cpuUnits() + "/"
                        + cursor.memoryMiB() + "/" + cursor.gpus() + " " + cursor.runMicros());
            }
        }
        return tasks;
    }

    private Path write(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }
}
