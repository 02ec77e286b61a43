package io.ecsim.cli;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.validation.Check;
import io.ecsim.experiments.validation.Effort;
import io.ecsim.experiments.validation.ValidationSuite;
import io.ecsim.experiments.validation.ValidationTable;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim validate}: holds the simulator against systems whose behaviour is known exactly. */
@Command(
        name = "validate",
        description = "Holds the simulator against systems that theory knows exactly, and plants faults that it must"
                + " notice.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim validate",
            "  ecsim validate --effort quick",
            "",
            "Exit code 1 if a check disagrees with theory or a planted fault goes unnoticed."
        })
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--effort",
            paramLabel = "EFFORT",
            defaultValue = "standard",
            description = "quick (seconds, wide intervals), standard (about a minute) or full (about an hour, every"
                    + " interval as narrow as the rule wants). Default: ${DEFAULT-VALUE}.")
    private String effort = "standard";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Override
    public Integer call() {
        ValidationSuite suite = ValidationSuite.of(effort(), seed);
        PrintWriter err = spec.commandLine().getErr();
        RunListener listener =
                !quiet && StandardErrorTerminal.isTerminal() ? new ProgressLine(err) : RunListener.SILENT;
        List<Check> checks = suite.run(ThreadCount.of(threads), listener);
        PrintWriter out = spec.commandLine().getOut();
        out.print(TextTables.text(ValidationTable.brief(checks), EcsimCommand.WIDTH));
        out.print('\n');
        TextWrap.lines(ValidationTable.summary(checks), EcsimCommand.WIDTH).forEach(line -> out.print(line + "\n"));
        return ValidationTable.passed(checks) ? 0 : Failures.FAILED;
    }

    private Effort effort() {
        return switch (effort.toLowerCase(Locale.ROOT)) {
            case "quick" -> Effort.QUICK;
            case "standard" -> Effort.STANDARD;
            case "full" -> Effort.FULL;
            default -> throw new InputException("--effort is \"" + effort + "\", allowed is quick, standard or full");
        };
    }
}
