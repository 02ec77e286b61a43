package io.ecsim.cli;

import io.ecsim.experiments.fleet.FleetScenario;
import io.ecsim.experiments.scenario.StarterScenario;
import io.ecsim.schedulers.external.PolicyLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim init}: writes a commented scenario to start from. */
@Command(
        name = "init",
        description = "Writes a commented scenario to start from, or a placement policy in Python.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim init",
            "  ecsim init my-cluster.yaml",
            "  ecsim init fleet.yaml --template fleet --services examples/services.csv",
            "  ecsim init my_policy.py --template policy",
            "",
            "The list of services is a CSV file with the columns name, count, cpu (units,",
            "1024 to a vCPU), memory (MiB, or 2GiB) and, where wanted, spread (none, zone,",
            "instance, distinct) and curve (flat, diurnal, retail-week, or 24 numbers).",
            "",
            "The template policy writes a policy and, beside it, ecsim_policy.py, which it",
            "needs: docs/external-policies.md says what a policy may do."
        })
final class InitCommand implements Callable<Integer> {

    private static final String STARTER = "starter";
    private static final String FLEET = "fleet";
    private static final String POLICY = "policy";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "scenario.yaml",
            description = "The file to write; ${DEFAULT-VALUE} unless stated. An existing file is left alone.")
    private Path file = Path.of("scenario.yaml");

    @Option(
            names = "--template",
            paramLabel = "NAME",
            completionCandidates = Templates.class,
            description = "One of ${COMPLETION-CANDIDATES}; starter unless stated.")
    private String template = STARTER;

    @Option(names = "--services", paramLabel = "CSV", description = "The list of services of the template fleet.")
    private @Nullable Path services;

    /** The names of the templates. */
    static final class Templates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(STARTER, FLEET, POLICY).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new InputException(file + ": there is no folder " + folder);
        }
        String text = text();
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(file + ": the file exists; name another one or remove it");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (template.equals(POLICY)) {
            writeLibrary(file.resolveSibling(PolicyLibrary.NAME));
            out.print("Wrote " + file + " and " + PolicyLibrary.NAME + ". Let it compete with: ecsim compare SCENARIO"
                    + " --strategy " + file + "\n");
            return 0;
        }
        out.print("Wrote " + file + ". Run it with: ecsim compare " + file + "\n");
        return 0;
    }

    /** The library of this version takes the place of another one. */
    private static void writeLibrary(Path library) throws IOException {
        Files.writeString(library, PolicyLibrary.text(), StandardCharsets.UTF_8);
    }

    private String text() throws IOException {
        if (!template.equals(FLEET)) {
            if (!template.equals(STARTER) && !template.equals(POLICY)) {
                throw new InputException(
                        "--template is \"" + template + "\", allowed are " + STARTER + ", " + FLEET + ", " + POLICY);
            }
            if (services != null) {
                throw new InputException("--services " + services + ": only --template fleet reads a list of services");
            }
            return template.equals(POLICY) ? PolicyLibrary.example() : StarterScenario.text();
        }
        if (services == null) {
            throw new InputException(
                    "--services is missing: --template fleet needs a list, such as examples/services.csv");
        }
        if (!Files.isRegularFile(services)) {
            throw new InputException("--services " + services + ": there is no such file");
        }
        return FleetScenario.of(services);
    }
}
