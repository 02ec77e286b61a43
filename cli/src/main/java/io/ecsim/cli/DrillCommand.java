package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.drills.Drill;
import io.ecsim.experiments.drills.DrillOptions;
import io.ecsim.experiments.drills.DrillScene;
import io.ecsim.experiments.drills.Drills;
import io.ecsim.experiments.drills.PlannedDrill;
import io.ecsim.experiments.drills.PreProvisioned;
import io.ecsim.experiments.findings.DrillFindings;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.output.DrillOutput;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultExtras;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.naming.NearestName;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.reports.table.TextWrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim drill}: puts a ready-made fault upon a scenario and says how its services come through. */
@Command(
        name = "drill",
        description = "Puts a ready-made fault upon a scenario, beside the same runs without it, and says how deep its"
                + " services fall, how long they take to recover, and what that costs.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim drill examples/rolling-deployment.yaml --list",
            "  ecsim drill examples/rolling-deployment.yaml zone-loss",
            "  ecsim drill examples/rolling-deployment.yaml zone-loss --at 3h --for 1h \\",
            "        --zone us-east-1b --strategies random --pre-provisioned",
            "",
            "The folder of results is that of ecsim compare, with the drill before everything",
            "else. --list says which drills a scenario can have, and why not the others."
        })
final class DrillCommand implements Callable<Integer> {

    private static final int INDENT = 2;

