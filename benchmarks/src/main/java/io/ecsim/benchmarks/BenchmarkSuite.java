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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The figures that {@code benchmarks/README.md} quotes, in one go: whole runs at 70 % load on 1,000, 10,000 and 100,000
 * instances, overload on 1,000, allocation, decisions by index and by scan; written as JMH's JSON, a table, a chart and
 * a description of the machine. Quick: the same benchmarks with short iterations, and 100,000 instances once. Peers: other
 * simulators beside ecsim in the same run, where the build has them.
 *
 * <p>{@code benchmarks/run DIRECTORY [quick] [peers]}
 */
public final class BenchmarkSuite {

    private BenchmarkSuite() {}

    /** Runs the suite into the directory given. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path directory = Path.of(arguments[0]);
        List<String> words = List.of(arguments).subList(1, arguments.length);
        boolean quick = words.contains("quick");
        Files.createDirectories(directory);
        List<RunResult> results = new ArrayList<>();
        results.addAll(wholeRuns(quick, "70", "1000", "10000"));
        results.addAll(wholeRuns(quick, "98,110", "1000"));
        results.addAll(
                new Runner((quick ? largest().param("strategy", "random").param("scenario", "S") : largest()).build())
                        .run());
        results.addAll(new Runner(options(quick).include("EventQueueBenchmark").build()).run());
        results.addAll(new Runner(options(quick)
                        .include("DecisionBenchmark")
                        .param("instances", "1000")
                        .build())
                .run());
        if (words.contains("peers")) {
            List<RunResult> peers = PeerFigures.measure(quick);
            PeerFigures.write(peers, directory);
            results.addAll(peers);
        }
        ResultFormatFactory.getInstance(
                        ResultFormatType.JSON, directory.resolve("jmh.json").toString())
                .writeOut(results);
        Table table = table(results);
        Files.writeString(directory.resolve("tasks-per-second.csv"), CsvTables.text(table));
        Files.writeString(directory.resolve("tasks-per-second.md"), MarkdownTables.text(table));
        Files.write(directory.resolve("tasks-per-second.png"), PngImage.bytes(chart(results)));
        Files.writeString(directory.resolve("machine.txt"), Machine.describe());
    }

    private static Collection<RunResult> wholeRuns(boolean quick, String loads, String... instances)
            throws RunnerException {
        return new Runner(options(quick)
                        .include("WholeRunBenchmark")
                        .param("loadPercent", loads.split(",", -1))
                        .param("instances", instances)
                        .build())
                .run();
    }

    private static ChainedOptionsBuilder largest() {
        return options(false)
                .include("WholeRunBenchmark")
                .param("loadPercent", "70")
                .param("instances", "100000");
    }

    /** Quick: a fifth of the time. What is not warm by then reads slower than it is. */
    private static ChainedOptionsBuilder options(boolean quick) {
        ChainedOptionsBuilder options = new OptionsBuilder().addProfiler(GCProfiler.class);
        return quick
                ? options.warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(400))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(200))
                : options;
    }

    private static List<RunResult> wholeRunsOf(Collection<RunResult> results) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().contains("WholeRun"))
                .toList();
    }

    private static double tasksPerSecond(RunResult result) {
        return secondary(result, "tasks").getStatistics().getPercentile(50);
    }

    private static Result<?> secondary(RunResult result, String name) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no result named " + name));
    }

    /** Bytes that JMH saw allocated for each task. */
    private static double bytesPerTask(RunResult result) {
        return secondary(result, "gc.alloc.rate.norm").getScore()
                * result.getPrimaryResult().getScore()
                / secondary(result, "tasks").getScore();
    }

    private static Table table(Collection<RunResult> results) {
        Table.Builder table = Table.builder(
                "tasks-per-second",
                "Tasks a second, one core",
                Column.text("scenario", "Scenario", "models.md M13"),
                Column.integer("instances", "Instances", "", "Container instances"),
                Column.integer("load_percent", "Load (%)", "", "CPU asked for, of CPU registered"),
                Column.text("strategy", "Strategy", "Placement strategy"),
                Column.integer("tasks_per_s", "Tasks/s", "tasks/s", "Median of the iterations"),
                Column.integer("tasks_per_s_least", "Least", "tasks/s", "Slowest iteration"),
                Column.integer("tasks_per_s_most", "Most", "tasks/s", "Fastest iteration"),
                Column.number("bytes_per_task", "Bytes/task", "B", 1, "Allocated per task"));
        for (RunResult result : wholeRunsOf(results)) {
            var statistics = secondary(result, "tasks").getStatistics();
            table.row(
                    Cell.text(result.getParams().getParam("scenario")),
                    Cell.whole(Long.parseLong(result.getParams().getParam("instances"))),
                    Cell.whole(Long.parseLong(result.getParams().getParam("loadPercent"))),
                    Cell.text(result.getParams().getParam("strategy")),
                    Cell.whole(Math.round(tasksPerSecond(result))),
                    Cell.whole(Math.round(statistics.getMin())),
                    Cell.whole(Math.round(statistics.getMax())),
                    Cell.real(bytesPerTask(result)));
        }
        return table.build();
    }

    private static BarPlot chart(Collection<RunResult> results) {
        Set<String> worlds = new LinkedHashSet<>();
        Map<String, Map<String, Double>> byStrategy = new LinkedHashMap<>();
        for (RunResult result : wholeRunsOf(results)) {
            String world = String.format(
                    Locale.ROOT,
                    "%s, %,d instances, %s %%",
                    result.getParams().getParam("scenario"),
                    Integer.parseInt(result.getParams().getParam("instances")),
                    result.getParams().getParam("loadPercent"));
            worlds.add(world);
            byStrategy
                    .computeIfAbsent(result.getParams().getParam("strategy"), key -> new LinkedHashMap<>())
                    .put(world, tasksPerSecond(result) / 1e6);
        }
        List<BarPlot.Bar> bars = new ArrayList<>();
        byStrategy.forEach((strategy, values) -> bars.add(new BarPlot.Bar(
                new SeriesName(strategy, bars.size()),
                worlds.stream()
                        .map(world -> values.getOrDefault(world, Double.NaN))
                        .toList())));
        return new BarPlot(
                "tasks-per-second",
                "Tasks through the whole house",
                "Arrival, placement, run, release and metrics; one core, warm; medians.",
                Axis.linear("tasks", "Tasks", "million/s"),
                List.copyOf(worlds),
                false,
                bars);
    }
}
