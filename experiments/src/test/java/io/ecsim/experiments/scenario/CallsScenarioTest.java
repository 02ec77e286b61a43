package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.RunTaskCall;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls and schedules of a scenario document, lived through. */
class CallsScenarioTest {

    private static final String SCENARIO = """
            horizon: 1d
            startsAt: 2026-01-05T00:00:00Z
            cluster: {zones: [us-east-1a], instances: [{count: 2, cpu: 2048, memory: 4GiB}]}
            workload:
              arrivals: {deterministic: {every: 1h}}
              tasks: [{name: web, cpu: 1, memory: 1, runTime: 1m}]
            runTasks: [{name: migrate, at: 10m, count: 5, cpu: 1024, memory: 1GiB, runTime: 5m, startedBy: ops}]
            startTasks: [{name: probe, at: 11m, containerInstances: [i-000001, i-000009], cpu: 0, memory: 1, runTime: 1m}]
            schedules:
              - {name: report, scheduleExpression: "cron(0/30 9-11 ? * MON *)", scheduleExpressionTimezone: Europe/Berlin,
                 count: 2, cpu: 512, memory: 1GiB, runTime: 20m}
            strategies: [binpack(memory)]
            """;

    private static World world(Path folder, String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), scenario);
        Experiment experiment = ScenarioReader.read(file, Optional.empty());
        return experiment.worlds().world(0);
    }

    /** R1.9, R1.10, R9.7: four of five fit; of two instances one exists; six times on a Monday morning. */
    @Test
    void callsAreMadeAndCounted(@TempDir Path folder) throws IOException {
        World world = world(folder, SCENARIO);
        RunResult result = ClusterSimulation.run(
                world,
                new StrategyChain("none", List.of()),
                new Streams(1, 0),
                new RunOptions(
                        RunOptions.Lookup.INDEXED,
                        RunOptions.TieBreak.REGISTRATION,
                        RunOptions.Checks.EVERY_EVENT,
                        10));
        assertThat(result.calls())
                .containsExactly(
                        new CallCounts("migrate", "RunTask", 1, 5, 4, Map.of("RESOURCE:CPU", 1L), 0, 0),
                        new CallCounts("probe", "StartTask", 1, 2, 1, Map.of("MISSING", 1L), 0, 0),
                        new CallCounts("report", "RunTask", 6, 12, 12, Map.of(), 0, 0));
    }

    @Test
    void tasksFollowThoseOfTheWorkload(@TempDir Path folder) throws IOException {
        World world = world(folder, SCENARIO);
        assertThat(world.tasks())
                .extracting(spec -> spec.group())
                .containsExactly("family:web", "family:migrate", "family:probe", "family:report");
        RunTaskCall migrate = (RunTaskCall) world.calls().timed().get(0).call();
        assertThat(migrate.startedBy()).isEqualTo("ops");
        assertThat(world.calls().scheduled().get(0).call().startedBy()).isEqualTo("chronos-schedule/report");
        // nine in Berlin is eight in Greenwich
        assertThat(world.calls().scheduled().get(0).schedule().recurrence().nextMicros(-1))
                .isEqualTo(8L * 3600 * 1_000_000);
    }

    /** R1.53: a query compares with the calendar of the scenario. */
    @Test
    void registeredAtIsADateOfTheScenario(@TempDir Path folder) throws IOException {
        String picky = SCENARIO.replace(
                "runTime: 5m,",
                "runTime: 5m, placementConstraints: [{type: memberOf, expression: 'registeredAt >= 2026-01-05'}],");
        assertThat(started(world(folder, picky))).isEqualTo(4);
        assertThat(started(world(folder, picky.replace("registeredAt >= 2026-01-05", "registeredAt < 2026-01-05"))))
                .isZero();
    }

    private static long started(World world) {
        return ClusterSimulation.run(world, new StrategyChain("none", List.of()), new Streams(1, 0), RunOptions.DEFAULT)
                .calls()
                .get(0)
                .started();
    }
}
