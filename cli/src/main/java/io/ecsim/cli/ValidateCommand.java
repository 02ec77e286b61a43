package io.ecsim.cli;

import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.validation.Check;
import io.ecsim.experiments.validation.Coverage;
import io.ecsim.experiments.validation.CoverageReport;
import io.ecsim.experiments.validation.CoverageSuite;
import io.ecsim.experiments.validation.Effort;
import io.ecsim.experiments.validation.ValidationReport;
import io.ecsim.experiments.validation.ValidationSuite;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim validate}: holds the simulator against systems whose behaviour is known exactly. */
@Command(
        name = "validate",
        description = "Holds the simulator against systems whose behaviour is known exactly, and plants faults that it"
                + " must notice.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim validate",
            "  ecsim validate --effort quick",
            "  ecsim validate --json",
            "  ecsim validate --coverage",
            "  ecsim validate --published --data DIR --out out/published",
            "",
            "The folder of results holds validation.csv and validation.json. Exit code 1:",
            "a check disagrees with theory, or a planted fault was missed; with --published,",
            "a result is not the published one. Exit code 2: the data is not there."
        })
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--effort",
            paramLabel = "NAME",
            description = "quick: seconds. standard: about a minute and a half on two processors (the default)."
                    + " full: hours, until every interval is as narrow as the rule wants.")
    private String effortName = Effort.STANDARD.key();

    @Option(
            names = "--published",
            description = "Run published results again instead: the table of Weng et al. (FGD, ATC 2023) on the openb"
                    + " trace, bin-packing constants, a case of containers-roadmap issue 105. A minute or two.")
    private boolean published;

    @Option(
            names = "--coverage",
            description = "Make every kind of interval 2,000 times on models with known answers instead, and count how"
                    + " often it holds the answer. Half a minute.")
    private boolean coverage;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "With --published: the folder that has the openb trace and its published results, or its"
                    + " subfolder openb does; ../shared/data unless stated.")
    private @Nullable Path data;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random numbers; 1 unless stated.")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of results; out/validation, out/published or out/coverage unless stated.")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description = "Print the checks as JSON and nothing else; a folder is written with --out.")
    private boolean json;

    @Option(names = "--quiet", description = "Print no progress and no table.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        Effort effort = Effort.ofKey(effortName)
                .orElseThrow(() -> new InputException("--effort is \"" + effortName
                        + "\", allowed are "
                        + Arrays.stream(Effort.values()).map(Effort::key).collect(Collectors.joining(", "))));
        if (data != null && !published) {
            throw new InputException("--data is stated without --published, which alone reads it");
        }
        if (coverage && published) {
            throw new InputException("--coverage and --published are stated, expected one of them");
        }
        int threadCount = ThreadCount.of(threads);
        Path folder =
                out != null ? out : Path.of("out", published ? "published" : coverage ? "coverage" : "validation");
        if (writesFolder()) {
            requireFolder(folder);
        }
        RunListener listener = !quiet && StandardErrorTerminal.isTerminal()
                ? new ProgressLine(spec.commandLine().getErr())
                : RunListener.SILENT;
        if (published) {
            return new PublishedSuite(
                            data != null ? data : Path.of("..", "shared", "data"),
                            seed,
                            threadCount,
                            writesFolder() ? Optional.of(folder) : Optional.empty())
                    .run(spec.commandLine().getOut(), listener, json, quiet);
        }
        if (coverage) {
            return cover(threadCount, listener, folder);
        }
        List<Check> checks = ValidationSuite.of(effort, seed).run(threadCount, listener);
        if (writesFolder()) {
            ValidationReport.write(checks, folder);
        }
        print(ValidationReport.full(checks), ValidationReport.brief(checks), ValidationReport.summary(checks), folder);
        return ValidationReport.passed(checks) ? 0 : 1;
    }

    private int cover(int threadCount, RunListener listener, Path folder) throws IOException {
        List<Coverage> coverages = CoverageSuite.of(seed).run(threadCount, listener);
        if (writesFolder()) {
            CoverageReport.write(coverages, folder);
        }
        print(
                CoverageReport.table(coverages),
                CoverageReport.brief(coverages),
                CoverageReport.summary(coverages),
                folder);
        return CoverageReport.passed(coverages) ? 0 : 1;
    }

    private void print(Table full, Table brief, String summary, Path folder) {
        PrintWriter screen = spec.commandLine().getOut();
        if (json) {
            screen.print(JsonTables.text(full));
        } else {
            if (!quiet) {
                screen.print(TextTables.text(brief, EcsimCommand.WIDTH));
                screen.print('\n');
            }
            TextWrap.lines(summary, EcsimCommand.WIDTH).forEach(line -> screen.print(line + "\n"));
            screen.print("Results: " + folder + "\n");
        }
        screen.flush();
    }

    private boolean writesFolder() {
        return !json || out != null;
    }

    private static void requireFolder(Path folder) {
        try {
            ResultFiles.requireReplaceable(folder);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }
}
