package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.journal.RunJournal;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.experiments.output.ResultsWriter;
import io.ecsim.experiments.output.TerminalText;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim compare}: lets the strategies of a scenario compete and says which wins. */
@Command(
        name = "compare",
        description = "Lets the strategies of a scenario live through the same random worlds and ranks them.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim compare examples/three-zones.yaml",
            "  ecsim compare examples/three-zones.yaml --replications 30 --seed 7",
            "  ecsim compare examples/three-zones.yaml --set cluster.instances=70 \\",
            "        --set workload.arrivals.poisson.load=90%%",
            "  ecsim compare examples/three-zones.yaml --strategies 'random;binpack(memory)' \\",
            "        --variant 'half=cluster.instances=50'",
            "  ecsim compare examples/openb.yaml --data traces/openb --out openb-results",
            "  ecsim compare examples/three-zones.yaml --json | jq .ranking",
            "",
            "The folder of results holds report.html, results.csv and results.json, the",
            "tables and pictures of the report, and timing.json. The same scenario, seed",
            "and version give the same results on any machine and number of threads.",
            "",
            "Ctrl-C ends early and keeps what is finished. After it, or after a kill, the",
            "same command goes on where it stopped, with the same results."
        })
final class CompareCommand implements Callable<Integer> {

    private final Interrupts interrupts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Mixin
    private ContenderArguments contenders = new ContenderArguments();

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    private @Nullable Long seed;

    @Option(names = "--replications", paramLabel = "N", description = "Another number of replications.")
    private @Nullable Integer replications;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of results; out/NAME unless stated.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print results.json and nothing else; a folder is written only with --out.")
    private boolean json;

    @Option(names = "--quiet", description = "Print no progress and no table, only where the results are.")
    private boolean quiet;

    @Option(names = "--fresh", description = "Start over, whatever finished runs a cut-off comparison left behind.")
    private boolean fresh;

    CompareCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        int threadCount = ThreadCount.of(threads);
        Experiment experiment = experiment();
        Path folder = out != null ? out : Path.of("out", folderName(experiment.name()));
        if (writesFolder()) {
            requireFolder(folder);
        }
        StopSignal stop = new StopSignal();
        return interrupts.during(stop::raise, () -> run(experiment, threadCount, folder, stop));
    }

    private int run(Experiment experiment, int threadCount, Path folder, StopSignal stop) throws IOException {
        if (!writesFolder()) {
            return report(compare(experiment, threadCount, stop, RunFunction.SIMULATED), threadCount, folder);
        }
        UnfinishedComparison unfinished =
                new UnfinishedComparison(folder, command(experiment), EcsimVersion.number(), experiment.inputs());
        try (RunJournal journal = unfinished.open(fresh)) {
            tell(journal);
            ExperimentResult result = compare(experiment, threadCount, stop, journal);
            int exit = report(result, threadCount, folder);
            if (result.stopped() && journal.size() > 0) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("ecsim: " + journal.size() + " finished runs are kept in " + journal.file());
                err.println("To go on: " + commandToResume(experiment));
            } else {
                journal.discard();
            }
            return exit;
        }
    }

    private void tell(RunJournal journal) {
        if (journal.found() > 0 && !quiet) {
            spec.commandLine()
                    .getErr()
                    .println("ecsim: going on with " + journal.found()
                            + " finished runs of a comparison that was cut off; --fresh starts over");
        }
    }

    private String commandToResume(Experiment experiment) {
        return command(experiment) + (out == null ? "" : " --out " + ScenarioArguments.quoted(out.toString()));
    }

    private ExperimentResult compare(Experiment experiment, int threadCount, StopSignal stop, RunFunction runs) {
        PrintWriter err = spec.commandLine().getErr();
        RunListener listener =
                !quiet && StandardErrorTerminal.isTerminal() ? new ProgressLine(err) : RunListener.SILENT;
        return new ExperimentRunner(threadCount, listener, stop, runs).run(experiment);
    }

    private int report(ExperimentResult result, int threadCount, Path folder) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Experiment experiment = result.experiment();
        Findings findings = Findings.of(result);
        Repetition repetition = new Repetition(command(experiment), EcsimVersion.number(), threadCount);
        if (findings.standings().isEmpty()) {
            err.println("ecsim: interrupted before every " + experiment.contenderNoun() + " finished a replication; no report was written");
            return Interrupts.EXIT_CODE;
        }
        Optional<Path> report =
                writesFolder() ? Optional.of(ResultsWriter.write(findings, repetition, folder)) : Optional.empty();
        print(findings, repetition, report);
        if (result.stopped()) {
            err.println("ecsim: interrupted: " + findings.pairs() + " of "
                    + experiment.replicate().count() + " replications were finished and are kept");
            return Interrupts.EXIT_CODE;
        }
        return 0;
    }

    private void print(Findings findings, Repetition repetition, Optional<Path> report) {
        PrintWriter screen = spec.commandLine().getOut();
        if (json) {
            screen.print(ResultsWriter.json(findings, repetition));
        } else {
            if (!quiet) {
                screen.print(TerminalText.of(findings, EcsimCommand.WIDTH));
                screen.print('\n');
            }
            report.ifPresent(path -> screen.print("Report: " + path + "\n"));
        }
        screen.flush();
    }

    private boolean writesFolder() {
        return !json || out != null;
    }

    private Experiment experiment() {
        Experiment experiment = contenders.read(scenario);
        if (seed != null) {
            experiment = experiment.withSeed(seed);
        }
        return replications == null ? experiment : replicated(experiment, replications);
    }

    private Experiment replicated(Experiment experiment, int count) {
        if (count < 1 || count > Replicate.MAX_COUNT) {
            throw new InputException("--replications is " + count + ", allowed is 1 to " + Replicate.MAX_COUNT);
        }
        if (experiment.replicate() instanceof Replicate.None && count != 1) {
            throw new InputException("--replications is " + count + ", but " + scenario.file()
                    + " has nothing that varies (replicate: none): 1 is allowed");
        }
        return experiment.withReplications(count);
    }

    private static void requireFolder(Path folder) {
        try {
            ResultFiles.requireReplaceable(folder);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns a name with which a folder can be made everywhere. */
    private static String folderName(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return plain.isEmpty() ? "results" : plain;
    }

    private String command(Experiment experiment) {
        return "ecsim compare " + scenario.written() + contenders.written() + " --seed " + experiment.seed() + " --replications "
                + experiment.replicate().count();
    }
}
