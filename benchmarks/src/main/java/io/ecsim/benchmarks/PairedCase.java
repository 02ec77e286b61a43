package io.ecsim.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One benchmark of a paired run with a fixed amount of work, so that every fork of two builds does the same: JMH's
 * single shots, each of a fixed number of calls.
 *
 * @param benchmark class and method
 * @param parameters JMH's, by name; values without commas, so no chains of strategies
 * @param warmups shots before measuring
 * @param warmupCalls calls in each of them
 * @param shots shots measured
 * @param calls calls in each of them
 */
record PairedCase(
        String benchmark, Map<String, String> parameters, int warmups, int warmupCalls, int shots, int calls) {

    private static final String SPREAD = "spread(attribute:ecs.availability-zone)";

    PairedCase {
        parameters = new TreeMap<>(parameters);
        parameters.forEach((name, value) -> {
            if (value.contains(",")) {
                throw new IllegalArgumentException(
                        name + " is \"" + value + "\", which JMH's command line would split at the comma");
            }
        });
    }

    /** Returns the cases of that name: {@code standard} or {@code short}. */
    static List<PairedCase> named(String name) {
        return switch (name) {
            case "short" -> List.of(decision(3, 100, 7, 50));
            case "standard" ->
                List.of(
                        run("S", 1_000, 70, "binpack(memory)"),
                        run("S'", 1_000, 70, SPREAD),
                        run("S'", 1_000, 110, "random"),
                        run("S", 10_000, 70, SPREAD),
                        run("S'", 10_000, 70, "binpack(memory)"),
                        decision(4, 300, 9, 100),
                        new PairedCase("EventQueueBenchmark.hold", Map.of("pending", "100000"), 3, 50, 9, 10));
            default -> throw new IllegalArgumentException("cases must be standard or short, were " + name);
        };
    }

    private static PairedCase run(String scenario, int instances, int loadPercent, String strategy) {
        return new PairedCase(
                "WholeRunBenchmark.advance",
                Map.of(
                        "scenario",
                        scenario,
                        "instances",
                        String.valueOf(instances),
                        "loadPercent",
                        String.valueOf(loadPercent),
                        "strategy",
                        strategy),
                4,
                20,
                9,
                4);
    }

    private static PairedCase decision(int warmups, int warmupCalls, int shots, int calls) {
        return new PairedCase(
                "DecisionBenchmark.releaseAndPlace",
                Map.of("instances", "1000", "lookup", "index", "strategy", "binpack(memory)"),
                warmups,
                warmupCalls,
                shots,
                calls);
    }

    /** Returns the arguments for JMH, which is to run in the process it is started in. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "\\." + benchmark.replace(".", "\\.") + "$",
                "-f",
                "0",
                "-bm",
                "ss",
                "-wi",
                String.valueOf(warmups),
                "-wbs",
                String.valueOf(warmupCalls),
                "-i",
                String.valueOf(shots),
                "-bs",
                String.valueOf(calls),
                "-foe",
                "true",
                "-prof",
                "gc"));
        parameters.forEach((name, value) -> {
            arguments.add("-p");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }
}
