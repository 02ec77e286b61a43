package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.TaskCounts;
import io.ecsim.random.Streams;
import io.ecsim.servicescaling.ScalableTarget;
import io.ecsim.servicescaling.ScalingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric of the control plane in an hour that can be followed by hand. One instance; agents and the scheduler answer at
 * once; a registry sends 100 MB/s to all, so that web:1 takes 10 s and web:2 takes 5 s. Asking whether a cached image is the
 * newest takes 1 s. A container of the service starts in 2 s, one of a job in 1 s. A task without health checks counts as
 * healthy once it has run for 40 s. The service keeps one of two tasks healthy and never has more than two.
 *
 * <pre>
 * task    created  latency                       runs
 * A, B    0        12: one pull of 10 for both   from 12; the first deployment completes at 52
 * jobs    100-400  1, each of four times ten     for 60
 * C       1000     7: web:2 is pulled            A stops at 1000; runs from 1007, healthy at 1047
 * D       1047     3: web:2 is there             B stops at 1047; runs from 1050, healthy at 1090: completed
 * E, F, G 2000-    never: their starts fail      D, the youngest, stops at 2000; the third failure is the deployment's
 * </pre>
 *
 * <p>Nothing is started any more after that: C runs to the end of the hour. While there are old and new tasks, and after, one
 * of the two that are desired is healthy.
 */
class ControlPlaneMetricsByHandTest {

    private static final RunOptions CHECKED = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 4);

    private static final String SCENARIO = """
            horizon: 1h
            cluster: {zones: [us-east-1a], instances: [{count: 1, cpu: 4096, memory: 8GiB}]}
            controlPlane:
              agent: {command: 0s, stateChange: 0s}
              scheduler: {leastReaction: 0s, mostReaction: 0s}
            images:
              registries: [{name: private, kind: private, throughput: 100MB/s, latency: 0s}]
              images:
                - {name: "web:1", registry: private, size: 1GB}
                - {name: "web:2", registry: private, size: 500MB}
              manifestCheck: 1s
              instance: {network: 100GB/s, rootVolume: 100GB/s, unpack: 100GB/s}
            services:
              - name: web
                cpu: 1024
                memory: 1GiB
                image: "web:1"
                desiredCount: 2
                deploymentConfiguration:
                  minimumHealthyPercent: 50
                  maximumPercent: 100
                  deploymentCircuitBreaker: {enable: true, rollback: false}
                behaviour: {start: 2s, cpu: 0.5, peakMemory: 512MiB}
                updates:
                  - {at: 1000s, image: "web:2"}
                  - {at: 2000s, behaviour: {start: 2s, startFailure: 1, cpu: 0.5, peakMemory: 512MiB}}
            runTasks:
              - {name: job-1, at: 100s, count: 10, cpu: 16, memory: 16MiB, runTime: 60s, behaviour: {start: 1s}}
              - {name: job-2, at: 200s, count: 10, cpu: 16, memory: 16MiB, runTime: 60s, behaviour: {start: 1s}}
              - {name: job-3, at: 300s, count: 10, cpu: 16, memory: 16MiB, runTime: 60s, behaviour: {start: 1s}}
              - {name: job-4, at: 400s, count: 10, cpu: 16, memory: 16MiB, runTime: 60s, behaviour: {start: 1s}}
            strategies: [first-fit]
            """;

    /** Nobody asks the services of this scenario for anything; RequestTrafficTest has these by hand. */
    private static final Set<Metric> OF_REQUESTS = EnumSet.of(
            Metric.GOODPUT, Metric.REQUEST_ERRORS, Metric.REQUEST_TRIES, Metric.LATENCY_P50, Metric.LATENCY_P99);

    /** This fleet has no Auto Scaling groups. */
    private static final Set<Metric> OF_GROUPS = EnumSet.of(
            Metric.LAUNCHED, Metric.FLEET_MEAN, Metric.FLEET_PEAK, Metric.CAPACITY_SHORT, Metric.PROVISIONING_TIMEOUTS);

    @TempDir
    private Path folder = Path.of("");

    /** R2.24, R3.20, R3.51, R4.12, R4.13, R4.20, R4.32, models M4: as worked out above. */
    @Test
    void everyMetricOfTheControlPlaneIsWhatItsDefinitionSays() throws IOException {
        Experiment experiment =
                ScenarioReader.read(Files.writeString(folder.resolve("by-hand.yaml"), SCENARIO), Optional.empty());
        Map<Metric, Double> expected = new EnumMap<>(Metric.class);
        expected.put(Metric.START_LATENCY_MEAN, (12 + 12 + 7 + 3 + 40 * 1) / 44.0);
        expected.put(Metric.START_LATENCY_P50, 1.0);
        expected.put(Metric.START_LATENCY_P95, 7.0); // the 42nd of 44
        expected.put(Metric.START_LATENCY_P99, 12.0); // the 44th
        expected.put(Metric.FAILED_STARTS, 3.0);
        expected.put(Metric.PULLED, 1.0 + 0.5);
        expected.put(Metric.TROUGH, 1 / 2.0);
        expected.put(Metric.DEPLOYMENT_TIME, 90.0); // neither the first, of 52 s, nor the one that failed
        expected.put(Metric.DEPLOYMENTS_FAILED, 1.0);
        expected.put(Metric.SCALING_ACTIONS, 0.0);
        expected.put(Metric.TASKS_MEAN, (33 * 2 + 27 * 1) / 60.0); // two at the end of each minute up to the 33rd
        double runSeconds = (1000 - 12) + (1047 - 12) + (3600 - 1007) + (2000 - 1050);
        expected.put(Metric.UTILISED_CPU, 0.5 * runSeconds / (4 * 3600));
        expected.put(Metric.UTILISED_MEMORY, 512 * runSeconds / (8192 * 3600));

        World world = experiment.worlds().world(0);
        ScalingPlan twoTasks = new ScalingPlan(List.of(new ScalableTarget(0, 2, 2)));
        RunResult result = ClusterSimulation.run(
                world.with(world.controlPlane().orElseThrow().with(twoTasks)),
                experiment.strategies().get(0),
                new Streams(1, 0),
                CHECKED);

        assertThat(result.counts()).isEqualTo(new TaskCounts(40, 40, 40, 0, 0, 0));
        expected.forEach((metric, value) -> assertThat(result.value(metric))
                .as(metric.key())
                .isCloseTo(value, within(metric.key().startsWith("startLatencyP") ? value / 1000 : 1e-9)));
        // The first update is over at 1090; after the second the service never has two healthy tasks again.
        assertThat(result.metrics()).doesNotContainKey(Metric.RECOVERY);
        assertThat(result.faults().faults())
                .extracting(FaultRecord::recovered, FaultRecord::recoverySeconds)
                .containsExactly(tuple(true, 90.0), tuple(false, 1600.0));
        assertThat(expected.keySet())
                .as("all that need a control plane")
                .containsExactlyElementsOf(Arrays.stream(Metric.values())
                        .filter(Metric::ofControlPlane)
                        .filter(metric -> !OF_REQUESTS.contains(metric) && !OF_GROUPS.contains(metric))
                        .filter(metric -> metric != Metric.RECOVERY)
                        .toList());
    }
}
