package io.ecsim.cli;

import io.ecsim.experiments.builds.BuildComparison;
import io.ecsim.experiments.builds.BuildComparisonText;
import io.ecsim.experiments.builds.MeasuredBuildReader;
import io.ecsim.experiments.builds.SpeedChange;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim bench}: what to do with measurements of ecsim's own speed. */
@Command(
        name = "bench",
        description = "Compares the speed of two builds of ecsim itself.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = BenchCommand.Compare.class,
        footer = {"", "Examples:", "  ecsim bench compare pair/old.json pair/new.json"})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }

    /** {@code ecsim bench compare}: tells whether one build is slower than another. */
    @Command(
            name = "compare",
            description = "Tells whether a build is slower than another, from forks of both that ran alternately.",
            mixinStandardHelpOptions = true,
            usageHelpWidth = EcsimCommand.WIDTH,
            footer = {
                "",
                "Examples:",
                "  benchmarks/run-pair old.jar new.jar pair",
                "  ecsim bench compare pair/old.json pair/new.json",
                "",
                "Exit code 1: some benchmark is slower by more than 5 %%, beyond its interval.",
                "Faster, other allocation and other results are said and are no failure.",
                "Exit code 2: the files cannot be compared."
            })
    static final class Compare implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(index = "0", paramLabel = "OLD.json", description = "The old build's forks.")
        private Path old = Path.of("");

        @Parameters(index = "1", paramLabel = "NEW.json", description = "The new build's forks.")
        private Path changed = Path.of("");

        @Option(names = "--json", description = "Print the table as JSON and nothing else.")
        private boolean json;

        @Override
        public Integer call() {
            BuildComparison comparison =
                    BuildComparison.of(MeasuredBuildReader.read(old), MeasuredBuildReader.read(changed));
            Table table = BuildComparisonText.table(comparison);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.print(JsonTables.text(table));
            } else {
                out.print(TextTables.text(table, EcsimCommand.WIDTH));
                for (String sentence : BuildComparisonText.sentences(comparison)) {
                    out.print('\n');
                    TextWrap.lines(sentence, EcsimCommand.WIDTH).forEach(line -> out.print(line + "\n"));
                }
            }
            out.flush();
            return comparison.with(SpeedChange.Verdict.SLOWER).isEmpty() ? 0 : 1;
        }
    }
}
