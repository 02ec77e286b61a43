package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecsim.workloads.document.DocumentException;
import io.ecsim.workloads.document.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference lists every field that the reader knows: an unknown field everywhere makes the reader list them. */
class ScenarioDocumentationTest {

    private static final String DRAWN = """
            zzz: 1
            horizon: 1d
            cluster:
              zzz: 1
              zones: [us-east-1a]
              awsvpcTrunking: true
              trunkRegistration: {zzz: 1, failure: 1%}
              instances:
                - {zzz: 1, count: 1, cpu: 1024, memory: 1GiB}
                - {zzz: 1, count: 1, instanceType: m5.large}
            workload:
              zzz: 1
              arrivals: {poisson: {zzz: 1, load: 70%}}
              runTime: {exponential: {zzz: 1, mean: 10m}}
              tasks:
                - {zzz: 1, name: a, cpu: 1, memory: 1, placementConstraints: [{zzz: 1, type: distinctInstance}]}
                - {zzz: 1, name: b, cpu: 1, memory: 1, placementConstraints: [{zzz: 1, type: memberOf, expression: "runningTasksCount == 0"}]}
            startsAt: 2026-01-05T00:00:00Z
            runTasks: [{zzz: 1, name: r, at: 1h, cpu: 1, memory: 1}]
            startTasks: [{zzz: 1, name: s, at: 1h, cpu: 1, memory: 1, containerInstances: [i-000001]}]
            schedules: [{zzz: 1, name: t, scheduleExpression: rate(1 hour), retryPolicy: {zzz: 1}, cpu: 1, memory: 1}]
            controlPlane:
              zzz: 1
              agent:
                zzz: 1
                memory: {zzz: 1}
                volumes: {zzz: 1}
                disconnections: {zzz: 1, atRandom: {zzz: 1, between: 1d, lasts: 1m}, planned: [{zzz: 1, instance: i-000001, at: 1s, for: 1s}]}
              scheduler: {zzz: 1}
              timings: {zzz: 1}
            scalableTargets: [{zzz: 1, service: web, minCapacity: 1, maxCapacity: 2, metrics: {m: {zzz: 1, points: [[0s, 1]]}}}]
            operations: [{zzz: 1, at: 1h, drain: {zzz: 1, zone: us-east-1a}}]
            images:
              zzz: 1
              registries: [{zzz: 1, name: r, kind: ecr, rateLimit: {zzz: 1, pulls: 1, per: 1s}, outages: [{zzz: 1, at: 1s, duration: 1s}]}]
              images: [{zzz: 1, name: i, registry: r, layers: [{zzz: 1, digest: d, size: 1MB}]}]
              instance: {zzz: 1}
              cleanup: {zzz: 1}
            queue: {retry: {zzz: 1, first: 1s, retries: 1}}
            failures:
              zzz: 1
              instances: {zzz: 1, life: {weibull: {zzz: 1, shape: 1, mean: 1d}}, repair: {gamma: {zzz: 1, shape: 1, scale: 1m}}}
              zones: [{zzz: 1, zone: us-east-1a, at: 1h, for: 1h}]
              crashes: {hyperexponential: {zzz: 1, branches: [{zzz: 1, probability: 1, mean: 1d}]}}
              randomZones: {life: {hyperexponential: {zzz: 1, mean: 1d, cv2: 1}}, repair: {boundedPareto: {zzz: 1, shape: 1, low: 1m, high: 1h}}}
              shocks: [{zzz: 1, domain: zone, every: 1d, share: 0.5, repair: 1m}]
              outages: {zzz: 1, file: none.csv, leaves: {zzz: 1, column: a, unit: s}, returns: {column: b, unit: s}}
              recovery: {zzz: 1, retries: 1}
            strategies: [{zzz: 1, name: a, strategy: random}, [{zzz: 1, type: spread, field: host}]]
            variants: [{name: as-is}, {zzz: 1, name: other}]
            replicate: {windows: {zzz: 1, length: 1h, count: 2}}
            objective: {zzz: 1, metric: waitMean, subjectTo: [{zzz: 1, metric: unplaced, atMost: 0}]}
            need: {zzz: 1}
            """;

