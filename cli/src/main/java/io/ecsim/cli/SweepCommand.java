package io.ecsim.cli;

import io.ecsim.experiments.designs.Point;
import io.ecsim.experiments.executor.RunSession;
import io.ecsim.experiments.journal.RunJournal;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.experiments.output.SweepOutput;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioSource;
import io.ecsim.experiments.scenario.SweepReader;
import io.ecsim.experiments.sweep.PointRuns;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.experiments.sweep.SweepFindings;
import io.ecsim.experiments.sweep.SweepResult;
import io.ecsim.experiments.sweep.SweepRunner;
import io.ecsim.naming.NearestName;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Decimals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim sweep}: compares at many points of a scenario and says who wins where. */
@Command(
        name = "sweep",
        description = "Compares the strategies of a scenario at many values of its fields, and says who wins where and"
                + " where that flips.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim sweep examples/mice-and-elephants.yaml",
            "  ecsim sweep examples/three-zones.yaml --axis 'cluster.instances=[50, 60, 70]'",
            "  ecsim sweep examples/three-zones.yaml \\",
            "        --axis 'workload.arrivals.poisson.load={from: 60%%, to: 95%%}' \\",
            "        --axis 'cluster.instances={from: 30, to: 300, scale: log}' \\",
            "        --design 'latinHypercube: 40' --metrics waitMean,inUse",
            "  ecsim sweep examples/three-zones.yaml --replications 5 \\",
            "        --axis 'workload.arrivals.poisson.load={from: 60%%, to: 95%%}' \\",
            "        --axis 'workload.tasks[large].weight={from: 1, to: 10}' \\",
            "        --design 'morris: {trajectories: 10, levels: 4}'",
            "",
            "All points meet the same random numbers. Ctrl-C ends early and keeps what is",
            "finished; the same command goes on where it stopped, with the same results."
        })
final class SweepCommand implements Callable<Integer> {

    private static final double NANOS = 1e9;
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private final Interrupts interrupts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Option(
            names = "--axis",
            paramLabel = "PATH=VALUES",
            description = "A field to vary, as often as needed, beside the scenario's axes or in place of one: a list"
                    + " such as cluster.instances=[50, 100], or {from: 50, to: 200, steps: 4}, also with step or with"
                    + " scale: log.")
    private List<String> axes = new ArrayList<>();

