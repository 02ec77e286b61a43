package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.executor.RunSession;
import io.ecsim.experiments.journal.RunJournal;
import io.ecsim.experiments.output.LatencyText;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultExtras;
import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;

/** Runs an experiment with progress, an end on Ctrl-C and finished runs kept until it is done, and hands it over. */
final class ComparisonSession {

    private final CommandSpec spec;
    private final Interrupts interrupts;
    private final ResultArguments arguments;
    private final ResultExtras extras;
    private final Report report;

    /** What is made of the result of a command. */
    interface Report {

        /** Returns {@code results.json}. */
        String json(ExperimentResult result, Repetition repetition);

        /** Returns what the terminal shows, at most {@code width} characters a line. */
        String text(ExperimentResult result, int width);

        /** Writes the folder of results and returns the page to open. */
        Path write(ExperimentResult result, Repetition repetition, ResultExtras extras, Path folder) throws IOException;
    }

    ComparisonSession(
            CommandSpec spec, Interrupts interrupts, ResultArguments arguments, ResultExtras extras, Report report) {
        this.spec = spec;
        this.interrupts = interrupts;
        this.arguments = arguments;
        this.extras = extras;
        this.report = report;
    }

    /**
     * Runs the experiment and returns the exit code.
     *
     * @param source where the experiment was read from
     * @param command with which it can be repeated
     * @param name of the folder of results
     */
    int run(Experiment experiment, ScenarioSource source, String command, String name) throws Exception {
        return run(experiment, source, command, name, UnaryOperator.identity());
    }

    /**
     * As {@link #run(Experiment, ScenarioSource, String, String)}, with something done to every run.
     *
     * @param around makes runs of runs
     */
    int run(
            Experiment experiment,
            ScenarioSource source,
            String command,
            String name,
            UnaryOperator<RunFunction> around)
            throws Exception {
        Path folder = arguments.folder(name);
        if (arguments.writesFolder()) {
            requireFolder(folder);
        }
        // Before interrupts are heard: an executor that makes one wait is left by the first of them.
        try (RunSession session = arguments.start(this::news)) {
            RunFunction runs = around.apply(session.runs(experiment, source));
            int threads = session.parallelRuns();
            StopSignal stop = new StopSignal();
            return interrupts.during(stop::raise, () -> run(experiment, runs, command, threads, folder, stop));
        }
    }

    private void news(String sentence) {
        if (!arguments.quiet()) {
            spec.commandLine().getErr().println("ecsim: " + sentence);
        }
    }

    private int run(Experiment experiment, RunFunction runs, String command, int threads, Path folder, StopSignal stop)
            throws IOException {
        if (!arguments.writesFolder()) {
            return tell(compare(experiment, threads, stop, runs), command, threads, folder);
        }
        UnfinishedComparison unfinished =
                new UnfinishedComparison(folder, command, EcsimVersion.number(), experiment.inputs());
        try (RunJournal journal = unfinished.open(arguments.fresh(), runs)) {
            tell(journal);
            ExperimentResult result = compare(experiment, threads, stop, journal);
            int exit = tell(result, command, threads, folder);
            if (result.stopped() && journal.size() > 0) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("ecsim: " + journal.size() + " finished runs are kept in " + journal.file());
                err.println("To go on: " + command + arguments.writtenFolder());
            } else {
                journal.discard();
            }
            return exit;
        }
    }

    private void tell(RunJournal journal) {
        if (journal.found() > 0) {
            news("going on with " + journal.found()
                    + " finished runs of a comparison that was cut off; --fresh starts over");
        }
    }

    private ExperimentResult compare(Experiment experiment, int threads, StopSignal stop, RunFunction runs) {
        PrintWriter err = spec.commandLine().getErr();
        RunListener listener =
                !arguments.quiet() && StandardErrorTerminal.isTerminal() ? new ProgressLine(err) : RunListener.SILENT;
        return new ExperimentRunner(threads, listener, stop, runs).run(experiment);
    }

    private int tell(ExperimentResult result, String command, int threads, Path folder) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Experiment experiment = result.experiment();
        int pairs = result.runs().paired().length;
        Repetition repetition = new Repetition(command, EcsimVersion.number(), threads);
        if (pairs == 0) {
            err.println("ecsim: interrupted before every " + experiment.contenderNoun()
                    + " finished a replication; no report was written");
            return Interrupts.EXIT_CODE;
        }
        Optional<Path> page = arguments.writesFolder()
                ? Optional.of(report.write(result, repetition, extras, folder))
                : Optional.empty();
        print(result, repetition, page);
        if (result.stopped()) {
            err.println("ecsim: interrupted: " + pairs + " of "
                    + experiment.replicate().count() + " replications were finished and are kept");
            return Interrupts.EXIT_CODE;
        }
        return 0;
    }

    private void print(ExperimentResult result, Repetition repetition, Optional<Path> page) {
        PrintWriter screen = spec.commandLine().getOut();
        if (arguments.json()) {
            screen.print(report.json(result, repetition));
        } else {
            if (!arguments.quiet()) {
                screen.print(report.text(result, EcsimCommand.WIDTH));
                screen.print('\n');
                LatencyText.of(result).forEach(line -> screen.print(line + "\n"));
            }
            page.ifPresent(path -> screen.print("Report: " + path + "\n"));
        }
        screen.flush();
    }

    private static void requireFolder(Path folder) {
        try {
            ResultFiles.requireReplaceable(folder);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }
}
