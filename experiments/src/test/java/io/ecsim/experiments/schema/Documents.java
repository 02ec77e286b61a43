package io.ecsim.experiments.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Good scenarios that use every field, as trees that a test can change. */
final class Documents {

    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final String BASE = """
            horizon: 1d
            cluster: {zones: [us-east-1a], instances: [{count: 5, cpu: 8192, memory: 32GiB}]}
            workload:
              %s
            strategies: [random]
            """;
    private static final String DRAWN =
            "{arrivals: %s, runTime: %s, tasks: [{name: a, cpu: 256, memory: 512}], maxTasks: 10}";

    /** Every law; LOW is a value, HIGH a greater one. */
    private static final List<String> LAWS = List.of(
            "LOW",
            "{constant: LOW}",
            "{exponential: {mean: LOW}}",
            "{lognormal: {mean: LOW, sd: HIGH}}",
            "{lognormal: {median: LOW, sigma: 1.2}}",
            "{uniform: {low: LOW, high: HIGH}}",
            "{weibull: {shape: 0.7, mean: LOW}}",
            "{weibull: {shape: 0.7, scale: LOW}}",
            "{gamma: {shape: 2, mean: LOW}}",
            "{gamma: {shape: 2, scale: LOW}}",
            "{boundedPareto: {shape: 1.1, low: LOW, high: HIGH}}",
            "{hyperexponential: {mean: LOW, cv2: 4}}",
            "{hyperexponential: {branches: [{probability: 90%, mean: LOW}, {probability: 0.1, mean: HIGH}]}}",
            "{empirical: {values: [LOW, HIGH], weights: [3, 1]}}",
            "{empirical: {quantiles: [[0, LOW], [1, HIGH]]}}");

    private static final List<String> ARRIVALS = List.of(
            "{poisson: {load: 0.5, of: cpu}}",
            "{poisson: {perSecond: 2.5}}",
            "{poisson: {perHour: 90}}",
            "{poisson: {every: 400ms}}",
            "{deterministic: {every: 30s}}",
            "{closedLoop: {customers: 5, think: 1m}}",
            "{batch: {every: 1h, size: 3}}",
            "{onOff: {on: 1m, off: 5m, perSecond: 1}}",
            "{onOff: {on: 1m, off: 5m, perHour: 1}}",
            "{onOff: {on: 1m, off: 5m, every: 1m}}",
            "{onOff: {on: 1m, off: 5m, load: 50%, of: cpu}}",
            "{onOff: {on: 1m, off: 5m, whileOn: {perSecond: 2}, whileOff: {every: 1h}}}",
            "{onOff: {on: 1m, off: 5m, whileOn: {perHour: 2}}}",
            "{diurnal: {load: 50%, of: memory, period: 1d, startTime: 6h, amplitude: 0.5, peak: 20h}}",
            "{diurnal: {perSecond: 1, points: [[0s, 1], [8h, 2.5]]}}",
            "{diurnal: {perHour: 1, amplitude: 50%, peak: 20h}}",
            "{diurnal: {every: 1m, amplitude: 0, peak: 20h}}",
            "{retailWeek: {load: 50%, of: cpu, startDay: friday, startTime: 6h, swing: 0.5, weekend: 1.1,"
                    + " sale: {day: friday, time: 20h, for: 2h, factor: 3}}}",
            "{retailWeek: {perSecond: 1}}",
            "{retailWeek: {perHour: 1}}",
            "{retailWeek: {every: 1m}}",
            "{curve: {file: load.csv, time: {column: hour, unit: h}, value: {column: requests, factor: 2}, step: 1h,"
                    + " repeat: true, delimiter: ',', load: 50%, of: cpu}}",
            "{curve: {file: load.csv, time: {column: hour, unit: h}, value: {column: requests}, step: 1h, perSecond: 1}}",
            "{curve: {file: load.csv, time: {column: hour, unit: h}, value: {column: requests}, step: 1h, perHour: 1}}",
            "{curve: {file: load.csv, time: {column: hour, unit: h}, value: {column: requests}, step: 1h, every: 1m}}");

    private Documents() {}

    /** Returns the folder with the files and with what they name. */
    static Path folder() {
        URL marker = Objects.requireNonNull(Documents.class.getResource("good/everything-drawn.yaml"));
        try {
            return Objects.requireNonNull(Path.of(marker.toURI()).getParent());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns all documents by a name for messages. */
    static Map<String, JsonNode> all() throws IOException {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                all.put(String.valueOf(file.getFileName()), YAML.readTree(file.toFile()));
            }
        }
        for (String arrivals : ARRIVALS) {
            add(all, arrivals, String.format(DRAWN, arrivals, "10m"));
        }
        for (String law : LAWS) {
            String duration = law.replace("LOW", "10m").replace("HIGH", "1h");
            String number = law.replace("LOW", "10").replace("HIGH", "20");
            String memory = law.replace("LOW", "1GiB").replace("HIGH", "2GiB");
            add(all, "durations " + law, String.format(DRAWN, "{poisson: {load: 50%}}", duration));
            add(all, "numbers " + law, String.format(DRAWN, "{batch: {every: 1h, size: " + number + "}}", "10m"));
            add(all, "memory " + law, "{trace: {reader: swf, file: jobs.swf, memory: " + memory + "}}");
        }
        return all;
    }

    private static void add(Map<String, JsonNode> all, String name, String workload) throws IOException {
        all.put(name, YAML.readTree(String.format(BASE, workload)));
    }
}
