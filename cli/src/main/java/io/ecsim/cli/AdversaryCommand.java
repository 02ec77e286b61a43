package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.adversary.Adversary;
import io.ecsim.experiments.adversary.Discovery;
import io.ecsim.experiments.adversary.Quest;
import io.ecsim.experiments.output.AdversaryOutput;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunBatch;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.VariedScenario;
import io.ecsim.observe.Metric;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.schedulers.StrategySyntaxException;
import io.ecsim.workloads.document.Node;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim adversary}: searches for the scenario in which one strategy is furthest behind another. */
@Command(
        name = "adversary",
        description = "Searches for the mix of tasks, or other values of a scenario's fields, with which one strategy"
                + " beats another by most, and confirms the gap on fresh replications.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim adversary examples/three-zones.yaml \\",
            "        --between 'binpack(memory);spread(instanceId)' --metric waitMean",
            "  ecsim adversary examples/three-zones.yaml --between 'dot-product;best-fit' \\",
            "        --vary 'workload.tasks[0].cpu={from: 256, to: 4096, scale: log}' \\",
            "        --vary 'workload.tasks[0].memory={from: 512, to: 16384, scale: log}'",
            "",
            "The folder of results holds found.yaml, a scenario of its own with a comment of",
            "how it was found, and the report of its comparison. Without --vary the weights",
            "and sizes of the workload's tasks and its load are varied. The strategy that is",
            "to win must keep the conditions of objective.subjectTo."
        })
final class AdversaryCommand implements Callable<Integer> {

    private static final int MOST_REPLICATIONS = 1000;

