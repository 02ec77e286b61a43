package io.ecsim.experiments.builds;

import io.ecsim.workloads.document.DocumentException;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads JMH's JSON as {@code benchmarks/run-pair} writes it: each result has, besides JMH's own fields, an object
 * {@code ecsim} with the session, the machine, and the pair and checksum of each fork.
 */
public final class MeasuredBuildReader {

    private static final Set<String> TIME_MODES = Set.of("ss", "avgt");
    private static final int MOST_PAIRS = 1_000;
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final Faults faults = new Faults();
    private final Map<String, String> machine = new LinkedHashMap<>();
    private final Set<String> names = new TreeSet<>();
    private String session = "";

    private MeasuredBuildReader() {}

    /**
     * Reads a file.
     *
     * @throws DocumentException with one line a fault: no JSON, not from JMH, forks that were not paired
     */
    public static MeasuredBuild read(Path file) {
        return new MeasuredBuildReader().file(file);
    }

    private MeasuredBuild file(Path file) {
        Optional<Node> root = DocumentReader.read(file, faults);
        faults.throwIfAny();
        Node results = root.orElseThrow();
        List<BenchmarkForks> benchmarks = results.asList(faults, this::result).orElse(List.of());
        if (faults.isEmpty() && benchmarks.isEmpty()) {
            results.fault(faults, "found an empty list, expected at least one result of JMH");
        }
        // One line is enough: what is wrong with one result is mostly wrong with all.
        if (!faults.isEmpty()) {
            throw new DocumentException(faults.list().subList(0, 1));
        }
        return new MeasuredBuild(file.toString(), session, machine, benchmarks);
    }

    private Optional<BenchmarkForks> result(Node node) {
        Fields result = node.asObject(faults);
        String benchmark = result.text("benchmark", "a name as JMH writes it");
        String mode = result.text("mode", "a mode as JMH writes it");
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        if (!result.has("ecsim")) {
            return node.fault(
                    faults,
                    "the forks were not paired with those of another build; measure both with benchmarks/run-pair");
        }
        if (!TIME_MODES.contains(mode)) {
            result.fault("mode", "found \"" + mode + "\", expected a mode that gives times: ss, avgt");
            return Optional.empty();
        }
        String name = name(benchmark, result);
        if (!names.add(name)) {
            return node.fault(faults, "found a second result of " + name);
        }
        Fields metric = result.object("primaryMetric", Optional::of).orElse(result);
        String unit = metric.text("scoreUnit");
        List<Double> times = medians(metric);
        List<Double> bytes = result.optionalObject("secondaryMetrics", Optional::of)
                .flatMap(metrics -> metrics.optionalObject(ALLOCATION, Optional::of))
                .map(this::medians)
                .orElse(List.of());
        Fields ours = result.object("ecsim", Optional::of).orElse(result);
        session(ours);
        machine(ours);
        List<Integer> pairs = ours.list(
                "pairs", pair -> pair.asInteger(faults, 0, MOST_PAIRS - 1L).map(Long::intValue));
        List<String> checksums = ours.list("checksums", checksum -> checksum.asText(faults, "text"));
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BenchmarkForks(name, pairs, times, unit, bytes, checksums));
        } catch (IllegalArgumentException refusal) {
            return node.fault(faults, String.valueOf(refusal.getMessage()));
        }
    }

    /** The class without its package, then the parameters in the order written. */
    private String name(String benchmark, Fields result) {
        String[] parts = benchmark.split("\\.", -1);
        String type = parts.length < 2 ? benchmark : parts[parts.length - 2];
        StringBuilder name = new StringBuilder(type.replaceAll("Benchmark$", ""));
        result.mapOrEmpty("params", value -> value.asText(faults, "text"))
                .values()
                .forEach(
                        value -> name.append(name.indexOf(" ") < 0 ? " " : ", ").append(value));
        return name.toString();
    }

    private List<Double> medians(Fields metric) {
        return metric.list(
                "rawData",
                fork -> fork.asList(faults, time -> time.asNumber(faults, 0, Double.MAX_VALUE))
                        .filter(times -> !times.isEmpty())
                        .map(MeasuredBuildReader::median)
                        .or(() -> fork.refuse(faults, "at least one iteration")));
    }

    private static double median(List<Double> values) {
        List<Double> ascending = new ArrayList<>(values);
        ascending.sort(null);
        int size = ascending.size();
        return (ascending.get((size - 1) / 2) + ascending.get(size / 2)) / 2;
    }

    private void session(Fields ours) {
        String found = ours.text("session");
        if (!session.isEmpty() && !found.isEmpty() && !found.equals(session)) {
            ours.fault("session", "found \"" + found + "\" after \"" + session + "\"; a file is of one session");
        }
        session = found;
    }

    private void machine(Fields ours) {
        Map<String, String> found = ours.mapOrEmpty("machine", fact -> fact.asText(faults, "text"));
        if (!machine.isEmpty() && !machine.equals(found)) {
            ours.fault("machine", "the results of this file come from different machines");
        }
        if (found.isEmpty()) {
            ours.fault("machine", "says nothing about the machine");
        }
        machine.putAll(found);
    }
}
