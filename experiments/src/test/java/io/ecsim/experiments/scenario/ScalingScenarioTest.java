package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cloudwatch.AlarmSettings;
import io.ecsim.cloudwatch.ComparisonOperator;
import io.ecsim.cloudwatch.MissingData;
import io.ecsim.cloudwatch.Statistic;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.observe.ScaledService;
import io.ecsim.random.Streams;
import io.ecsim.schedules.Recurrence;
import io.ecsim.servicescaling.ScalableTarget;
import io.ecsim.servicescaling.ScalingMetric;
import io.ecsim.servicescaling.ScheduledAction;
import io.ecsim.servicescaling.StepAdjustment;
import io.ecsim.servicescaling.StepScalingPolicy;
import io.ecsim.servicescaling.StepScalingPolicy.AdjustmentType;
import io.ecsim.servicescaling.TargetTrackingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scalable targets of scenario documents, read and lived through. */
class ScalingScenarioTest {

    private static final long MINUTE = 60_000_000;
    private static final double ENDLESS = Double.POSITIVE_INFINITY;
    private static final RunOptions OPTIONS = new RunOptions(
            RunOptions.Lookup.INDEXED, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 10);

    @TempDir
    private Path folder;

    /** R6.1, R6.2, R6.10, R6.11: what DescribeScalableTargets and its like print, of several services. */
    @Test
    void readsWhatTheCommandLinePrints() throws Exception {
        Path file = Path.of(Objects.requireNonNull(
                        ScalingScenarioTest.class.getResource("/io/ecsim/experiments/schema/good/scaling.yaml"))
                .toURI());
        List<ScalableTarget> targets = targets(ScenarioReader.read(file, Optional.empty()));
        ScalableTarget web = targets.get(0);
        assertThat(web.service()).isZero();
        assertThat(web.minCapacity()).isEqualTo(2);
        assertThat(web.maxCapacity()).isEqualTo(12);
        assertThat(web.publicationLagMinutes()).isEqualTo(2);
        assertThat(web.policies())
                .containsExactly(
                        new StepScalingPolicy(
                                "web-cpu-out",
                                ScalingMetric.predefined(ScalingMetric.Kind.CPU),
                                "web-cpu-high",
                                AlarmSettings.ofMinutes(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 70, 2),
                                AdjustmentType.CHANGE_IN_CAPACITY,
                                List.of(new StepAdjustment(0, ENDLESS, 1)),
                                Statistic.AVERAGE,
                                MINUTE,
                                0),
                        new TargetTrackingPolicy(
                                "alb-requests", ScalingMetric.predefined(ScalingMetric.Kind.REQUESTS), 1000));
        ScheduledAction monday = web.scheduledActions().get(0);
        assertThat(monday.name()).isEqualTo("monday-morning");
        assertThat(monday.minCapacity()).isEqualTo(OptionalInt.of(5));
        assertThat(monday.maxCapacity()).isEqualTo(OptionalInt.of(12));
        assertThat(monday.recurrence().nextMicros(-1)).as("3:30 in New York").isEqualTo(510 * MINUTE);
        assertThat(monday.recurrence().nextMicros(510 * MINUTE)).isEqualTo(Recurrence.NEVER);
    }

    /** R6.2, R6.6, R6.10: policies and alarms in the words of the API, beside stated metrics. */
    @Test
    void readsWhatIsStatedInline() throws Exception {
        Path file = Path.of(Objects.requireNonNull(
                        ScalingScenarioTest.class.getResource("/io/ecsim/experiments/schema/good/scaling.yaml"))
                .toURI());
        ScalableTarget api =
                targets(ScenarioReader.read(file, Optional.empty())).get(1);
        assertThat(api.metrics().get(0).perTask()).isTrue();
        assertThat(api.metrics().get(0).points()).hasSize(3);
        assertThat(api.policies())
                .containsExactly(
                        new TargetTrackingPolicy("queue", ScalingMetric.stated(0), 25, MINUTE, 10 * MINUTE, true),
                        new StepScalingPolicy(
                                "memory",
                                ScalingMetric.stated(1),
                                "memory-is-high",
                                new AlarmSettings(
                                        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                                        70,
                                        Statistic.AVERAGE,
                                        5,
                                        3,
                                        2,
                                        MissingData.NOT_BREACHING),
                                AdjustmentType.PERCENT_CHANGE_IN_CAPACITY,
                                List.of(new StepAdjustment(0, 10, 10), new StepAdjustment(10, ENDLESS, 30)),
                                Statistic.MAXIMUM,
                                2 * MINUTE,
                                2));
    }