    private final Interrupts interrupts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Option(
            names = "--between",
            required = true,
            split = ";",
            paramLabel = "STRATEGY",
            description = "Two strategies with a semicolon between them: the one to win, the one to lose.")
    private List<String> between = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "By what they are compared; the objective's metric unless stated.")
    private @Nullable String metric;

    @Option(
            names = "--vary",
            paramLabel = "PATH=VALUES",
            description = "A field to vary, as often as needed: a range such as {from: 256, to: 4096, scale: log}, or a"
                    + " list.")
    private List<String> vary = new ArrayList<>();

    @Option(names = "--budget", paramLabel = "N", description = "How many scenarios are tried; 200 unless stated.")
    private int budget = 200;

    @Option(names = "--replications", paramLabel = "N", description = "Of each try; 3 unless stated.")
    private int replications = 3;

    @Option(
            names = "--confirm",
            paramLabel = "N",
            description = "Fresh replications of the scenario that is found; 30 unless stated.")
    private int confirm = 30;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    private @Nullable Long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of results; out/adversary unless stated.")
    private Path out = Path.of("out", "adversary");

    @Option(names = "--quiet", description = "Print no progress and no table, only where the results are.")
    private boolean quiet;

    AdversaryCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        requireSound();
        VariedScenario varied = scenario.varied(asked(), vary);
        requireFolder(out);
        StopSignal stop = new StopSignal();
        return interrupts.during(stop::raise, () -> search(varied, stop));
    }

    private void requireSound() {
        if (between.size() != 2 || between.get(0).strip().equals(between.get(1).strip())) {
            throw new InputException("--between has " + between.size()
                    + " strategies, expected two different ones with a semicolon between them");
        }
        for (String strategy : between) {
            try {
                BuiltInStrategies.catalogue().parse(strategy);
            } catch (StrategySyntaxException wrong) {
                throw new InputException("--between: " + wrong.getMessage());
            }
        }
        range("--budget", budget, 2, Quest.MOST_TRIES);
        range("--replications", replications, 1, MOST_REPLICATIONS);
        range("--confirm", confirm, 2, MOST_REPLICATIONS);
    }

    private static void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InputException(option + " is " + value + ", allowed is " + least + " to " + most);
        }
    }

    /** Returns what the scenario has in place of its own: the two strategies and nothing else that competes. */
    private List<String> asked() {
        Node document = scenario.document(List.of());
        List<String> values = new ArrayList<>();
        values.add("strategies="
                + between.stream()
                        .map(text -> "'" + text.strip().replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", "[", "]")));
        for (String field : List.of("variants", "need", "sweep")) {
            if (document.member(field).isPresent()) {
                values.add(field + "=");
            }
        }
        if (seed != null) {
            values.add("seed=" + seed);
        }
        return values;
    }

    private int search(VariedScenario varied, StopSignal stop) throws IOException {
        Experiment stated = varied.stated();
        Metric by = metric == null
                ? stated.objective().metric()
                : SweepCommand.metrics("--metric", List.of(metric)).get(0);
        boolean higher = by == stated.objective().metric() ? stated.objective().higherIsBetter() : by.higherIsBetter();
        Quest quest = new Quest(
                stated.strategies().get(0).name(),
                stated.strategies().get(1).name(),
                by,
                higher,
                budget,
                replications,
                confirm);
        Adversary adversary = new Adversary(varied.axes(), quest, stated.seed());
        int threadCount = ThreadCount.of(threads);
        PrintWriter err = spec.commandLine().getErr();
        RunListener listener =
                !quiet && StandardErrorTerminal.isTerminal() ? new ProgressLine(err) : RunListener.SILENT;
        if (!quiet) {
            err.println("ecsim: " + budget + " tries of 2 strategies by " + replications
                    + " replications are " + 2L * budget * replications + " runs, then " + 2 * confirm
                    + " to confirm");
        }
        double statedGap;
        List<Adversary.Try> tries;
        try (RunBatch batch = new RunBatch(threadCount, RunListener.SILENT, stop, RunFunction.SIMULATED)) {
            statedGap = adversary.gap(stated, batch).orElse(Double.NaN);
            tries = adversary.search(varied::at, batch, stop, listener);
        }
        Optional<Adversary.Try> best = Adversary.best(tries);
        if (best.isEmpty() || stop.isRaised()) {
            err.println(
                    stop.isRaised()
                            ? "ecsim: interrupted after " + tries.size() + " tries; no report was written"
                            : "ecsim: in no try " + quest.better() + " kept the conditions and both had a value of "
                                    + by.key() + "; no report was written");
            return stop.isRaised() ? Interrupts.EXIT_CODE : Failures.FAILED;
        }
        String text = varied.text(best.get().point(), found(stated, quest));
        Experiment found = varied.read(text);
        ExperimentResult confirmed = new ExperimentRunner(threadCount, listener, stop).run(found);
        if (stop.isRaised()) {
            err.println("ecsim: interrupted while the scenario was confirmed; no report was written");
            return Interrupts.EXIT_CODE;
        }
        List<String> before = varied.axes().stream()
                .map(axis -> varied.stated(axis).orElse(""))
                .toList();
        tell(new Discovery(quest, varied.axes(), before, statedGap, tries, best.get(), text, confirmed), threadCount);
        return 0;
    }

    /** Returns what the scenario that was found has beside the values that were searched: random numbers never seen. */
    private List<String> found(Experiment stated, Quest quest) {
        long fresh =
                new Streams(stated.seed(), 0).sequential("adversary.confirm").nextLong() >>> 33;
        List<String> values = new ArrayList<>(List.of(
                "name=" + stated.name() + "-adversarial",
                "description='A mix of tasks, searched for, in which " + quest.worse() + " is behind " + quest.better()
                        + ".'",
                "seed=" + fresh,
                "replicate={regenerate: " + quest.confirmations() + "}",
                "objective.metric=" + quest.metric().key(),
                "objective.direction=" + (quest.higherIsBetter() ? "higher" : "lower")));
        Node document = scenario.document(List.of());
        boolean another = quest.metric() != stated.objective().metric();
        if (another
                && document.member("objective")
                        .flatMap(each -> each.member("margin"))
                        .isPresent()) {
            values.add("objective.margin="); // it may be an amount of the other metric
        }
        return values;
    }

    private void tell(Discovery found, int threadCount) throws IOException {
        Repetition repetition = new Repetition(command(found), EcsimVersion.number(), threadCount);
        Path page = AdversaryOutput.write(found, repetition, out);
        PrintWriter screen = spec.commandLine().getOut();
        if (!quiet) {
            screen.print(AdversaryOutput.text(found, EcsimCommand.WIDTH));
            screen.print('\n');
        }
        screen.print("Scenario: " + out.resolve(AdversaryOutput.FOUND) + "\n");
        screen.print("Report: " + page + "\n");
        screen.flush();
    }

    private String command(Discovery found) {
        StringBuilder written = new StringBuilder("ecsim adversary " + scenario.written());
        written.append(" --between ").append(ScenarioArguments.quoted(String.join(";", between)));
        written.append(" --metric ").append(found.quest().metric().key());
        vary.forEach(text -> written.append(" --vary ").append(ScenarioArguments.quoted(text)));
        written.append(" --budget ").append(budget).append(" --replications ").append(replications);
        written.append(" --confirm ").append(confirm);
        return written + (seed == null ? "" : " --seed " + seed);
    }

    private static void requireFolder(Path folder) {
        try {
            ResultFiles.requireReplaceable(folder);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }
}
