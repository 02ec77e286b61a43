package io.ecsim.cli;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.events.EventStreamRun;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ecsim events}: writes the event stream of one run. */
@Command(
        name = "events",
        description = {
            "Lives through one run of a scenario and writes what Amazon EventBridge would carry of it, one JSON object a"
                    + " line: task, container instance and deployment state changes, and service actions."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim events examples/rolling-deployment.yaml",
            "  ecsim events examples/rolling-deployment.yaml --out events.jsonl",
            "  ecsim events examples/rolling-deployment.yaml |",
            "      jq 'select(.\"detail-type\" == \"ECS Service Action\")'",
            "",
            "SCENARIO may be a bundle that ecsim compare --bundle made."
        })
final class EventsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Mixin
    private RunArguments run = new RunArguments();

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write; the terminal unless stated.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Experiment experiment = scenario.readOrUnpack();
        Contender contender = run.contender(experiment, scenario.file());
        int replication = run.replication(experiment);
        if (contender.worlds().world(replication).controlPlane().isEmpty()) {
            throw new InputException(scenario.file() + ": the scenario has no control plane, so nothing tells of what"
                    + " happens: add controlPlane: {}, or services");
        }
        if (out == null) {
            EventStreamRun.write(
                    experiment,
                    contender,
                    replication,
                    new OpenWriter(spec.commandLine().getOut()));
        } else {
            writeFile(experiment, contender, replication, out);
        }
        return 0;
    }

    /** What is there under the name is complete or untouched. */
    private void writeFile(Experiment experiment, Contender contender, int replication, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new InputException("--out " + file + ": expected a file in a folder that exists");
        }
        Path unfinished = Files.createTempFile(folder, ".events", ".jsonl");
        try {
            EventStreamRun.write(
                    experiment, contender, replication, Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        PrintWriter screen = spec.commandLine().getOut();
        screen.println("Events: " + file);
        screen.flush();
    }

    /** The terminal is not ours to close. */
    private static final class OpenWriter extends FilterWriter {

        OpenWriter(Writer terminal) {
            super(terminal);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
