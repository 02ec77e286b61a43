package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.bounds.Bounds;
import io.ecsim.experiments.bounds.RegretTables;
import io.ecsim.experiments.bounds.Regrets;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim bounds}: how few instances could have done. */
@Command(
        name = "bounds",
        description = {
            "Runs a comparison and sets the instances in use against what is possible: bounds that no strategy can pass"
                    + " (volume, linear relaxation, sizes of single tasks), a packer that moves every task at will, and"
                    + " one that knows the future."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim bounds examples/three-zones.yaml",
            "  ecsim bounds examples/alibaba-2017.yaml --data DIR --csv"
        })
final class BoundsCommand implements Callable<Integer> {

    private final Interrupts interrupts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Mixin
    private ContenderArguments contenders = new ContenderArguments();

    @Option(names = "--replications", paramLabel = "N", description = "Another number of replications.")
    private @Nullable Integer replications;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--csv", description = "Print the regrets in instances as CSV.")
    private boolean csv;

    @Option(names = "--json", description = "Print all tables as JSON.")
    private boolean json;

    BoundsCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        if (csv && json) {
            throw new InputException("--json and --csv exclude each other");
        }
        Experiment experiment = contenders.read(scenario);
        if (replications != null) {
            experiment = ResultArguments.replicated(experiment, replications, scenario.file());
        }
        Experiment asked = experiment;
        StopSignal stop = new StopSignal();
        return interrupts.during(stop::raise, () -> run(asked, stop));
    }

    private int run(Experiment experiment, StopSignal stop) {
        int count = ThreadCount.of(threads);
        boolean watched = !csv && !json && StandardErrorTerminal.isTerminal();
        RunListener listener = watched ? new ProgressLine(spec.commandLine().getErr()) : RunListener.SILENT;
        ExperimentResult result = new ExperimentRunner(count, listener, stop).run(experiment);
        if (stop.isRaised()) {
            return Interrupts.EXIT_CODE;
        }
        Regrets regrets = Regrets.of(result, Bounds.Effort.FULL, count, stop);
        if (stop.isRaised()) {
            return Interrupts.EXIT_CODE;
        }
        if (regrets.rows().isEmpty()) {
            throw new InputException(scenario.file() + ": there are no bounds for this scenario: they are reckoned from"
                    + " a workload whose arrivals are known beforehand, on instances that are there from the beginning,"
                    + " without services, schedules and calls");
        }
        print(experiment, regrets);
        return 0;
    }

    private void print(Experiment experiment, Regrets regrets) {
        String noun = experiment.contenderNoun();
        String title = noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
        List<Table> tables =
                new ArrayList<>(List.of(RegretTables.bounds(regrets), RegretTables.regrets(title, regrets)));
        RegretTables.prices(title, regrets).ifPresent(tables::add);
        PrintWriter screen = spec.commandLine().getOut();
        if (json) {
            screen.print(JsonTables.text(tables));
        } else if (csv) {
            screen.print(CsvTables.text(tables.get(1)));
        } else {
            for (Table table : tables) {
                screen.print(TextTables.text(table, EcsimCommand.WIDTH) + "\n");
            }
            String note = "Means over the replications and over time, if every task ran from its arrival."
                    + (experiment.replicate().count() > 1 ? " [low, high] is the 95 % interval." : "");
            TextWrap.lines(note, EcsimCommand.WIDTH).forEach(line -> screen.print(line + "\n"));
        }
        screen.flush();
    }
}
