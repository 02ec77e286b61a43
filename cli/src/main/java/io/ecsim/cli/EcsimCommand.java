package io.ecsim.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code ecsim} command itself; its verbs are subcommands, one class each. */
@Command(
        name = "ecsim",
        description = "Lets placement strategies of Amazon ECS compete in the same simulated cluster, and tells which"
                + " wins, by how much and how sure that is.",
        mixinStandardHelpOptions = true,
        versionProvider = EcsimVersion.class,
        usageHelpWidth = EcsimCommand.WIDTH,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AdversaryCommand.class,
            BenchCommand.class,
            BoundsCommand.class,
            CompareCommand.class,
            CompletionCommand.class,
            DrillCommand.class,
            EventsCommand.class,
            ExplainCommand.class,
            InitCommand.class,
            ListCommand.class,
            ManCommand.class,
            PricesCommand.class,
            RerunCommand.class,
            SchemaCommand.class,
            SweepCommand.class,
            ValidateCommand.class,
            YardsticksCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ecsim compare examples/three-zones.yaml",
            "  ecsim drill examples/rolling-deployment.yaml zone-loss",
            "  ecsim init my-cluster.yaml",
            "  ecsim list strategies",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong input, 130 interrupted."
        })
public final class EcsimCommand implements Runnable {

    /** Columns that all output fits in. */
    static final int WIDTH = 80;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an unexpected failure came from.")
    private boolean debug;

    /** Runs the command and ends the process with its exit code: 0 done, 1 failed, 2 wrong input, 130 interrupted. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(out, err, new Interrupts(), arguments));
    }

    /** Runs the command with its output going to the given writers; returns the exit code. */
    static int execute(PrintWriter out, PrintWriter err, Interrupts interrupts, String... arguments) {
        EcsimCommand root = new EcsimCommand();
        CommandLine line = new CommandLine(root, new CommandFactory(interrupts));
        line.setOut(out).setErr(err).setUsageHelpAutoWidth(false);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> Failures.report(failure, command.getErr(), root.debug));
        int exitCode = line.execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