    @Option(
            names = "--design",
            paramLabel = "DESIGN",
            description = "Which points: full (every combination, the default), 'latinHypercube: POINTS' or"
                    + " 'morris: {trajectories: N, levels: N}'.")
    private @Nullable String design;

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAME",
            description = "Also judge these metrics at every point, with commas between them.")
    private List<String> metrics = new ArrayList<>();

    @Mixin
    private ContenderArguments contenders = new ContenderArguments();

    @Mixin
    private ResultArguments results = new ResultArguments();

    @Mixin
    private PaperArguments paper = new PaperArguments();

    SweepCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        results.requireStated(contenders.own());
        SweepReader.Given given =
                new SweepReader.Given(axes, Optional.ofNullable(design), metrics("--metrics", metrics), results.seed());
        Sweep sweep = scenario.sweep(given, contenders.added())
                .map(each -> results.applied(contenders.chosen(each, scenario), scenario.file()));
        paper.extras(false, results); // what is wrong with it is said before any work is done
        Path folder = results.folder(sweep.first().name() + "-sweep");
        if (results.writesFolder()) {
            requireFolder(folder);
        }
        // Before interrupts are heard: an executor that makes one wait is left by the first of them.
        try (RunSession session = results.start(this::news)) {
            RunFunction runs = runs(session, sweep);
            StopSignal stop = new StopSignal();
            return interrupts.during(stop::raise, () -> run(sweep, runs, session, folder, stop));
        }
    }

    private void news(String sentence) {
        if (!results.quiet()) {
            spec.commandLine().getErr().println("ecsim: " + sentence);
        }
    }

    /** Returns what does the runs of every point: each is the scenario with the point's values in place of its own. */
    private RunFunction runs(RunSession session, Sweep sweep) {
        ScenarioSource source = scenario.source();
        List<RunFunction> runs = new ArrayList<>();
        for (Point point : sweep.points()) {
            List<String> overrides = new ArrayList<>(source.overrides());
            overrides.addAll(point.overrides(sweep.axes()));
            ScenarioSource own = new ScenarioSource(
                    source.scenario(), source.data(), source.lenient(), overrides, source.variants(), source.files());
            runs.add(session.runs(sweep.experiments().get(point.index()), own));
        }
        return new PointRuns(sweep, runs);
    }

    private int run(Sweep sweep, RunFunction runs, RunSession session, Path folder, StopSignal stop)
            throws IOException {
        int threads = session.parallelRuns();
        String command = command(sweep);
        if (!results.writesFolder()) {
            return tell(simulate(sweep, session, stop, runs), command, threads, folder);
        }
        UnfinishedComparison unfinished = new UnfinishedComparison(
                folder, command, EcsimVersion.number(), sweep.first().inputs());
        try (RunJournal journal = unfinished.open(results.fresh(), runs)) {
            PrintWriter err = spec.commandLine().getErr();
            if (journal.found() > 0) {
                news("going on with " + journal.found()
                        + " finished runs of a sweep that was cut off; --fresh starts over");
            }
            SweepResult result = simulate(sweep, session, stop, journal);
            int exit = tell(result, command, threads, folder);
            if (result.stopped() && journal.size() > 0) {
                err.println("ecsim: " + journal.size() + " finished runs are kept in " + journal.file());
                err.println("To go on: " + command + results.writtenFolder());
            } else {
                journal.discard();
            }
            return exit;
        }
    }

    private SweepResult simulate(Sweep sweep, RunSession session, StopSignal stop, RunFunction runs) {
        PrintWriter err = spec.commandLine().getErr();
        RunListener listener =
                !results.quiet() && StandardErrorTerminal.isTerminal() ? new ProgressLine(err) : RunListener.SILENT;
        SweepRunner runner = new SweepRunner(session.parallelRuns(), listener, stop, runs);
        if (!results.quiet() && !results.json()) {
            int cores = session.cores();
            long start = System.nanoTime();
            int pilots = runner.pilot(sweep);
            double seconds = (System.nanoTime() - start) / NANOS / pilots * sweep.runs() / cores;
            news(sweep.points().size() + " points by "
                    + sweep.contenders().size() + " " + sweep.first().contendersNoun() + " by "
                    + sweep.first().replicate().count() + " replications are " + Decimals.whole(sweep.runs())
                    + " runs, about " + time(seconds) + " on " + cores
                    + (cores == 1 ? " core" : " cores"));
        }
        return runner.run(sweep);
    }

    private static String time(double seconds) {
        if (seconds < MINUTE) {
            return Decimals.significant(Math.max(1, seconds), 1) + " s";
        }
        return seconds < HOUR
                ? Decimals.significant(seconds / MINUTE, 2) + " min"
                : Decimals.significant(seconds / HOUR, 2) + " h";
    }

    private int tell(SweepResult result, String command, int threads, Path folder) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        int pairs = result.pairs();
        if (pairs == 0) {
            err.println("ecsim: interrupted before a replication was finished at every point; no report was written");
            return Interrupts.EXIT_CODE;
        }
        Repetition repetition = new Repetition(command, EcsimVersion.number(), threads);
        SweepFindings findings = SweepFindings.of(result);
        Optional<Path> page = results.writesFolder()
                ? Optional.of(SweepOutput.write(findings, repetition, paper.extras(false), folder))
                : Optional.empty();
        PrintWriter screen = spec.commandLine().getOut();
        if (results.json()) {
            screen.print(SweepOutput.json(findings, repetition));
        } else {
            if (!results.quiet()) {
                screen.print(SweepOutput.text(findings, EcsimCommand.WIDTH));
                screen.print('\n');
            }
            page.ifPresent(path -> screen.print("Report: " + path + "\n"));
        }
        screen.flush();
        if (result.stopped()) {
            err.println("ecsim: interrupted: " + pairs + " of "
                    + result.sweep().first().replicate().count()
                    + " replications were finished at every point and are kept");
            return Interrupts.EXIT_CODE;
        }
        return 0;
    }

    private String command(Sweep sweep) {
        StringBuilder written = new StringBuilder("ecsim sweep " + scenario.written());
        axes.forEach(axis -> written.append(" --axis ").append(ScenarioArguments.quoted(axis)));
        if (design != null) {
            written.append(" --design ").append(ScenarioArguments.quoted(design));
        }
        if (!metrics.isEmpty()) {
            written.append(" --metrics ").append(ScenarioArguments.quoted(String.join(",", metrics)));
        }
        return written + contenders.written() + ResultArguments.written(sweep.first());
    }

    /** Returns the metrics of these names. */
    static List<Metric> metrics(String option, List<String> asked) {
        List<String> names = Arrays.stream(Metric.values()).map(Metric::key).toList();
        List<Metric> found = new ArrayList<>();
        for (String text : asked) {
            int at = names.indexOf(text.strip());
            if (at < 0) {
                throw new InputException(option + " has \"" + text + "\"" + NearestName.hint(text, names)
                        + "; ecsim list metrics shows all");
            }
            found.add(Metric.values()[at]);
        }
        return found;
    }

    private static void requireFolder(Path folder) {
        try {
            ResultFiles.requireReplaceable(folder);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }
}
