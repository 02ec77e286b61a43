package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of UpdateTaskProtection and alarms of scenario documents, read and lived through. */
class ProtectionsAndAlarmsTest {

    private static final String SERVICE = """
            horizon: 2h
            cluster: {zones: [us-east-1a], instances: [{count: 4, cpu: 1024, memory: 4GiB}]}
            strategies: ["binpack(memory)"]
            services:
              - name: web
                cpu: 256
                memory: 512
                desiredCount: 4
            """;

    private static final RunOptions OPTIONS = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    @TempDir
    private Path folder;

    private RunResult run(String fields, ControlPlaneObserver observer) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), SERVICE + fields.indent(4));
        Experiment experiment = ScenarioReader.read(file, Optional.empty());
        return ClusterSimulation.run(
                experiment.worlds().world(0), experiment.strategies().get(0), new Streams(1, 0), OPTIONS, observer);
    }

    /** R1.67: a protected task outlives a scale-in at 1h until its protection expires or is lifted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]| 0",
                "[{at: 30m, tasks: 3}]| 3",
                "[{at: 30m, tasks: 3, expiresInMinutes: 60}]| 0",
                "[{at: 30m, tasks: 3}, {at: 70m, tasks: 2, protectionEnabled: false}]| 1",
            })
    void protectedTasksOutliveAScaleIn(String protections, int running) throws IOException {
        Map<Task, TaskStatus> statuses = new LinkedHashMap<>();
        run("protections: " + protections + "\nupdates: [{at: 1h, desiredCount: 0}]", new ControlPlaneObserver() {
            @Override
            public void taskStateChanged(Task task, long nowMicros) {
                statuses.put(task, task.status());
            }
        });
        assertThat(statuses).hasSize(4);
        assertThat(statuses.values().stream().filter(TaskStatus.RUNNING::equals))
                .hasSize(running);
    }

    /** R4.26: an alarm fails the deployment in which it goes into ALARM; one that is in ALARM already does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{rollback: true, inAlarm: [{name: errors, at: 61m, for: 10m}]}| COMPLETED, FAILED, COMPLETED",
                "{rollback: false, inAlarm: [{name: errors, at: 61m, for: 10m}]}| COMPLETED, FAILED",
                "{rollback: true, inAlarm: [{name: errors, at: 59m, for: 10m}]}| COMPLETED, COMPLETED",
                "{rollback: true, inAlarm: [{name: errors, at: 100m, for: 10m}]}| COMPLETED, COMPLETED",
            })
    void anAlarmFailsADeploymentAndRollsItBack(String alarms, String states) throws IOException {
        RunResult result =
                run("alarms: " + alarms + "\nupdates: [{at: 1h, behaviour: {start: 2m}}]", ControlPlaneObserver.NONE);
        assertThat(result.controlPlane().orElseThrow().deployments())
                .extracting(DeploymentRecord::state)
                .extracting(String::valueOf)
                .containsExactly(states.split(", "));
    }
}
