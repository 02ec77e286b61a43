package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.bundle.Bundle;
import io.ecsim.experiments.bundle.BundleWriter;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultExtras;
import io.ecsim.experiments.output.ResultsWriter;
import io.ecsim.experiments.output.TerminalText;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.LatencyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "  ecsim compare examples/three-zones.yaml \\",
            "        --strategy examples/policies/best_fit_memory.py",
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

    @Mixin
    private ResultArguments results = new ResultArguments();

    @Mixin
    private PaperArguments paper = new PaperArguments();

    @Option(
            names = "--sqlite",
            description = "Also write results.sqlite: every run, metric, comparison and series as a database.")
    private boolean sqlite;

    @Option(
            names = "--replay-latency",
            paramLabel = "FILE",
            description = "Charge external policies what latency.csv of an earlier comparison says, not what is"
                    + " measured, so that the results are the same again.")
    private @Nullable Path latency;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Also write a zip with all that it takes to do this again; ecsim rerun checks that the same"
                    + " comes out.")
    private @Nullable Path bundle;

    CompareCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        if (bundle != null) {
            requireBundle(bundle);
        }
        results.requireStated(contenders.own());
        Experiment experiment = results.applied(contenders.read(scenario), scenario.file());
        String command =
                "ecsim compare " + scenario.written() + contenders.written() + ResultArguments.written(experiment);
        ComparisonSession session = new ComparisonSession(
                spec, interrupts, results, paper.extras(sqlite, results), new ComparisonReport(this));
        if (latency == null) {
            return session.run(experiment, scenario.source(), command, experiment.name());
        }
        LatencyRecord record = record(latency, experiment);
        List<InputFile> inputs = new ArrayList<>(experiment.inputs());
        inputs.add(InputFile.of(latency));
        return session.run(
                experiment.withInputs(inputs),
                scenario.source(),
                command + " --replay-latency " + ScenarioArguments.quoted(latency.toString()),
                experiment.name(),
                record::replayed);
    }

    private static LatencyRecord record(Path file, Experiment experiment) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException("--replay-latency " + file + ": there is no such file");
        }
        if (!LatencyRecord.isCharged(experiment.strategies())) {
            throw new InputException("--replay-latency " + file + ": no strategy here has chargeLatency");
        }
        try {
            LatencyRecord record = LatencyRecord.read(file);
            record.missing(experiment).ifPresent(run -> {
                throw new InputException("--replay-latency " + file + ": it has nothing of " + run);
            });
            return record;
        } catch (IllegalArgumentException damaged) {
            throw new InputException("--replay-latency " + damaged.getMessage());
        }
    }

    private void requireBundle(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!results.writesFolder()) {
            throw new InputException("with --json, a bundle needs a folder of results: add --out DIR");
        }
        if (!Bundle.isNamed(file) || folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new InputException("--bundle " + file + ": expected a file ending in .zip in a folder that exists");
        }
    }

    private void bundle(ExperimentResult result, Repetition repetition, Path folder) throws IOException {
        if (bundle == null) {
            return;
        }
        if (result.stopped()) {
            spec.commandLine().getErr().println("ecsim: interrupted, so no bundle was written");
            return;
        }
        new BundleWriter(result, scenario.source(), contenders.own()).write(repetition, folder, bundle);
        spec.commandLine().getOut().print("Bundle: " + bundle + "\n");
    }

    /** The report of a comparison. */
    private record ComparisonReport(CompareCommand command) implements ComparisonSession.Report {

        @Override
        public String json(ExperimentResult result, Repetition repetition) {
            return ResultsWriter.json(Findings.of(result), repetition);
        }

        @Override
        public String text(ExperimentResult result, int width) {
            return TerminalText.of(Findings.of(result), width);
        }

        @Override
        public Path write(ExperimentResult result, Repetition repetition, ResultExtras extras, Path folder)
                throws IOException {
            Path page = ResultsWriter.write(Findings.of(result), repetition, extras, folder);
            command.bundle(result, repetition, folder);
            return page;
        }
    }
}
