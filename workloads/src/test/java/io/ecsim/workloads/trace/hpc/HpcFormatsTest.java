package io.ecsim.workloads.trace.hpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import io.ecsim.workloads.trace.Replayed;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceOptions;
import io.ecsim.workloads.trace.TraceSummary;
import io.ecsim.workloads.trace.TraceWorkload;
import io.ecsim.workloads.trace.precedence.TraceJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batsim workloads, the Grid Workload Format and OpenDC tasks, on files of our own. */
class HpcFormatsTest {

    private static final ConstantLaw MEMORY = new ConstantLaw(100, Quantity.MEMORY);

    private static final String PROFILES = """
            "profiles": {
              "sleep": {"type": "delay", "delay": 20.25},
              "same": {"type": "ParallelTaskHomogeneousProfile", "cpu": 4e9, "com": 1e6},
              "spread": {"type": "ParallelTaskHomogeneousProfile", "cpu": 4e9, "generation_strategy": "DefinedAmountsSpreadUniformly"},
              "total": {"type": "parallel_homogeneous_total", "cpu": 4e9, "com": 0},
              "spread5": {"type": "ptask_homogeneous", "cpu": 4e9, "com": 0, "generation_strategy": "defined_amount_spread_uniformly"},
              "each5": {"type": "ptask", "cpu": [1e9, 3e9], "com": [0, 0, 0, 0]},
              "twice5": {"type": "sequential_composition", "repeat": 2, "seq": ["each5", "spread5"]},
              "each": {"type": "ParallelTaskProfile", "cpu": [1e9, 3e9], "com": [0, 0, 0, 0]},
              "chat": {"type": "ParallelTaskHomogeneousProfile", "cpu": 0, "com": 5},
              "twice": {"type": "SequentialCompositionProfile", "repeat": 2, "seq": ["sleep", "each"]},
              "ring": {"type": "composed", "seq": ["ring"]},
              "replay": {"type": "TraceReplayProfile", "trace_type": "SMPI", "filename": "a.txt"}
            }
            """;

    @TempDir
    Path folder;