    private static final String CLOSED = """
            horizon: 1d
            cluster: {zones: [us-east-1a], instances: [{count: 1, cpu: 1024, memory: 1GiB}]}
            workload:
              arrivals: {closedLoop: {zzz: 1, customers: 3, think: 1m}}
              tasks: [{zzz: 1, name: a, cpu: 1, memory: 1, runTime: 1m}]
            strategies: [random]
            """;

    private static final String TRACED = """
            horizon: 1d
            cluster:
              zones: [us-east-1a]
              nodes: {zzz: 1, reader: google-2011, file: none.csv, machineUnit: {zzz: 1, cpu: 1, memory: 1}}
            workload:
              zzz: 1
              trace: %s
              task: {zzz: 1}
            strategies: [random]
            replicate: {blockBootstrap: {zzz: 1, block: 1h, count: 2}}
            """;

    @Test
    void everyFieldIsInTheReference(@TempDir Path folder) throws IOException {
        TreeSet<String> fields = new TreeSet<>(allowed(folder, DRAWN));
        for (String arrivals : List.of(
                "{onOff: {zzz: 1, on: 1m, off: 1m, whileOn: {zzz: 1, perSecond: 1}}}",
                "{diurnal: {zzz: 1, load: 1, amplitude: 1, peak: 1h}}",
                "{diurnal: {zzz: 1, load: 1, points: [[1h, 1]]}}",
                "{retailWeek: {zzz: 1, load: 1, sale: {zzz: 1, day: monday, time: 1h, for: 1h, factor: 2}}}",
                "{curve: {zzz: 1, file: a, time: {zzz: 1, column: a, unit: s}, value: {zzz: 1, column: b}}}")) {
            fields.addAll(allowed(folder, DRAWN.replace("{poisson: {zzz: 1, load: 70%}}", arrivals)));
        }
        fields.addAll(allowed(folder, CLOSED));
        fields.addAll(allowed(folder, String.format(TRACED, "{zzz: 1, reader: alibaba-2017, file: a}")));
        fields.addAll(allowed(folder, String.format(TRACED, "{zzz: 1, reader: openb, file: a}")));
        fields.addAll(allowed(
                folder,
                String.format(TRACED, "{zzz: 1, reader: alibaba-2018, file: a, machineUnit: {zzz: 1, memory: 1GiB}}")));
        fields.addAll(allowed(folder, String.format(TRACED, "{zzz: 1, reader: azure-vm-2017, file: a}")));
        fields.addAll(allowed(
                folder, String.format(TRACED, "{zzz: 1, reader: azure-packing-2020, file: a, machineUnit: {zzz: 1}}")));
        fields.addAll(allowed(
                folder, String.format(TRACED, "{zzz: 1, reader: google-2011, file: [a], machineUnit: {zzz: 1}}")));
        for (String reader : List.of("swf", "alibaba-2025", "gwf", "batsim", "opendc")) {
            fields.addAll(allowed(folder, String.format(TRACED, "{zzz: 1, reader: " + reader + ", file: a}")));
        }
        fields.addAll(allowed(
                folder,
                String.format(TRACED, "{zzz: 1, reader: csv, file: a, arrival: {zzz: 1, column: a, unit: s}}")));
        String reference = Files.readString(Path.of("..", "docs", "scenario.md"));

        assertThat(fields).hasSizeGreaterThan(80);
        assertThat(fields)
                .allSatisfy(field -> assertThat(reference)
                        .as("docs/scenario.md must name the field %s", field)
                        .containsPattern("\\b" + field + "\\b"));
    }

    private static List<String> allowed(Path folder, String text) throws IOException {
        Path file = folder.resolve("all.yaml");
        Files.writeString(file, text);
        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> ScenarioReader.read(file, Optional.empty()));
        List<Fault> unknown = refused.faults().stream()
                .filter(fault -> fault.message().startsWith("unknown field \"zzz\""))
                .toList();
        // Every zzz of the text must be found, or its object was never read to its end.
        assertThat(unknown.size()).isEqualTo(text.split("zzz", -1).length - 1);
        return unknown.stream()
                .map(fault -> fault.message().substring(fault.message().indexOf("Allowed: ") + "Allowed: ".length()))
                .flatMap(names -> List.of(names.split(", ")).stream())
                .toList();
    }
}
