package io.ecsim.cli;

import io.ecsim.experiments.scenario.StarterScenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim init}: writes a commented scenario to start from. */
@Command(
        name = "init",
        description = "Writes a commented scenario to start from.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {"", "Examples:", "  ecsim init", "  ecsim init my-cluster.yaml"})
final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "scenario.yaml",
            description = "The file to write; ${DEFAULT-VALUE} unless stated. An existing file is left alone.")
    private Path file = Path.of("scenario.yaml");

    @Override
    public Integer call() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new InputException(file + ": there is no folder " + folder);
        }
        try {
            Files.writeString(file, StarterScenario.text(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(file + ": the file exists; name another one or remove it");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print("Wrote " + file + ". Run it with: ecsim compare " + file + "\n");
        return 0;
    }
}
