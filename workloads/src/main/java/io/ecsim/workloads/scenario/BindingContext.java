package io.ecsim.workloads.scenario;

import io.ecsim.naming.NearestName;
import io.ecsim.workloads.arrival.CurveFiles;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.trace.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What binding one scenario needs and gathers beside the values: faults, files read, assumptions made. */
public final class BindingContext {

    private final Path scenario;
    private final Optional<Path> data;
    private final boolean lenient;
    private final Faults faults;
    private final InstanceCatalogue catalogue;
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<String> assumptions = new ArrayList<>();

    /**
     * Makes the context of one scenario file.
     *
     * @param scenario the scenario file; names of other files are relative to it
     * @param data the folder given with {@code --data}, where traces are looked for first
     * @param lenient whether damaged lines of traces are skipped and counted
     * @param faults where everything wrong is gathered
     */
    public BindingContext(Path scenario, Optional<Path> data, boolean lenient, Faults faults) {
        this.scenario = scenario;
        this.data = data;
        this.lenient = lenient;
        this.faults = faults;
        this.catalogue = InstanceCatalogue.load();
        files.add(scenario);
    }

    /** Returns where everything wrong is gathered. */
    public Faults faults() {
        return faults;
    }

    /** Returns every file read so far, the scenario first. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** Returns what the scenario leaves open and how that was filled, one sentence each. */
    public List<String> assumptions() {
        return List.copyOf(assumptions);
    }

    boolean lenient() {
        return lenient;
    }

    InstanceCatalogue catalogue() {
        return catalogue;
    }

    public void assume(String sentence) {
        if (!assumptions.contains(sentence)) {
            assumptions.add(sentence);
        }
    }

    void read(Path file) {
        files.add(file);
    }

    /**
     * Finds a trace: in the data folder, else beside the scenario.
     *
     * @param at the node that names the file
     * @param published where the trace can be had, for the message when it is missing
     */
    Optional<Path> trace(Node at, String name, String published) {
        List<Path> folders = new ArrayList<>();
        data.ifPresent(folders::add);
        Path beside = scenario.toAbsolutePath().getParent();
        if (beside != null) {
            folders.add(beside);
        }
        for (Path folder : folders) {
            Path file = folder.resolve(name).normalize();
            if (Files.isRegularFile(file)) {
                files.add(file);
                return Optional.of(file);
            }
        }
        String where = data.isPresent()
                ? "Looked in " + data.get() + ", which --data names, and beside the scenario."
                : "Looked beside the scenario; --data DIR names the folder of traces.";
        String source = published.isEmpty() ? "" : " This trace is published at " + published;
        String found = hint(name, folders);
        return at.fault(faults, "found no file " + name + (found.isEmpty() ? ". " : found + " ") + where + source);
    }

    /** Returns the files of curves: found as traces are, what they hold is told as an assumption. */
    CurveFiles curveFiles() {
        return new CurveFiles() {
            @Override
            public Optional<TraceFile> find(Node at, String name) {
                return trace(at, name, "").map(path -> new TraceFile(path, ""));
            }

            @Override
            public void assume(String sentence) {
                BindingContext.this.assume(sentence);
            }
        };
    }

    private static String hint(String name, List<Path> folders) {
        List<String> names = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(entry -> String.valueOf(entry.getFileName()))
                        .sorted()
                        .forEach(names::add);
            } catch (IOException unreadable) {
                return "";
            }
        }
        return NearestName.of(name, names)
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElse("");
    }
}
