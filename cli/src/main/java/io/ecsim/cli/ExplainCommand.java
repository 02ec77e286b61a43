package io.ecsim.cli;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.explain.Decision;
import io.ecsim.experiments.explain.ExplainException;
import io.ecsim.experiments.explain.Explainer;
import io.ecsim.experiments.explain.ExplanationTables;
import io.ecsim.experiments.explain.ExplanationText;
import io.ecsim.experiments.explain.TaskExplanation;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim explain}: why a task went where it went. */
@Command(
        name = "explain",
        description = {
            "Lives through one run of a scenario and tells why a task went where it went: the candidates, what refused"
                    + " each, the costs in every stage of the strategy, and what would have happened had the runner-up"
                    + " been taken, all random numbers the same. Without --task: the tasks that waited longest."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim explain examples/three-zones.yaml",
            "  ecsim explain examples/three-zones.yaml --strategy 'binpack(memory)' --task 17",
            "  ecsim explain examples/three-zones.yaml --task 17 --instead i-0007",
            "  ecsim explain three-zones.zip --task 17",
            "",
            "SCENARIO may be a bundle that ecsim compare --bundle made."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int LONGEST = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Mixin
    private RunArguments run = new RunArguments();

    @Option(
            names = "--task",
            paramLabel = "N",
            description = "The task: its number in the workload, from 0, or a number that this command printed.")
    private @Nullable Long task;

    @Option(
            names = "--instead",
            paramLabel = "INSTANCE",
            description = "Another instance in place of the runner-up for what would have happened.")
    private @Nullable String instead;

    @Option(names = "--csv", description = "Print all candidates of the task's first placement as CSV.")
    private boolean csv;

    @Override
    public Integer call() throws IOException {
        Experiment experiment = scenario.readOrUnpack();
        Contender contender = run.contender(experiment, scenario.file());
        int replication = run.replication(experiment);
        if (task == null && (instead != null || csv)) {
            throw new InputException((instead != null ? "--instead" : "--csv") + " needs --task");
        }
        Explainer explainer = new Explainer(experiment, contender, replication);
        PrintWriter screen = spec.commandLine().getOut();
        screen.print(
                task == null
                        ? longest(explainer, contender, replication)
                        : explained(experiment, explainer, replication, task));
        screen.flush();
        return 0;
    }

    private String longest(Explainer explainer, Contender contender, int replication) {
        String title = "Replication " + replication + " of " + contender.name() + ": the tasks that waited longest";
        return String.join("\n", TextWrap.lines(title, EcsimCommand.WIDTH)) + "\n\n"
                + TextTables.text(ExplanationTables.longestWaits(explainer, LONGEST), EcsimCommand.WIDTH)
                + "\nWhy one of them went where it did: --task N\n";
    }

    private String explained(Experiment experiment, Explainer explainer, int replication, long number) {
        TaskExplanation explanation;
        try {
            explanation = explainer
                    .explain(number, Optional.ofNullable(instead))
                    .orElseThrow(() -> new InputException("--task " + number + ": no such task asked for an instance in"
                            + " replication " + replication + "; tasks of the workload are numbered from 0"));
        } catch (ExplainException wrong) {
            throw new InputException("--instead: " + wrong.getMessage());
        }
        if (!csv) {
            return ExplanationText.of(experiment, explainer, explanation, EcsimCommand.WIDTH);
        }
        Decision decision = explanation
                .firstChoice()
                .or(() -> explanation.decisions().stream().findFirst())
                .orElseThrow(() -> new InputException("--task " + number + " has no decision of its own"));
        return CsvTables.text(
                ExplanationTables.candidates(decision, explainer.instances(), OptionalInt.empty(), Integer.MAX_VALUE));
    }
}
