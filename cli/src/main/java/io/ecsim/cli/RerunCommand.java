package io.ecsim.cli;

import io.ecsim.experiments.bundle.Bundle;
import io.ecsim.experiments.bundle.BundleManifest;
import io.ecsim.experiments.bundle.Rerun;
import io.ecsim.experiments.output.ResultFiles;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim rerun}: does a comparison again from its bundle and checks that the same comes out. */
@Command(
        name = "rerun",
        description =
                "Does a comparison again from the bundle that ecsim compare --bundle made, and checks the digest of"
                        + " every run, its event stream and every file of numbers, bit for bit.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim compare examples/three-zones.yaml --bundle three-zones.zip",
            "  ecsim rerun three-zones.zip",
            "  ecsim rerun openb.zip --data traces --out openb-again",
            "",
            "Exit codes: 0 identical, 1 different, 2 a bundle that cannot be done again here."
        })
final class RerunCommand implements Callable<Integer> {

    private final Interrupts interrupts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "BUNDLE", description = "The bundle, a zip file.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with the traces that the bundle names but does not hold.")
    private @Nullable Path data;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Keep the results in this folder.")
    private @Nullable Path out;

    @Option(names = "--quiet", description = "Print no progress, only what came out.")
    private boolean quiet;

    RerunCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new InputException(file + ": there is no such file; ecsim compare --bundle makes one");
        }
        if (data != null && !Files.isDirectory(data)) {
            throw new InputException("--data " + data + ": there is no such folder");
        }
        if (out != null) {
            requireFolder(out);
        }
        try (Bundle bundle = Bundle.open(file, Optional.ofNullable(data), EcsimVersion.number())) {
            StopSignal stop = new StopSignal();
            return interrupts.during(stop::raise, () -> rerun(bundle, stop));
        }
    }

    private int rerun(Bundle bundle, StopSignal stop) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        RunListener listener =
                !quiet && StandardErrorTerminal.isTerminal() ? new ProgressLine(err) : RunListener.SILENT;
        Rerun rerun = Rerun.of(bundle, Optional.ofNullable(out), ThreadCount.of(threads), listener, stop);
        if (rerun.stopped()) {
            err.println("ecsim: interrupted; nothing was checked");
            return Interrupts.EXIT_CODE;
        }
        PrintWriter screen = spec.commandLine().getOut();
        if (!quiet) {
            BundleManifest manifest = bundle.manifest();
            screen.print("Again: " + manifest.command() + "\nChecked: " + rerun.runs() + " runs, " + rerun.streams()
                    + " event streams, " + rerun.files() + " files\n");
        }
        screen.print(rerun.difference().map(first -> "different: " + first).orElse("identical") + "\n");
        if (out != null) {
            screen.print("Report: " + out.resolve("report.html") + "\n");
        }
        screen.flush();
        return rerun.difference().isPresent() ? Failures.FAILED : 0;
    }

    private static void requireFolder(Path folder) {
        try {
            ResultFiles.requireReplaceable(folder);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
    }
}