    /** R6.11: seven o'clock in Kolkata is half past one in UTC. */
    @Test
    void scheduledActionsFollowTheirTimeZone() throws IOException {
        ScaledService scaled = run("""
                scheduledActions:
                  - ScheduledActionName: morning
                    Schedule: cron(0 7 ? * MON-FRI *)
                    Timezone: Asia/Kolkata
                    ScalableTargetAction: {MinCapacity: 6}
                """);
        assertThat(scaled.activities()).hasSize(1);
        assertThat(scaled.activities().get(0).atMicros()).isEqualTo(90 * MINUTE);
        assertThat(scaled.activities().get(0).to()).isEqualTo(6);
    }

    /** A queue that the tasks share: 200 over 4 are 50, over 8 they are 25. */
    @Test
    void followsAStatedMetric() throws IOException {
        ScaledService scaled = run("""
                metrics:
                  queue: {points: [[0s, 100], [30m, 200]], perTask: true}
                policies:
                  - PolicyName: queue
                    TargetTrackingScalingPolicyConfiguration:
                      TargetValue: 25
                      CustomizedMetricSpecification: {MetricName: queue, Namespace: shop, Statistic: Average}
                """);
        assertThat(scaled.activities()).hasSize(1);
        assertThat(scaled.activities().get(0).atMicros())
                .as("with the lag of a minute")
                .isEqualTo(34 * MINUTE);
        assertThat(scaled.activities().get(0).to()).isEqualTo(8);
    }

    /** A policy that watches what nothing makes is told of. */
    @Test
    void doubtsPoliciesWithoutData() throws IOException {
        String cpu = """
                policies:
                  - PolicyName: cpu
                    TargetTrackingScalingPolicyConfiguration:
                      TargetValue: 50
                      PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
                """;
        assertThat(read(cpu).assumptions())
                .anyMatch(each -> each.startsWith("Policy cpu of service web watches ECSServiceAverageCPUUtilization"));
        assertThat(read(cpu + "metrics: {ECSServiceAverageCPUUtilization: {points: [[0s, 50]]}}\n")
                        .assumptions())
                .noneMatch(each -> each.startsWith("Policy cpu"));
    }

    private ScaledService run(String fields) throws IOException {
        Experiment experiment = read(fields);
        return ClusterSimulation.run(
                        experiment.worlds().world(0), experiment.strategies().get(0), new Streams(1, 0), OPTIONS)
                .controlPlane()
                .orElseThrow()
                .scaled()
                .get(0);
    }

    private Experiment read(String fields) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), """
                startsAt: 2026-01-05T00:00:00Z
                horizon: 3h
                cluster: {zones: [us-east-1a], instances: [{count: 4, cpu: 4096, memory: 16GiB}]}
                strategies: ["binpack(memory)"]
                services:
                  - {name: web, cpu: 256, memory: 512, desiredCount: 4}
                scalableTargets:
                  - service: web
                    minCapacity: 2
                    maxCapacity: 20
                """ + fields.indent(4));
        return ScenarioReader.read(file, Optional.empty());
    }

    private static List<ScalableTarget> targets(Experiment experiment) {
        return experiment
                .worlds()
                .world(0)
                .controlPlane()
                .orElseThrow()
                .scaling()
                .targets();
    }
}
