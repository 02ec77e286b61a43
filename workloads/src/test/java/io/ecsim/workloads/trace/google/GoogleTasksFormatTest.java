package io.ecsim.workloads.trace.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Delivered;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceOptions;
import io.ecsim.workloads.trace.TraceSummary;
import io.ecsim.workloads.trace.TraceWorkload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleTasksFormatTest {

    private static final MachineUnit UNIT = new MachineUnit(65_536, 262_144);
    private static final String END = "9223372036854775807";

    @TempDir
    Path folder;

    @Test
    void eachSubmissionIsATaskInOrderOfArrival() throws IOException {
        GoogleTasksFormat format = format(String.join(
                "\n",
                "0,2,1,0,5,0,u,3,9",
                "0,,2,0,5,0,u,3,9,0.125,0.5,0.1,0", // there before, ends
                "0,,2,0,5,1,u,3,9,0.125,0.5,0.1,0",
                "600000000,,3,0,,0,u,1,0,0.1,0.01,0,1", // apart from the others of job 3
                "600000000,,3,1,,0,u,1,0,0.1,0.01,0,1",
                "601000000,,3,0,5,1,u,1,0,0.1,0.01,0,1",
                "602000000,,4,0,,0,u,2,11,0.5,0.25,0,0", // evicted, submitted again, outlives the trace
                "603000000,,4,0,6,1,u,2,11,0.5,0.25,0,0",
                "604000000,,4,0,6,2,u,2,11,0.5,0.25,0,0",
                "604000000,,4,0,,0,u,2,11,0.5,0.25,0,0",
                "604000000,,5,0,,0,u,0,1,0.5,0.25,0,0", // its request changes while it waits
                "605000000,,5,0,,7,u,0,2,0.25,0.25,0,0",
                "606000000,,5,0,7,1,u,0,2,0.25,0.25,0,0",
                "607000000,,5,0,7,8,u,0,2,0.75,0.25,0,0",
                "608000000,,6,0,,0,u,0,1,0.5,0.25,0,0", // killed while it waits
                "609000000,,6,0,,5,u,0,1,0.5,0.25,0,0",
                "610000000,1,5,0,7,4,u,0,2,0.25,0.25,0,0",
                "611000000,,2,0,5,4,u,3,9,0.125,0.5,0.1,0",
                "612000000,,4,0,6,1,u,2,11,0.5,0.25,0,0",
                "613000000,,3,0,5,3,u,1,0,0.1,0.01,0,1",
                "614000000,,7,0,,4,u,1,0,0.1,0.01,0,0",
                END + ",,4,0,6,5,u,2,11,0.5,0.25,0,0",
                END + ",,8,0,,0,u,2,11,0.5,0.25,0,0"));
        assertThat(format.definitions())
                .extracting(TaskDefinition::family)
                .containsExactly(
                        "google-class-0", "google-class-1", "google-class-2", "google-class-3", "google-job-3");
        assertThat(format.requestConstraints(4)).containsExactly(new PlacementConstraint.DistinctInstance());
        assertThat(format.requestConstraints(3)).isEmpty();
        assertThat(Delivered.by(format))
                .containsExactly(
                        "0us 3 8192/131072/0 611000000us p9",
                        "600000000us 4 6554/2622/0 12000000us p0",
                        "600000000us 4 6554/2622/0 endless p0",
                        "602000000us 2 32768/65536/0 1000000us p11",
                        "604000000us 2 32768/65536/0 endless p11",
                        "604000000us 0 16384/65536/0 4000000us p2");
        TraceSummary summary = Delivered.summary(format);
        assertThat(summary.rowsRead()).isEqualTo(23);
        assertThat(summary.tasks()).isEqualTo(6);
        assertThat(summary.censoredAtEnd()).isEqualTo(2);
        assertThat(summary.dropped())
                .isEqualTo(Map.of(
                        "no resource request",
                        1L,
                        "ended before it was scheduled",
                        1L,
                        "submitted after the trace ends",
                        1L));
        assertThat(summary.noted())
                .containsEntry(GoogleTasksFormat.THERE_BEFORE, 1L)
                .containsEntry("event of a task that was not there: passed over", 1L)
                .containsEntry("change of a running task's request: passed over", 1L)
                .containsEntry("event that was missing and put in by Google (missing info 1)", 1L);
    }

    @Test
    void lifeCyclesWithHolesAreMended() throws IOException {
        GoogleTasksFormat format = format(String.join(
                "\n",
                "1,,1,0,5,1,u,0,0,0.5,0.5,0,0", // started without submission
                "2,,1,0,5,1,u,0,0,0.5,0.5,0,0", // twice
                "3,,1,0,,0,u,0,0,0.5,0.5,0,0", // submitted again without having ended
                "4,,1,0,,0,u,0,0,0.5,0.5,0,0", // twice
                "5,,1,0,5,1,u,0,0,0.5,0.5,0,0",
                "5,,1,0,5,6,u,0,0,0.5,0.5,0,0",
                "6,,1,0,5,1,u,0,0,,,0,0",
                "9,,1,0,5,4,u,0,0,0.5,0.5,0,0"));
        assertThat(Delivered.by(format)).containsExactly("1us 0 32768/131072/0 2us p0");
        TraceSummary summary = Delivered.summary(format);
        assertThat(summary.dropped()).isEqualTo(Map.of("run time not above 0", 1L, "no resource request", 1L));
        assertThat(summary.noted())
                .isEqualTo(Map.of(
                        "task started without submission: arrives when it started", 2L,
                        "second start of a running task: passed over", 1L,
                        "running task submitted again: taken to have ended then", 1L,
                        "second submission of a waiting task: passed over", 1L));
    }

    /** Waiting for ends must not change what is delivered, however little of the trace is kept in memory. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theLookAheadOnlySavesMemory(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            String task = random.nextInt(20) + "," + random.nextInt(3);
            int type = random.nextInt(100) < 3 ? 2 + random.nextInt(5) : random.nextInt(2);
            text.append(i * 10L + random.nextInt(10))
                    .append(",,")
                    .append(task)
                    .append(",,")
                    .append(type)
                    .append(",u,1,3,0.5,0.")
                    .append(1 + random.nextInt(8))
                    .append(",0,")
                    .append(type == 0 && i % 500 == 0 ? "1" : "0")
                    .append('\n');
        }
        TraceFile file = new TraceFile(write("random.csv", text.toString()), "");
        List<String> patient = Delivered.by(GoogleTasksFormat.of(List.of(file), UNIT, 1_000_000));
        for (long lookAhead : new long[] {0, 50, 1000}) {
            GoogleTasksFormat hasty = GoogleTasksFormat.of(List.of(file), UNIT, lookAhead);
            assertThat(withoutRequests(Delivered.by(hasty)))
                    .as("seed %d, look-ahead %d", seed, lookAhead)
                    .isEqualTo(withoutRequests(patient));
        }
        assertThat(patient).hasSizeGreaterThan(50).anyMatch(task -> task.contains("endless"));
    }

    /** A task that waits longer than the look-ahead is delivered with what it asked for until then. */
    private static List<String> withoutRequests(List<String> tasks) {
        return tasks.stream().map(task -> task.replaceAll(" \\d+/\\d+/0", "")).toList();
    }

    @Test
    void partsAreReadInOrderWithOrWithoutHeading() throws IOException {
        Path first = write("part-0.csv.gz", """
                Time stamp,Missing info,jobID,"Task index
                within the job",machine ID
                0,,1,0,5,0,u,3,9,0.125,7.4459999999999998E-2,0.1,0
                """);
        Path second = write("part-1.csv", """
                #Time stamp (microseconds),Missing info
                5,,1,0,5,1,u,3,9,0.125,7.4459999999999998E-2,0.1,0
                9,,1,0,5,4,u,3,9,0.125,7.4459999999999998E-2,0.1,0
                """);
        List<TraceFile> parts = List.of(new TraceFile(first, ""), new TraceFile(second, ""));
        assertThat(Delivered.by(GoogleTasksFormat.of(parts, UNIT))).containsExactly("0us 3 8192/19520/0 4us p9");
        GoogleTasksFormat turned = GoogleTasksFormat.of(List.of(parts.get(1), parts.get(0)), UNIT);
        assertThatThrownBy(() -> Delivered.by(turned))
                .hasMessage(
                        first
                                + ":3: time: found \"0\", expected one not before that of an earlier event: part files in order");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5,,1,0,,1,u,0|found 8 fields, expected 13, or 9 without requests",
                "x,,1,0,,1,u,0,0,0.5,0.5,0,0|time: found \"x\", expected a number",
                "1e18,,1,0,,1,u,0,0,0.5,0.5,0,0|time: found \"1e18\", expected a time of at most 3,000 years",
                "3,,1,0,,1,u,0,0,0.5,0.5,0,0|time: found \"3\", expected one not before that of an earlier event: part files in order",
                "5,,,0,,1,u,0,0,0.5,0.5,0,0|job id: found nothing, expected a job id",
                "5,,1,,,1,u,0,0,0.5,0.5,0,0|task index: found nothing, expected a task index",
                "5,,1,0,,9,u,0,0,0.5,0.5,0,0|event type: found \"9\", expected a whole number from 0 to 8",
                "5,,1,0,,1,u,4,0,0.5,0.5,0,0|scheduling class: found \"4\", expected a whole number from 0 to 3",
                "5,,1,0,,1,u,0,1.5,0.5,0.5,0,0|priority: found \"1.5\", expected a whole number from 0 to 12",
                "5,,1,0,,1,u,0,0,half,0.5,0,0|CPU request: found \"half\", expected a number",
                "5,,1,0,,1,u,0,0,0.5,-1,0,0|RAM request: found \"-1\", expected a number of at least 0",
                "5,,1,0,,1,u,0,0,0.5,0.5,0,yes|different-machine constraint: found \"yes\", expected a number",
            })
    void damagedLinesSayWhere(String line, String message) throws IOException {
        GoogleTasksFormat format = format("4,,1,0,,0,u,0,0,0.5,0.5,0,0\n" + line + "\n9,,1,0,,1,u,0,0,0.5,0.5,0,0");
        assertThatThrownBy(() -> Delivered.by(format))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(format.file().name() + ":2: " + message);
        TraceWorkload lenient = new TraceWorkload(format, TraceOptions.WHOLE.leniently(), 0);
        assertThat(lenient.summary(new Streams(1, 0)).dropped()).isEqualTo(Map.of("damaged line", 1L));
        assertThat(Delivered.by(lenient)).containsExactly("4us 0 32768/131072/0 endless p0");
    }

    private GoogleTasksFormat format(String text) throws IOException {
        return GoogleTasksFormat.of(List.of(new TraceFile(write("events.csv", text + "\n"), "")), UNIT);
    }

    private Path write(String name, String text) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (!name.endsWith(".gz")) {
            return Files.write(folder.resolve(name), plain);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }
}