    private final Interrupts interrupts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DRILL",
            description = "The drill; --list names those that the scenario can have.")
    private String name = "";

    @Option(names = "--list", description = "List the drills, and why the scenario cannot have some.")
    private boolean list;

    @Mixin
    private DrillArguments drill = new DrillArguments();

    @Option(
            names = "--pre-provisioned",
            negatable = true,
            description = "Also with so many instances that all zones but one hold the peak; for drills of zones where"
                    + " the fleet scales unless stated.")
    private @Nullable Boolean preProvisioned;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "The variant of the scenario that is struck; the first unless stated.")
    private @Nullable String variant;

    @Option(
            names = "--strategies",
            split = ";",
            paramLabel = "NAME",
            description = "Only these strategies, with semicolons between them.")
    private List<String> strategies = new ArrayList<>();

    @Mixin
    private ResultArguments results = new ResultArguments();

    @Mixin
    private PaperArguments paper = new PaperArguments();

    @Option(
            names = "--sqlite",
            description = "Also write results.sqlite: every run, metric, comparison and series as a database.")
    private boolean sqlite;

    DrillCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        Experiment whole = scenario.read();
        List<String> base = base(whole);
        Experiment stated = base.isEmpty() ? whole : scenario.read(base, List.of());
        DrillScene scene =
                new DrillScene(scenario.document(base), stated.worlds().world(0), new Streams(stated.seed(), 0));
        if (list || name.isEmpty()) {
            print(scene);
            return 0;
        }
        ResultExtras extras = paper.extras(sqlite, results);
        DrillOptions options = drill.options();
        PlannedDrill planned = named().plan(scene, options);
        List<String> variants = new ArrayList<>(planned.variants(DrillFindings.UNDISTURBED));
        List<String> notes = new ArrayList<>();
        prepared(scene, stated, notes)
                .ifPresent(fleet -> variants.add(PreProvisioned.NAME + "=" + String.join(",", fleet.changes()) + ","
                        + String.join(",", planned.changes())));
        Experiment all = scenario.read(base, variants);
        List<StrategyChain> chosen =
                ContenderArguments.chosen("--strategies", strategies, all.strategies(), StrategyChain::name);
        Experiment experiment = results.applied(
                all.withOptions(all.options().followingServices())
                        .with(all.variants(), chosen)
                        .rankedBy(DrillFindings.objective(all, planned)),
                scenario.file());
        return new ComparisonSession(spec, interrupts, results, extras, new DrillReport(planned, notes))
                .run(experiment, scenario.source(), command(experiment), experiment.name() + "-" + planned.name());
    }

    private String command(Experiment experiment) {
        StringBuilder command = new StringBuilder("ecsim drill ")
                .append(scenario.written())
                .append(' ')
                .append(name)
                .append(drill.written());
        if (preProvisioned != null) {
            command.append(preProvisioned ? " --pre-provisioned" : " --no-pre-provisioned");
        }
        if (variant != null) {
            command.append(" --variant ").append(ScenarioArguments.quoted(variant));
        }
        if (!strategies.isEmpty()) {
            command.append(" --strategies ").append(ScenarioArguments.quoted(String.join(";", strategies)));
        }
        return command.append(ResultArguments.written(experiment)).toString();
    }

    /** Returns what makes the scenario the one variant of itself that is struck; nothing where it states none. */
    private List<String> base(Experiment stated) {
        if (!stated.hasVariants()) {
            if (variant != null) {
                throw new InputException("--variant is given, but " + scenario.file() + " states no variants");
            }
            return List.of();
        }
        List<String> asked = variant == null ? List.of() : List.of(variant);
        Variant struck = ContenderArguments.chosen("--variant", asked, stated.variants(), Variant::name)
                .get(0);
        List<String> base = new ArrayList<>(List.of("variants="));
        base.addAll(struck.changes());
        return base;
    }

    private Drill named() {
        List<String> names = Drills.all().stream().map(Drill::name).toList();
        return Drills.named(name)
                .orElseThrow(() -> new InputException("there is no drill \"" + name + "\""
                        + NearestName.hint(name, names) + " There are: " + String.join(", ", names)));
    }

    /** Returns the fleet that is ready for the loss of a zone, where it is asked for and the stated one is not. */
    private Optional<PreProvisioned> prepared(DrillScene scene, Experiment stated, List<String> notes) {
        boolean usual = name.startsWith("zone-") && !scene.groups().isEmpty();
        if (!(preProvisioned == null ? usual : preProvisioned)) {
            return Optional.empty();
        }
        RunResult calm = RunFunction.SIMULATED.run(
                stated.contenders().get(0), scene.world(), new Streams(stated.seed(), 0), stated.options());
        Optional<PreProvisioned> fleet = PreProvisioned.of(scene, calm);
        String asItIs = scene.groups().isEmpty()
                ? "at most " + Phrases.percent(PreProvisioned.peak(calm))
                        + " of its CPU or memory is reserved, and the zones that remain hold that."
                : "its Auto Scaling groups are never smaller than the peak without a zone needs.";
        notes.add(fleet.map(ready -> "Pre-provisioned is " + ready.words() + ".")
                .orElse("The fleet is pre-provisioned as it is: " + asItIs));
        return fleet;
    }

    private void print(DrillScene scene) {
        PrintWriter out = spec.commandLine().getOut();
        List<Drill> possible = Drills.all().stream()
                .filter(each -> each.obstacle(scene).isEmpty())
                .toList();
        List<Drill> others =
                Drills.all().stream().filter(each -> !possible.contains(each)).toList();
        int width = Drills.all().stream()
                .mapToInt(each -> each.name().length())
                .max()
                .orElse(0);
        out.print("Drills for " + scenario.file() + "\n");
        possible.forEach(each -> entry(out, width, each.name(), each.summary()));
        if (!others.isEmpty()) {
            out.print("\nNot for this scenario\n");
            others.forEach(
                    each -> entry(out, width, each.name(), each.obstacle(scene).orElseThrow()));
        }
        out.flush();
    }

    private static void entry(PrintWriter out, int width, String name, String text) {
        String margin = " ".repeat(INDENT + width + INDENT);
        String head = " ".repeat(INDENT) + name + " ".repeat(width - name.length() + INDENT);
        for (String line : TextWrap.lines(text, EcsimCommand.WIDTH - margin.length())) {
            out.print(head + line + "\n");
            head = margin;
        }
    }

    /** The report of a drill. */
    private record DrillReport(PlannedDrill drill, List<String> notes) implements ComparisonSession.Report {

        @Override
        public String json(ExperimentResult result, Repetition repetition) {
            return DrillOutput.json(DrillFindings.of(drill, result, notes), repetition);
        }

        @Override
        public String text(ExperimentResult result, int width) {
            return DrillOutput.text(DrillFindings.of(drill, result, notes), width);
        }

        @Override
        public Path write(ExperimentResult result, Repetition repetition, ResultExtras extras, Path folder)
                throws IOException {
            return DrillOutput.write(DrillFindings.of(drill, result, notes), repetition, extras, folder);
        }
    }
}