    @Test
    void batsimJobsTakeWhatTheirProfileTakes() throws IOException {
        String jobs =
                job("1", 5, 1, "sleep", "") + "," + job("a", 1, 4, "same", "") + "," + job("b", 2, 4, "spread", "")
                        + "," + job("c", 3, 2, "total", ", \"walltime\": -1") + "," + job("d", 4, 2, "each", "") + ","
                        + job("e", 6, 3, "twice", ", \"walltime\": 30") + "," + job("f", 7, 3, "chat", "");
        TraceWorkload trace = trace(batsim(jobs, 2, Optional.of(1e9)));
        assertThat(starts(trace))
                .containsExactly(
                        "1-5 2048",
                        "1-5 2048",
                        "2-3 2048",
                        "2-3 2048",
                        "3-5 2048",
                        "4-7 2048",
                        "5-25 1024",
                        "6-36 2048",
                        "6-36 2048");
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.noted()).isEqualTo(Map.of(BatsimFormat.KILLED, 1L));
        assertThat(summary.dropped()).isEqualTo(Map.of("run time not above 0", 1L));
        assertThat(summary.rowsRead()).isEqualTo(7);
    }

    /** Between the older names and the present ones, versions of Batsim had a third set. */
    @Test
    void batsimProfilesHaveNamesOfEveryVersion() throws IOException {
        String jobs =
                job("1", 1, 2, "spread5", "") + "," + job("2", 2, 2, "each5", "") + "," + job("3", 3, 2, "twice5", "");
        assertThat(starts(trace(batsim(jobs, 2, Optional.of(1e9)))))
                .containsExactly("1-3 2048", "2-5 2048", "3-13 2048");
    }

    @Test
    void batsimJobsOnOneLineDrawMemoriesOfTheirOwn() throws IOException {
        StringBuilder jobs = new StringBuilder(job("0", 0, 1, "sleep", ""));
        for (int i = 1; i < 50; i++) {
            jobs.append(',').append(job(String.valueOf(i), i, 1, "sleep", ""));
        }
        Law uniform = new UniformLaw(1, 1_000_000, Quantity.MEMORY);
        BatsimFormat format = (BatsimFormat) batsim(jobs.toString(), 1, Optional.empty());
        BatsimFormat drawn = new BatsimFormat(format.file(), format.machines(), Optional.empty(), uniform);
        List<Integer> memories =
                Replayed.of(trace(drawn)).stream().map(Replayed.Run::memoryMiB).toList();
        assertThat(memories).hasSize(50).doesNotHaveDuplicates();
        // The same in a file with each job on a line of its own.
        Path file = format.file().path();
        Files.writeString(file, Files.readString(file).replace("},{", "},\n{"));
        assertThat(Replayed.of(trace(drawn)))
                .extracting(Replayed.Run::memoryMiB)
                .containsExactlyElementsOf(memories);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|slep|:1:60: jobs[0].profile: found no profile \"slep\"",
                "1|same|the profile computes, so the scenario must state flopsPerSecond",
                "1|replay|a delay, a parallel task or a sequence of those; other types are not supported",
                "1|ring|profile \"ring\" is a sequence within over 100 others, or itself",
                "0|sleep|:1:46: jobs[0].res: found 0, expected an integer from 1 to 1000000",
            })
    void damagedJobsStopTheRun(int machines, String profile, String message) throws IOException {
        TraceFormat format = batsim(job("1", 5, machines, profile, ""), 1, Optional.empty());
        assertThatThrownBy(() -> trace(format).summary(new Streams(1, 0)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith(folder.resolve("batsim.json") + ":")
                .hasMessageContaining(message);
        assertThat(new TraceWorkload(format, TraceOptions.WHOLE.leniently(), 0)
                        .summary(new Streams(1, 0))
                        .dropped())
                .isEqualTo(Map.of("damaged line", 1L));
    }

    @Test
    void otherJsonIsNoWorkload() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"jobs\": []}");
        TraceFormat format = new BatsimFormat(new TraceFile(file, ""), new Machines(1024, 1), Optional.empty(), MEMORY);
        assertThatThrownBy(() -> trace(format).summary(new Streams(1, 0)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("profiles");
        Files.writeString(file, "{\"jobs\": [");
        assertThatThrownBy(() -> trace(format).summary(new Streams(1, 0))).isInstanceOf(WorkloadException.class);
    }

    @Test
    void workflowsWaitForTheirDependencies() throws IOException {
        String text = """
                WorkflowID, JobID , SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies
                0         , 1     , 16        , 11     , 1     , 1        ,
                0         , 2     , 40        , 0      , -1    , 3        , 1
                0         , 3     , 64        , 5      , 1     , 1        , 2 1 9
                1         , 4     , 4         , 2      , 1     , 1        , -1
                1         , 5     , 4         , -1     , 1     , 1        ,
                2         , 6     , 90        , 1e-9   , 1     , 1        ,
                """;
        TraceWorkload trace = trace(gwf(text));
        assertThat(starts(trace))
                .containsExactly("4-6 1024", "16-27 1024", "27-28 2048", "27-28 2048", "28-33 1024", "90-90 1024");
        assertThat(Replayed.of(trace))
                .allSatisfy(run -> assertThat(run.endMicros()).isGreaterThan(run.startMicros()));
        TraceSummary summary = trace.summary(new Streams(1, 0));
        assertThat(summary.dropped()).isEqualTo(Map.of("run time unknown", 1L));
        assertThat(summary.noted()).isEqualTo(Map.of(GwfFormat.WITHIN_A_SECOND, 1L, TraceJobs.MISSING_PARENT, 1L));
        TraceFormat ring = gwf(
                "WorkflowID,JobID,SubmitTime,RunTime,NProcs,ReqNProcs,Dependencies\n0,1,0,1,1,1,2\n0,2,0,1,1,1,1\n");
        assertThatThrownBy(() -> trace(ring).summary(new Streams(1, 0)))
                .hasMessageContaining("jobs.gwf:3: job 0: found that the tasks of this line wait");
        TraceFormat named = gwf("WorkflowID,JobID,SubmitTime,RunTime,NProcs,ReqNProcs,Dependencies\n0,1,0,1,1,1,a b\n");
        assertThatThrownBy(() -> trace(named).summary(new Streams(1, 0)))
                .hasMessageEndingWith("jobs.gwf:2: Dependencies: found \"a b\", expected whole numbers of at least 0");
    }

    @Test
    void opendcTasksBeginAtTheEarliestSubmission() throws IOException {
        String text = """
                id,submission_time,duration,cpu_count,cpu_capacity,mem_capacity
                1,1376314547500,2000,2,5852.0,2048
                2,1376314546000,1500,1,2926.0,1
                3,1376314546000,0,1,2926.0,1
                """;
        Path file = Files.writeString(folder.resolve("tasks.csv"), text);
        TraceFormat format = new OpendcTasksFormat(new TraceFile(file, ""), 1.0 / 1024, Optional.empty());
        assertThat(starts(trace(format))).containsExactly("0-1 1024", "1-3 2048");
        assertThat(Replayed.of(trace(format)))
                .extracting(Replayed.Run::memoryMiB)
                .containsExactly(1, 2);
        assertThat(Replayed.of(trace(new OpendcTasksFormat(new TraceFile(file, ""), 1, Optional.of(MEMORY)))))
                .extracting(Replayed.Run::memoryMiB)
                .containsExactly(100, 100);
        assertThat(trace(format).summary(new Streams(1, 0)).dropped()).isEqualTo(Map.of("duration not above 0", 1L));
        Files.writeString(file, text + "4,soon,1,1,1,1\n");
        assertThatThrownBy(() -> trace(format).summary(new Streams(1, 0)))
                .hasMessage(file + ":5: submission_time: found \"soon\", expected a number");
    }

    private static String job(String id, double subtime, int machines, String profile, String more) {
        return "{\"id\": \"" + id + "\", \"subtime\": " + subtime + ", \"res\": " + machines + ", \"profile\": \""
                + profile + "\"" + more + "}";
    }

    private TraceFormat batsim(String jobs, int machinesPerTask, Optional<Double> speed) throws IOException {
        Path file = Files.writeString(
                folder.resolve("batsim.json"), "{\"jobs\": [" + jobs + "], \"nb_res\": 4,\n" + PROFILES + "}");
        return new BatsimFormat(new TraceFile(file, ""), new Machines(1024, machinesPerTask), speed, MEMORY);
    }

    private TraceFormat gwf(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("jobs.gwf"), text);
        return new GwfFormat(new TraceFile(file, ""), new Machines(1024, 2), MEMORY);
    }

    private static TraceWorkload trace(TraceFormat format) {
        return new TraceWorkload(format, TraceOptions.WHOLE, 0);
    }

    /** Returns start and end of each task in whole seconds, and its CPU units, in the order of arrival. */
    private static List<String> starts(TraceWorkload trace) {
        return Replayed.of(trace).stream()
                .map(run -> run.startMicros() / 1_000_000 + "-" + run.endMicros() / 1_000_000 + " " + run.cpuUnits())
                .toList();
    }
}
