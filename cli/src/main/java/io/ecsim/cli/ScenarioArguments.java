package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.bundle.Bundle;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.experiments.scenario.ScenarioSource;
import io.ecsim.experiments.scenario.SweepReader;
import io.ecsim.experiments.scenario.VariedScenario;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workloads.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that reads a scenario takes: the file, its traces, and values in place of the scenario's. */
final class ScenarioArguments {

    @Parameters(paramLabel = "SCENARIO", description = "The scenario file, YAML or JSON.")
    private Path scenario = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "A value in place of the scenario's, as often as needed: any field, such as"
                    + " workload.tasks[web].cpu=512, or the number cluster.instances=50; docs/scenario.md shows more.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "The folder with the scenario's traces.")
    private @Nullable Path data;

    @Option(names = "--lenient", description = "Skip and count damaged lines of a trace instead of stopping.")
    private boolean lenient;

    private @Nullable ScenarioReader last;

    /** Returns the scenario file as the user named it. */
    Path file() {
        return scenario;
    }

    /** Reads the scenario. */
    Experiment read() {
        return read(List.of());
    }

    /** Reads the scenario; of a bundle, the comparison that it holds. */
    Experiment readOrUnpack() throws IOException {
        if (!Bundle.isNamed(scenario) || !Files.isRegularFile(scenario)) {
            return read();
        }
        if (!overrides.isEmpty() || lenient) {
            throw new InputException(scenario + ": a bundle is taken as it is, without --set and --lenient");
        }
        Bundle bundle = Bundle.open(scenario, Optional.ofNullable(data), EcsimVersion.number());
        // Traces are read while runs go on, so the files stay until the command is over.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(bundle)));
        return bundle.read();
    }

    private static void close(Bundle bundle) {
        try {
            bundle.close();
        } catch (IOException left) {
            // It lies in the folder of temporary files, which the platform cleans.
        }
    }

    /** Reads the scenario with variants beside its own, each {@code NAME=PATH=VALUE[,PATH=VALUE]}. */
    Experiment read(List<String> variants) {
        return reader(List.of(), variants).read(requireFile());
    }

    /** Reads the scenario with more values in place of its own, after those of the command line. */
    Experiment read(List<String> more, List<String> variants) {
        return reader(more, variants).read(requireFile());
    }

    /** Reads the scenario at every point of its sweep, with variants beside its own. */
    Sweep sweep(SweepReader.Given given, List<String> variants) {
        return new SweepReader(reader(List.of(), variants), given).read(requireFile());
    }

    /**
     * Reads the scenario for a search over some of its fields.
     *
     * @param more values in place of its own, after those of the command line
     * @param vary the fields, each {@code PATH=VALUES}
     */
    VariedScenario varied(List<String> more, List<String> vary) {
        return VariedScenario.of(reader(more, List.of()), requireFile(), vary);
    }

    /** Returns the scenario as it is written, with values in place of its own, more after those of the command line. */
    Node document(List<String> more) {
        return reader(more, List.of()).document(requireFile());
    }

    /** Returns where the experiment that was read last came from. */
    ScenarioSource source() {
        if (last == null) {
            throw new IllegalStateException("the scenario was not read");
        }
        return last.source(scenario);
    }

    private ScenarioReader reader(List<String> more, List<String> variants) {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(more);
        last = new ScenarioReader(BuiltInStrategies.catalogue(), Optional.ofNullable(data), lenient, all, variants);
        return last;
    }

    private Path requireFile() {
        if (Files.isDirectory(scenario)) {
            throw new InputException(scenario + ": this is a folder, a scenario is a file");
        }
        if (!Files.exists(scenario)) {
            throw new InputException(scenario + ": there is no such file; ecsim init writes one to start from");
        }
        if (data != null && !Files.isDirectory(data)) {
            throw new InputException("--data " + data + ": there is no such folder");
        }
        return scenario;
    }

    /** Returns the arguments as they can be written again on a command line. */
    String written() {
        StringBuilder written = new StringBuilder(quoted(scenario.toString()));
        overrides.forEach(override -> written.append(" --set ").append(quoted(override)));
        if (data != null) {
            written.append(" --data ").append(quoted(data.toString()));
        }
        if (lenient) {
            written.append(" --lenient");
        }
        return written.toString();
    }

    /** Returns a word as a shell takes it. */
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.,/\\\\:@%+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
