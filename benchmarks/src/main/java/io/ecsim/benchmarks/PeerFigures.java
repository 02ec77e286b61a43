package io.ecsim.benchmarks;

import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.PngImage;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.MarkdownTables;
import io.ecsim.reports.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** ecsim beside other simulators on the same tasks: {@code PeersBenchmark} of the build profile {@code peers}. */
final class PeerFigures {

    private static final String CLOUDSIM_PLUS = "CloudSim Plus";

    private PeerFigures() {}

    /**
     * Measures all simulators where each can keep up.
     *
     * @throws IllegalStateException if the build has none
     */
    static List<RunResult> measure(boolean quick) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        String tasks = quick ? "100000" : "200000";
        try {
            results.addAll(new Runner(options(quick, "1000", tasks)
                            .param("simulator", "ecsim", "ecsim by scan", "SSJ", CLOUDSIM_PLUS)
                            .build())
                    .run());
            if (!quick) {
                results.addAll(new Runner(options(false, "10000", "1000000")
                                .param("simulator", "ecsim", "SSJ")
                                .build())
                        .run());
                // An order of magnitude slower: fewer tasks and shots, so that the run ends.
                results.addAll(new Runner(options(false, "10000", "150000")
                                .param("simulator", "ecsim by scan", CLOUDSIM_PLUS)
                                .warmupIterations(2)
                                .measurementIterations(3)
                                .build())
                        .run());
            }
        } catch (NoBenchmarksException none) {
            throw new IllegalStateException("this build has no peers; build with -Ppeers", none);
        }
        return results;
    }

    private static ChainedOptionsBuilder options(boolean quick, String instances, String tasks) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("PeersBenchmark")
                .shouldFailOnError(true)
                .param("instances", instances)
                .param("tasks", tasks);
        return quick ? options.warmupIterations(3).measurementIterations(3) : options;
    }

    /** Writes {@code peers.csv}, {@code peers.md} and {@code peers.png}. */
    static void write(List<RunResult> results, Path directory) throws IOException {
        Table table = table(results);
        Files.writeString(directory.resolve("peers.csv"), CsvTables.text(table));
        Files.writeString(directory.resolve("peers.md"), MarkdownTables.text(table));
        Files.write(directory.resolve("peers.png"), PngImage.bytes(chart(results)));
    }

    private static String simulator(RunResult result) {
        return result.getParams().getParam("simulator");
    }

    private static int instances(RunResult result) {
        return Integer.parseInt(result.getParams().getParam("instances"));
    }

    /** Of the median shot, or of the slowest (1) or the fastest (0). */
    private static double tasksPerSecond(RunResult result, double percentile) {
        return Long.parseLong(result.getParams().getParam("tasks"))
                / result.getPrimaryResult().getStatistics().getPercentile(percentile);
    }

    private static Table table(List<RunResult> results) {
        Table.Builder table = Table.builder(
                "peers",
                "The same tasks in other simulators, one core",
                Column.text("simulator", "Simulator", "Who ran the tasks"),
                Column.integer("instances", "Instances", "", "Container instances"),
                Column.integer("tasks", "Tasks", "", "Tasks of one shot"),
                Column.integer("tasks_per_s", "Tasks/s", "tasks/s", "Of the median shot"),
                Column.integer("tasks_per_s_least", "Least", "tasks/s", "Of the slowest shot"),
                Column.integer("tasks_per_s_most", "Most", "tasks/s", "Of the fastest shot"));
        for (RunResult result : results) {
            table.row(
                    Cell.text(simulator(result)),
                    Cell.whole(instances(result)),
                    Cell.whole(Long.parseLong(result.getParams().getParam("tasks"))),
                    Cell.whole(Math.round(tasksPerSecond(result, 50))),
                    Cell.whole(Math.round(tasksPerSecond(result, 100))),
                    Cell.whole(Math.round(tasksPerSecond(result, 0))));
        }
        return table.build();
    }

    private static BarPlot chart(List<RunResult> results) {
        TreeSet<Integer> sizes = new TreeSet<>();
        results.forEach(result -> sizes.add(instances(result)));
        Map<String, Map<Integer, Double>> bySimulator = new LinkedHashMap<>();
        for (RunResult result : results) {
            bySimulator
                    .computeIfAbsent(simulator(result), key -> new LinkedHashMap<>())
                    .put(instances(result), tasksPerSecond(result, 50) / 1e6);
        }
        List<BarPlot.Bar> bars = new ArrayList<>();
        bySimulator.forEach((simulator, values) -> bars.add(new BarPlot.Bar(
                new SeriesName(simulator, bars.size()),
                sizes.stream()
                        .map(size -> values.getOrDefault(size, Double.NaN))
                        .toList())));
        return new BarPlot(
                "peers",
                "The same tasks in other simulators",
                "S at 70 %, binpack(memory); one core, warm; medians. Every simulator placed every task alike.",
                Axis.linear("tasks", "Tasks", "million/s"),
                sizes.stream()
                        .map(size -> String.format(Locale.ROOT, "%,d instances", size))
                        .toList(),
                false,
                bars);
    }
}
