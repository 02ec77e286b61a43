package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of Google and Azure, from the scenario file to the results of runs. */
class CloudTraceScenarioTest {

    private static final String SCENARIO = """
            horizon: %s
            cluster: {zones: [us-east-1a], instances: [{count: %d, cpu: 65536, memory: 256GiB}]}
            workload: {trace: {%s}}
            strategies: [binpack(memory), random]
            """;

    @TempDir
    private Path folder;

    /** Of the 936 tasks, which never end, 314 are of one job that must be on different machines. */
    @Test
    void googleTasksOfOneJobAreKeptApart() throws IOException {
        String trace = "reader: google-2011, file: task-events-s*.csv, machineUnit: {cpu: 65536, memory: 256GiB}";
        Experiment enough = read(scenario("1h", 400, trace), data("google2011"));
        assertThat(enough.assumptions()).anyMatch(each -> each.contains("79 (no resource request)"));
        for (RunResult run : runs(enough)) {
            assertThat(run.value(Metric.UNPLACED)).isZero();
        }
        for (RunResult run : runs(read(scenario("1h", 313, trace), data("google2011")))) {
            assertThat(run.value(Metric.UNPLACED)).isGreaterThanOrEqualTo(1 / 936.0);
        }
    }

    @Test
    void googleTasksRunOnGoogleMachines() {
        Path example = Path.of("..", "examples", "google-2011.yaml");
        List<RunResult> runs = runs(ScenarioReader.read(example, data("google2011")));
        // One task asks for more memory than any machine of the sample has.
        assertThat(runs.get(0).value(Metric.UNPLACED)).isEqualTo(1 / 936.0);
        // No strategy can use fewer machines than the largest job on different machines has tasks.
        assertThat(runs.get(0).value(Metric.IN_USE_PEAK)).isBetween(314.0, 350.0);
    }

    @Test
    void azureMachinesLeaveWhenTheyWereDeleted() throws IOException {
        String trace = "reader: azure-vm-2017, file: vm-2017-vmtable-sample.csv";
        for (RunResult run : runs(read(scenario("30d", 1, trace), data("azure")))) {
            assertThat(run.value(Metric.COMPLETED)).isEqualTo(4);
            assertThat(run.value(Metric.WAIT_MAX)).isZero();
        }
    }

    @Test
    void packingRequestsOfHighPriorityAreServedFirst() throws IOException, SQLException {
        database("packing.sqlite");
        String trace = "reader: azure-packing-2020, file: packing.sqlite, machine: 3,"
                + " machineUnit: {cpu: 65536, memory: 256GiB}";
        Experiment experiment = read(scenario("3d", 1, trace), Optional.of(folder));
        assertThat(experiment.assumptions())
                .anyMatch(each -> each.contains("4 rows read, 3 tasks"))
                .anyMatch(each -> each.contains("1 (VM type does not run on machine 3)"));
        for (RunResult run : runs(experiment)) {
            assertThat(run.value(Metric.COMPLETED)).isEqualTo(3);
            // The machine is free at 0.5 d; the low priority, there since 0.1 d, goes after the other, at 0.6 d.
            assertThat(run.value(Metric.WAIT_MAX)).isEqualTo(0.5 * 86_400);
        }
        assertThatThrownBy(
                        () -> read(scenario("3d", 1, trace.replace("machine: 3", "machine: 5")), Optional.of(folder)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("workload.trace.machine: ")
                .hasMessageContaining("found no VM type for machine 5, expected one of [3, 4]");
        Files.writeString(folder.resolve("packing.sqlite"), "no database at all");
        assertThatThrownBy(() -> read(scenario("3d", 1, trace), Optional.of(folder)))
                .hasMessageContaining("workload.trace.file: ")
                .hasMessageContaining("cannot be read as an SQLite file");
    }

    @Test
    void whatIsWrongIsSaidWhereItStands() {
        String nothing = "reader: google-2011, file: [], machineUnit: {cpu: 1, memory: 1GiB}";
        assertThatThrownBy(() -> read(scenario("1h", 1, nothing), Optional.of(folder)))
                .hasMessageContaining("found an empty list, expected at least one item");
        String missing = "reader: google-2011, file: part-*.csv, machineUnit: {cpu: 0, memory: 1GiB}";
        assertThatThrownBy(() -> read(scenario("1h", 1, missing), Optional.of(folder)))
                .hasMessageContaining("found no file part-*.csv")
                .hasMessageContaining("workload.trace.machineUnit.cpu: found 0, expected an integer from 1");
    }

    private void database(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE vmType (id, vmTypeId, machineId, core REAL, memory REAL, hdd, ssd, nic);
                    CREATE TABLE vm (vmId, tenantId, vmTypeId, priority, starttime REAL, endtime REAL);
                    INSERT INTO vmType VALUES (0, 7, 3, 1, 0.5, 0, 0, 0), (1, 8, 4, 1, 0.5, 0, 0, 0);
                    INSERT INTO vm VALUES (0, 0, 7, 0, -1.5, 0.5), (1, 0, 7, 1, 0.1, 0.2), (2, 0, 7, 0, 0.2, 0.3),
                      (3, 0, 8, 0, 0.2, 0.3);
                    """);
        }
    }

    private static String scenario(String horizon, int instances, String trace) {
        return String.format(Locale.ROOT, SCENARIO, horizon, instances, trace);
    }

    private Experiment read(String text, Optional<Path> data) throws IOException {
        Path scenario = Files.writeString(folder.resolve("scenario.yaml"), text);
        return ScenarioReader.read(scenario, data);
    }

    private static List<RunResult> runs(Experiment experiment) {
        var finished = new ExperimentRunner(1, RunListener.SILENT, new StopSignal())
                .run(experiment)
                .runs();
        return List.of(finished.finished(0).get(0), finished.finished(1).get(0));
    }

    private static Optional<Path> data(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data").resolve(name);
            if (Files.isDirectory(data)) {
                return Optional.of(data);
            }
        }
        return Assumptions.abort("skipped: no directory shared/data/" + name + " above the working directory");
    }
}
