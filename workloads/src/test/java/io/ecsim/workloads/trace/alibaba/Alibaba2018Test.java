package io.ecsim.workloads.trace.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Replayed;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceOptions;
import io.ecsim.workloads.trace.TraceSummary;
import io.ecsim.workloads.trace.TraceWorkload;
import io.ecsim.workloads.trace.precedence.JobLine;
import io.ecsim.workloads.trace.precedence.TraceJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readers of the 2018 trace on lines of our own in its columns. */
class Alibaba2018Test {

    private static final long SECOND = 1_000_000;

    /** The job of the trace's documentation: M1, M2_1, M3_1, R4_2, M5_3_4, and a task that waits for none. */
    private static final String JOB_A = """
            M1,2,j_1,1,Terminated,100,110,100,0.5
            M2_1,1,j_1,1,Terminated,111,131,50,0.5
            M3_1,1,j_1,1,Terminated,111,116,50,0.5
            R4_2,1,j_1,1,Terminated,140,170,200,1
            M5_3_4,3,j_1,1,Terminated,180,187,1,100
            task_Nzg3ODAwNDgzMTAwNTc2NTQ2Mw==,1,j_1,1,Terminated,105,106,10,0.01
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M1|1|",
                "J4_2_3|4|2 3",
                "R2_1_Stg1|2|1",
                "M10_|10|",
                "MergeTask|-|",
                "task_Nzg3ODAwNDgzMTAwODc2NTQ3MQ==|-|",
                "R1_1|1|1"
            })
    void namesHoldTheGraph(String name, String number, String parents) {
        TaskName2018 read = TaskName2018.of(name);
        assertThat(read.number()).isEqualTo(number.equals("-") ? JobLine.NONE : Long.parseLong(number));
        assertThat(read.parents().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(parents == null ? "" : parents);
    }

    @Test
    void childrenArriveWhenAllInstancesOfAllParentsAreDone() throws IOException {
        TraceWorkload trace = jobs(JOB_A, TraceOptions.WHOLE);
        assertThat(Replayed.of(trace))
                .extracting(run -> run.ordinal() + ": " + run.startMicros() / SECOND + "-" + run.endMicros() / SECOND
                        + " " + run.cpuUnits() + "/" + run.memoryMiB())
                .containsExactly(
                        "0: 100-110 1024/500",
                        "1: 100-110 1024/500",
                        "8: 100-101 103/10",
                        "2: 110-130 512/500",
                        "3: 110-115 512/500",
                        "4: 130-160 2048/1000",
                        "5: 160-167 11/100000",
                        "6: 160-167 11/100000",
                        "7: 160-167 11/100000");
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.tasks()).isEqualTo(9);
        assertThat(summary.rowsRead()).isEqualTo(6);
        assertThat(summary.dropped()).isEmpty();
        assertThat(summary.noted()).isEmpty();
    }

    @Test
    void childrenOfATaskThatWasGivenUpNeverArrive() throws IOException {
        assertThat(Replayed.of(jobs(JOB_A, TraceOptions.WHOLE), ordinal -> ordinal == 3))
                .extracting(Replayed.Run::ordinal)
                .containsExactlyInAnyOrder(0L, 1L, 8L, 2L, 3L, 4L);
        assertThat(Replayed.of(jobs(JOB_A, TraceOptions.WHOLE), ordinal -> ordinal == 0))
                .extracting(Replayed.Run::ordinal)
                .containsExactlyInAnyOrder(0L, 1L, 8L);
    }

    @Test
    void windowsAndLimitsGoByTheArrivalOfTheJob() throws IOException {
        String text = JOB_A + "M1,1,j_2,1,Terminated,150,160,100,1\nR2_1,1,j_2,1,Terminated,170,190,100,1\n";
        TraceWorkload late = jobs(text, TraceOptions.WHOLE.window(140 * SECOND, 180 * SECOND));
        assertThat(Replayed.of(late))
                .extracting(run -> run.startMicros() / SECOND)
                .containsExactly(10L, 20L);
        TraceSummary summary = late.summary(new Streams(1, 0));
        assertThat(summary.dropped()).isEqualTo(Map.of("arrived before the window", 6L));
        assertThat(summary.censoredAtStart()).isEqualTo(4); // R4 and M5 of the first job end after 140 s
        assertThat(summary.censoredAtEnd()).isEqualTo(1); // R2 of the second after 180 s
        assertThat(Replayed.of(jobs(text, TraceOptions.WHOLE.limit(4)))).hasSize(4);
    }

    @Test
    void sortingGathersJobsWhereverTheirLinesStand() throws IOException {
        String text = "R2_1,1,j_2,1,Terminated,70,90,100,1\nM1,1,j_1,1,Terminated,40,50,100,1\n"
                + "M1,1,j_2,1,Terminated,20,30,100,1\n";
        assertThat(Replayed.of(jobs(text, TraceOptions.WHOLE.sorted())))
                .extracting(run -> run.startMicros() / SECOND)
                .containsExactly(20L, 30L, 40L);
        TraceWorkload unsorted = jobs(text, TraceOptions.WHOLE);
        assertThatThrownBy(() -> unsorted.summary(new Streams(1, 0)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageEndingWith("batch_task.csv:2: arrival: found a time before that of an earlier line, expected"
                        + " lines in order of arrival, or sort: true");
        assertThatThrownBy(() -> Replayed.of(unsorted)).isInstanceOf(WorkloadException.class);
    }

    @Test
    void whatTheTraceDoesNotKnowIsCounted() throws IOException {
        String text = """
                M1,1,j_1,1,Terminated,5,5,100,1
                R2_1_9,1,j_1,1,Failed,6,8,100,1
                R3_4,1,j_1,1,Running,7,0,100,1
                R4_3,1,j_1,1,Waiting,0,0,100,1
                M5,1,j_1,1,Failed,9,0,100,1
                M6,1,j_1,1,Terminated,9,8,100,1
                M7,0,j_1,1,Terminated,9,10,100,1
                M10,,j_1,1,Waiting,9,,100,1
                M8,1,j_1,1,Terminated,9,10,,1
                M9,1,j_1,1,Terminated,9,10,100,101
                """;
        TraceWorkload trace = jobs(text, TraceOptions.WHOLE);
        assertThat(Replayed.of(trace))
                .extracting(run -> run.startMicros() / SECOND + "-" + run.endMicros() / SECOND)
                .containsExactly("5-6", "5-" + (5 + 8 * 86_400 - 7), "6-8");
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.dropped())
                .isEqualTo(Map.of(
                        "start not within the trace", 1L,
                        "end unknown", 1L,
                        "ends before it begins", 1L,
                        "no instances", 2L,
                        "plan_cpu or plan_mem unknown", 2L));
        assertThat(summary.noted())
                .isEqualTo(Map.of(TraceJobs.MISSING_PARENT, 2L, Alibaba2018JobsFormat.WITHIN_A_SECOND, 1L));
        assertThat(summary.censoredAtEnd()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M1,1,j_1,1,Terminated,100,110,100|:1: found 8 fields, expected 9",
                "M1,1,j_1,1,Terminated,soon,110,100,1|:1: start_time: found \"soon\", expected a number",
                "M1,1,,1,Terminated,100,110,100,1|:1: job_name: found nothing, expected the name of a job",
                "M1,x,j_1,1,Terminated,100,110,100,1|:1: instance_num: found \"x\", expected a number",
                "M1,1,j_1,1,Terminated,100,-110,100,1|:1: end_time: found \"-110\", expected a number of at least 0",
                "M1,1,j_1,1,Terminated,100,110,1e9,1|:1: plan_cpu: found \"1e9\", expected at most 2147483646 after"
                        + " conversion",
                "M1_2,1,j_1,1,Terminated,100,110,1,1;M2_1,1,j_1,1,Terminated,1,2,1,1|:2: job j_1: found that the tasks of"
                        + " this line wait, through others, for themselves, by parent 1, expected a graph without cycles",
                "R1_1,1,j_1,1,Terminated,100,110,1,1|:1: job j_1: found that the tasks of this line wait, through"
                        + " others, for themselves, by parent 1, expected a graph without cycles",
            })
    void damagedLinesStopTheRun(String lines, String message) throws IOException {
        TraceWorkload trace = jobs(lines.replace(';', '\n') + "\n", TraceOptions.WHOLE);
        assertThatThrownBy(() -> trace.summary(new Streams(1, 0)))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(folder.resolve("batch_task.csv") + message);
        TraceSummary skipped = jobs(lines.replace(';', '\n') + "\n", TraceOptions.WHOLE.leniently())
                .summary(new Streams(1, 0));
        assertThat(skipped.dropped()).containsEntry("damaged line", 1L);
        assertThat(skipped.dropped().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(skipped.rowsRead());
        assertThat(skipped.tasks()).isZero();
    }

    /** On a cluster with room for all, a task starts at the longest way to it, as computed here over the lines. */
    @Test
    void startsAreTheLongestWaysThroughRandomGraphs() throws IOException {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            List<Long> expected = new ArrayList<>();
            long makespan = 0;
            for (int job = 0; job < 20; job++) {
                int size = 1 + random.nextInt(12);
                long[] ends = new long[size + 1];
                for (int task = 1; task <= size; task++) {
                    long start = 1 + 10L * job;
                    StringBuilder name = new StringBuilder("M").append(task);
                    for (int parent = 1; parent < task; parent++) {
                        if (random.nextInt(3) == 0) {
                            name.append('_').append(parent);
                            start = Math.max(start, ends[parent]);
                        }
                    }
                    int run = 1 + random.nextInt(30);
                    int instances = 1 + random.nextInt(3);
                    ends[task] = start + run;
                    makespan = Math.max(makespan, ends[task]);
                    expected.addAll(java.util.Collections.nCopies(instances, start));
                    long begin = 1 + 10L * job;
                    text.append(String.format(
                            Locale.ROOT,
                            "%s,%d,j_%d,1,Terminated,%d,%d,100,1%n",
                            name,
                            instances,
                            job,
                            begin,
                            begin + run));
                }
            }
            List<Replayed.Run> runs = Replayed.of(jobs(text.toString(), TraceOptions.WHOLE));
            long[] starts = new long[expected.size()];
            runs.forEach(run -> starts[(int) run.ordinal()] = run.startMicros() / SECOND);
            assertThat(starts)
                    .as("seed " + seed)
                    .containsExactly(
                            expected.stream().mapToLong(Long::longValue).toArray());
            assertThat(runs.stream().mapToLong(Replayed.Run::endMicros).max().orElse(0) / SECOND)
                    .as("seed " + seed)
                    .isEqualTo(makespan);
            assertThat(runs)
                    .as("seed " + seed)
                    .isSortedAccordingTo((a, b) -> Long.compare(a.startMicros(), b.startMicros()));
        }
    }

    @Test
    void containersRunUntilTheyAreStopped() throws IOException {
        String text = """
                c_1,m_1,0,app_7,started,400,400,1.5
                c_2,m_1,50,app_1,allocated,100,400,0.4
                c_2,m_1,60,app_1,started,100,400,0.4
                c_3,m_2,40,app_1,started,800,800,2
                c_3,m_2,90,app_1,stopped,800,800,2
                c_4,m_2,90,app_1,stopped,800,800,2
                c_5,m_2,90,app_1,started,800,800,
                """;
        TraceFile file = new TraceFile(Files.writeString(folder.resolve("container_meta.csv"), text), "");
        Alibaba2018ContainersFormat format = Alibaba2018ContainersFormat.of(file, 100_000);
        TraceWorkload trace = new TraceWorkload(format, TraceOptions.WHOLE, 0);
        assertThat(format.definitions())
                .extracting(definition -> definition.family())
                .containsExactly("alibaba-2018-app_1", "alibaba-2018-app_7");
        List<String> tasks = new ArrayList<>();
        try (ArrivalCursor cursor = trace.open(new Streams(1, 0))) {
            while (cursor.advance()) {
                tasks.add(cursor.timeMicros() / SECOND + " " + cursor.definition() + " " + cursor.cpuUnits() + "/"
                        + cursor.memoryMiB() + " " + cursor.runMicros());
            }
        }
        assertThat(tasks)
                .containsExactly(
                        "0 1 4096/1500 " + ArrivalCursor.ENDLESS,
                        "40 0 8192/2000 " + 50 * SECOND,
                        "50 0 1024/400 " + ArrivalCursor.ENDLESS);
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.dropped()).isEqualTo(Map.of("stopped from the first", 1L, "mem_size unknown", 1L));
        assertThat(summary.noted()).isEqualTo(Map.of(Alibaba2018ContainersFormat.LATER_LINES, 2L));
        assertThat(summary.censoredAtEnd()).isEqualTo(2);
        Files.writeString(file.path(), "c_1,m_1,0,app_7,started,400\n");
        assertThatThrownBy(() -> new TraceWorkload(Alibaba2018ContainersFormat.of(file, 1), TraceOptions.WHOLE, 0)
                        .summary(new Streams(1, 0)))
                .hasMessage(file.path() + ":1: found 6 fields, expected 8");
    }

    @Test
    void machinesBecomeInstances() throws IOException {
        Path path = Files.writeString(folder.resolve("machine_meta.csv"), """
                m_1,0,1,a,96,100,USING
                m_2,0,2,b,64,33.4,USING
                m_1,500,1,a,96,100,IMPORT
                """);
        TraceFile file = new TraceFile(path, "");
        List<AvailabilityZone> zones = List.of(new AvailabilityZone("x"), new AvailabilityZone("y"));
        Alibaba2018Machines list = Alibaba2018Machines.read(file, zones, 1000);
        assertThat(list.laterLines()).isEqualTo(1);
        assertThat(list.machines())
                .extracting(
                        node -> node.id() + " " + node.zone().name() + " " + node.cpuUnits() + "/" + node.memoryMiB()
                                + " " + node.attributes().get("failure-domain-1")
                                + node.attributes().get("failure-domain-2"))
                .containsExactly("m_1 x 98304/1000 1a", "m_2 y 65536/334 2b");
        Files.writeString(path, "m_1,0,1,a,none,100,USING\n");
        assertThatThrownBy(() -> Alibaba2018Machines.read(file, zones, 1000))
                .hasMessage(path + ":1: cpu_num: found \"none\", expected a number");
        Files.writeString(path, "m_1,0,1,a,96,101,USING\n");
        assertThatThrownBy(() -> Alibaba2018Machines.read(file, zones, 1000))
                .hasMessage(path + ":1: mem_size: found \"101\", expected above 0, at most 100, and at least 1 MiB");
    }

    private TraceWorkload jobs(String text, TraceOptions options) throws IOException {
        Path file = Files.writeString(folder.resolve("batch_task.csv"), text);
        return new TraceWorkload(new Alibaba2018JobsFormat(new TraceFile(file, ""), 100_000), options, 0);
    }
}
