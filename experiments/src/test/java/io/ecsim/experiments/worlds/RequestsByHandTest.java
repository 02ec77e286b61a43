package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RequestTotals;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on services in whole runs, followed by hand (models.md M5 and M6). */
class RequestsByHandTest {

    private static final Percentage THREE_PERCENT = Percentage.withPercentage(3);

    /** One instance of two vCPU in each of two zones; services whose tasks run after a second or two. */
    private static final String HEAD = """
            horizon: 2h
            cluster: {zones: [a, b], instances: [{count: 2, cpu: 2048, memory: 8GiB}]}
            strategies: [spread(instanceId)]
            controlPlane: {agent: {containerStart: 1s}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private RunResult run(String scenario) throws IOException {
        return run(HEAD, scenario);
    }

    private RunResult run(String head, String scenario) throws IOException {
        Experiment experiment = ScenarioReader.read(
                Files.writeString(folder.resolve("by-hand.yaml"), head + scenario), Optional.empty());
        return ClusterSimulation.run(
                experiment.worlds().world(0),
                experiment.strategies().get(0),
                new Streams(1, 0),
                new RunOptions(
                        RunOptions.Lookup.INDEXED,
                        RunOptions.TieBreak.REGISTRATION,
                        RunOptions.Checks.EVERY_EVENT,
                        10));
    }

    private static RequestTotals of(RunResult run, String service) {
        return run.controlPlane().orElseThrow().requests().orElseThrow().services().stream()
                .filter(each -> each.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private static RequestTotals.Stretch at(RequestTotals totals, int minute) {
        return totals.stretches().stream()
                .filter(stretch -> stretch.fromMicros() == minute * 60_000_000L)
                .findFirst()
                .orElseThrow();
    }

    /** M5, M6, R2.24: a task has what its neighbour leaves; with a greedy one it has its part, and that one takes longer. */
    @Test
    void neighboursMeet() throws IOException {
        RunResult run = run("""
                services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 2}]
                requests: [{service: web, rate: {constant: {perSecond: 40}}, work: {cpu: 20ms}}]
                runTasks:
                  - {name: batch, at: 30m, count: 2, cpu: 1536, memory: 1GiB, runTime: 20m, behaviour: {cpu: 2}}
                """);
        RequestTotals web = of(run, "web");
        // Alone each of the two has 2 vCPU for 0.4: M/M/2 of load 0.2. Beside the batch it has 0.5: load 0.8.
        assertThat(at(web, 20).p99Seconds()).isCloseTo(4.7 * 0.02 / (1 - 0.04), THREE_PERCENT);
        assertThat(at(web, 40).p99Seconds()).isCloseTo(7.39 * 0.04 / (1 - 0.8), THREE_PERCENT);
        assertThat(at(web, 100).p99Seconds()).isEqualTo(at(web, 20).p99Seconds());
        // 20 minutes of two vCPU at 1.6 are 25.
        assertThat(at(web, 53).p99Seconds()).isEqualTo(at(web, 40).p99Seconds());
        assertThat(at(web, 57).p99Seconds()).isEqualTo(at(web, 20).p99Seconds());
        assertThat(run.counts().completed()).isEqualTo(2);
        // Over two instances of two vCPU: requests 0.8 all the time, the batch 2 x 2 x 20 minutes of 120.
        assertThat(run.value(Metric.UTILISED_CPU)).isCloseTo((0.8 + 4 * 20 / 120.0) / 4, within(0.002));
    }

    /** R2.24: a CPU that is set for the task is the most that its requests get, however empty the host is. */
    @Test
    void aQuotaIsHard() throws IOException {
        RequestTotals web = of(run("""
                services:
                  - name: web
                    desiredCount: 1
                    definition:
                      family: web
                      cpu: "512"
                      memory: "1024"
                      containerDefinitions: [{name: app, image: app, essential: true}]
                requests: [{service: web, rate: {constant: {perSecond: 20}}, work: {cpu: 20ms}}]
                """), "web");
        assertThat(at(web, 20).p99Seconds()).isCloseTo(7.39 * 0.04 / (1 - 0.8), THREE_PERCENT);
        assertThat(web.cpuUtilisation()).isCloseTo(0.8, THREE_PERCENT);
    }

    /** M6, R4.41: no task gets requests before it is RUNNING and its target healthy; until then all find no target. */
    @Test
    void onlyHealthyTargetsGetRequests() throws IOException {
        RequestTotals web = of(run("""
                services:
                  - name: web
                    cpu: 512
                    memory: 1GiB
                    desiredCount: 2
                    targetGroups: [{name: front, interval: 30s}]
                    behaviour: {target: {ready: 70s}}
                requests: [{service: web, rate: {constant: {perSecond: 10}}, work: {cpu: 20ms}}]
                """), "web");
        // Probes fail at 30 s and 60 s, pass at 90 s: unhealthy at the second, and healthy again after five in a row.
        double healthySeconds = web.withoutTarget() / 10;
        assertThat(healthySeconds).isBetween(30 * 7.0, 30 * 7.0 + 10);
        assertThat(web.failed()).isEqualTo(web.withoutTarget());
        assertThat(web.answered() + web.failed()).isEqualTo(web.offered());
        assertThat(web.offered()).isEqualTo(72_000);
    }

    /** R7.8: who is sent to a machine that has gone waits in vain from then on until that is noticed, step or no step. */
    @ParameterizedTest
    @ValueSource(strings = {"1s", "1m", "7m"})
    void aLostMachineAnswersNothing(String step) throws IOException {
        Files.writeString(folder.resolve("outages.csv"), "instance,leaves,returns\ni-000001,1805,2405\n");
        RequestTotals web = of(run(HEAD.replace("agent:", "requestStep: " + step + ", agent:"), """
                services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 2}]
                requests: [{service: web, rate: {constant: {perSecond: 20}}, work: {cpu: 20ms}}]
                failures:
                  outages: {file: outages.csv, leaves: {column: leaves, unit: s}, returns: {column: returns, unit: s}}
                """), "web");
        assertThat(web.timedOut()).isCloseTo(60 * 10, within(1.0)); // half of all, for a minute
    }

    /** M7: a zone is impaired when it is, step or no step. */
    @ParameterizedTest
    @ValueSource(strings = {"1s", "1m", "7m"})
    void aZoneIsImpairedWhenItIs(String step) throws IOException {
        RequestTotals web = of(run(HEAD.replace("agent:", "requestStep: " + step + ", agent:"), """
                services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 2}]
                requests: [{service: web, rate: {constant: {perSecond: 40}}, work: {cpu: 20ms}}]
                failures: {zones: [{zone: a, at: 1820s, for: 100s, kind: impaired, errors: 10%}]}
                """), "web");
        assertThat(web.faulty()).isCloseTo(40 * 100 / 2 * 0.1, THREE_PERCENT);
    }

    /** M7: an impaired zone answers late and with errors; with cross-zone balancing off it has half of the requests. */
    @Test
    void impairedZonesAnswerLate() throws IOException {
        RequestTotals web = of(run("""
                services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 2}]
                requests: [{service: web, rate: {constant: {perSecond: 40}}, work: {cpu: 20ms}, crossZone: false, bytes: 1kB}]
                failures: {zones: [{zone: a, at: 30m, for: 30m, kind: impaired, latencyFactor: 5, errors: 10%}]}
                """), "web");
        assertThat(web.faulty()).isCloseTo(40 * 1800 / 2 * 0.1, THREE_PERCENT);
        assertThat(at(web, 40).p99Seconds()).isGreaterThan(3 * at(web, 20).p99Seconds());
        assertThat(web.bytesAcrossZones()).isZero();
        assertThat(web.bytesWithinZone()).isCloseTo(1000.0 * 40 * 7200, THREE_PERCENT);
    }

    /** M7: from the moment of a zonal shift on no request finds the impaired zone; the other zone answers them all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aZonalShiftEndsTheErrorsAtOnce(boolean crossZone) throws IOException {
        String requests = """
                requests: [{service: web, rate: {constant: {perSecond: 40}}, work: {cpu: 20ms}, crossZone: %s}]
                """.formatted(crossZone);
        String impaired = requests + """
                failures:
                  zones: [{zone: a, at: 30m, for: 30m, kind: impaired, latencyFactor: 5, errors: 10%}]
                """;
        String two = "services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 2}]\n";
        RequestTotals unshifted = of(run(two + impaired), "web");
        RequestTotals web = of(run(two + impaired + "  zonalShifts: [{zone: a, at: 40m, for: 50m}]\n"), "web");
        RequestTotals alone = of(run(two.replace("desiredCount: 2", "desiredCount: 1") + requests), "web");

        assertThat(unshifted.faulty()).isCloseTo(40 * 1800 / 2 * 0.1, within(1.0));
        assertThat(web.faulty()).isCloseTo(40 * 600 / 2 * 0.1, within(1.0));
        assertThat(at(web, 35)).isEqualTo(at(unshifted, 35));
        assertThat(at(web, 45)).isEqualTo(at(alone, 45)); // all 40 a second on the 2 vCPU of the other zone
        assertThat(at(web, 45).p99Seconds()).isGreaterThan(at(unshifted, 20).p99Seconds());
        assertThat(at(web, 85)).isEqualTo(at(alone, 85)); // the shift outlasts its cause
        assertThat(at(web, 95)).isEqualTo(at(unshifted, 95));
        assertThat(web.withoutTarget()).isEqualTo(unshifted.withoutTarget());
    }

    /** M7: where all targets are in zones that are shifted away from, the load balancer goes on sending there. */
    @Test
    void aZonalShiftDoesNothingWhereThereIsNoOtherTarget() throws IOException {
        String world = """
                services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 2}]
                requests: [{service: web, rate: {constant: {perSecond: 40}}, work: {cpu: 20ms}}]
                """;
        RequestTotals plain = of(run(world), "web");
        RequestTotals both = of(run(world + """
                failures: {zonalShifts: [{zone: a, at: 30m, for: 30m}, {zone: b, at: 40m, for: 30m}]}
                """), "web");
        assertThat(both.withoutTarget()).isEqualTo(plain.withoutTarget());
        assertThat(at(both, 35).p99Seconds()).isGreaterThan(at(plain, 35).p99Seconds());
        assertThat(at(both, 50)).isEqualTo(at(plain, 50));
        assertThat(at(both, 65).p99Seconds()).isEqualTo(at(both, 35).p99Seconds());
    }

    /** M7: targets that come and go during a shift are routed by it; the last one elsewhere takes the shift with it. */
    @Test
    void targetsComeAndGoDuringAZonalShift() throws IOException {
        RequestTotals web = of(run("""
                services:
                  - {name: web, cpu: 512, memory: 1GiB, desiredCount: 2, availabilityZoneRebalancing: DISABLED}
                requests: [{service: web, rate: {constant: {perSecond: 40}}, work: {cpu: 20ms}}]
                failures:
                  zones: [{zone: b, at: 40m, for: 20m}]
                  zonalShifts: [{zone: a, at: 30m, for: 1h}]
                """), "web");
        // Zone b is gone: its requests come back to zone a, where two tasks share them from then on.
        assertThat(at(web, 50).p99Seconds()).isLessThanOrEqualTo(at(web, 35).p99Seconds());
        assertThat(at(web, 50).answeredPerSecond()).isCloseTo(40, THREE_PERCENT);
    }

    /** M6: with cross-zone balancing on, half of the requests of two zones are answered in the other one. */
    @Test
    void bytesCrossZones() throws IOException {
        RunResult run = run("""
                services:
                  - {name: web, cpu: 512, memory: 1GiB, desiredCount: 4}
                  - {name: idle, cpu: 512, memory: 1GiB, desiredCount: 1}
                requests: [{service: web, rate: {constant: {perSecond: 40}}, work: {cpu: 20ms}, bytes: 1kB}]
                """);
        RequestTotals web = of(run, "web");
        assertThat(web.bytesAcrossZones()).isEqualTo(web.bytesWithinZone());
        assertThat(run.controlPlane().orElseThrow().requests().orElseThrow().services())
                .hasSize(1);
        List<Double> values =
                List.of(run.value(Metric.GOODPUT) + run.value(Metric.REQUEST_ERRORS), run.value(Metric.REQUEST_TRIES));
        assertThat(values).allSatisfy(value -> assertThat(value).isCloseTo(1, within(1e-9)));
        assertThat(run.value(Metric.LATENCY_P99)).isEqualTo(web.p99Seconds());
        assertThat(run.value(Metric.LATENCY_P50)).isEqualTo(web.p50Seconds());
    }
}
