package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.observe.ImageTotals;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.placement.Refusal;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of deployments and services, of an invented run. */
class ControlPlaneTablesTest {

    private static final long SECOND = 1_000_000;
    private static final String GUIDE =
            " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

    @TempDir
    private Path folder = Path.of("");

    private static DeploymentRecord deployment(
            String service,
            boolean replaces,
            long startedSeconds,
            long endedMicros,
            State state,
            int peakTasks,
            long blockedSeconds,
            String blockedReason) {
        return new DeploymentRecord(
                "default",
                service,
                "ecs-svc/" + startedSeconds,
                replaces ? 1 : 0,
                replaces,
                startedSeconds * SECOND,
                endedMicros,
                state,
                "",
                peakTasks,
                3,
                state == State.FAILED ? 4 : 0,
                blockedSeconds * SECOND,
                blockedReason,
                List.of(),
                List.of(),
                new DeploymentRecord.Limits(8, 8, 16),
                new DeploymentRecord.InstancesInUse(7, 9));
    }

    private static ServiceEvent message(String service, long atSeconds, String text) {
        return new ServiceEvent("default", service, atSeconds * SECOND, "(service " + service + ") " + text);
    }

    private static final ControlPlaneResult INVENTED = new ControlPlaneResult(
            List.of(
                    deployment("web", false, 0, 52 * SECOND, State.COMPLETED, 8, 0, ""),
                    deployment("web", true, 1000, 1270 * SECOND, State.COMPLETED, 14, 130, Refusal.MEMORY.code()),
                    deployment("web", true, 2000, 2090 * SECOND, State.FAILED, 12, 30, "restart throttle"),
                    deployment("api", true, 2500, 2600 * SECOND, State.IN_PROGRESS, 8, 0, "launch rate"),
                    deployment(
                            "api",
                            true,
                            2600,
                            DeploymentRecord.OPEN,
                            State.IN_PROGRESS,
                            4,
                            900,
                            "deployment configuration")),
            List.of(
                    message("web", 52, "has reached a steady state."),
                    message("web", 1000, "has started 2 tasks: (task 0a1b) (task 0a1c)."),
                    message("web", 1001, "registered 2 targets in (target-group front)"),
                    message(
                            "web",
                            1002,
                            "was unable to place a task because no container instance met all of its requirements."
                                    + GUIDE),
                    message("web", 1570, "has reached a steady state."),
                    message("web", 1571, "has stopped 1 running tasks: (task 0a1d)."),
                    message("api", 1100, "has reached a steady state."),
                    message("api", 3599, "has started 1 tasks: (task 0a1e).")),
            new ImageTotals(0, 0, 0, 0, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0, 0),
            Map.of(),
            OptionalDouble.of(1));

    private static Findings findings() {
        ExperimentRunner runner =
                new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), (world, strategy, streams, options) -> {
                    RunResult run = InventedRuns.run(world, strategy, streams, options);
                    return new RunResult(
                            run.strategy(),
                            run.seed(),
                            run.replication(),
                            run.counts(),
                            run.metrics(),
                            run.waits(),
                            run.waitsByPriority(),
                            run.series(),
                            run.refusals(),
                            run.calls(),
                            Optional.of(INVENTED),
                            run.clusters(),
                            run.events(),
                            run.digest());
                });
        return Findings.of(runner.run(InventedRuns.experiment(2, "tight")));
    }

    private static String csv(Table table) {
        return table.title() + "\n" + CsvTables.text(table);
    }

    @Test
    void deploymentsReadAsTheyWent() throws IOException {
        Golden.assertMatches("deployments.csv.txt", csv(DeploymentTable.all(findings())));
    }

    @Test
    void onlyDeploymentsThatReplacedTasksAreForReading() throws IOException {
        Golden.assertMatches("deployments-for-reading.txt", TextTables.text(DeploymentTable.updates(findings()), 200));
    }

    /** R4.60, R4.61: for programs every message is kept as ECS writes it. */
    @Test
    void messagesAreThoseOfEcs() throws IOException {
        Golden.assertMatches("service-messages.csv.txt", csv(MessageTable.all(findings())));
    }

    /** From the start of an update until five minutes after its end, without ids, targets and the reference to a guide. */
    @Test
    void messagesAroundDeploymentsAreShort() throws IOException {
        Golden.assertMatches("messages-around-deployments.csv.txt", csv(MessageTable.aroundUpdates(findings())));
    }

    /** Where only services run, nothing waits and nothing is pulled: columns of such metrics would say unknown or zero. */
    @Test
    void aComparisonOfServicesAloneHasNoUnknownColumn() throws IOException {
        String scenario = """
                horizon: 1h
                cluster: {zones: [us-east-1a, us-east-1b], instances: [{count: 4, cpu: 1024, memory: 4GiB}]}
                services:
                  - name: web
                    cpu: 256
                    memory: 512
                    desiredCount: 4
                    %s
                strategies: [binpack(memory), "spread(instanceId)"]
                replicate: {regenerate: 3}
                """;
        String still = terminal(scenario.formatted("behaviour: {start: 1s}"));
        String updated = terminal(scenario.formatted("updates: [{at: 20m, forceNewDeployment: true}]"));

        assertThat(still).contains("Exposure").doesNotContain("unknown", "wait", "Deployment", "Pulled");
        assertThat(updated).contains("Exposure", "Deployment").doesNotContain("unknown", "wait", "Pulled");
    }

    private String terminal(String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve("services.yaml"), scenario);
        ExperimentRunner runner = new ExperimentRunner(1, RunListener.SILENT, new StopSignal());
        return TerminalText.of(Findings.of(runner.run(ScenarioReader.read(file, Optional.empty()))), 120);
    }
}
