package io.ecsim.workloads.scenario;

import io.ecsim.naming.NearestName;
import io.ecsim.workloads.arrival.CurveFiles;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.catalogue.PriceCatalogue;
import io.ecsim.workloads.catalogue.PriceFile;
import io.ecsim.workloads.catalogue.SpotBand;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What binding one scenario needs and gathers beside the values: faults, files read, assumptions made. */
public final class BindingContext {

    private final Path scenario;
    private final Optional<Path> data;
    private final boolean lenient;
    private final Faults faults;
    private PriceCatalogue prices;
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<String> assumptions = new ArrayList<>();
    private ClusterNames clusters = ClusterNames.ONE;
    private boolean elastic;
    private SpotBand spotBand = SpotBand.MIDDLE;
    private boolean onFargate;
    private Predicate<String> sharesGpus = cluster -> true;
    private ProviderNames providers = ProviderNames.NONE;
    private OptionalLong machinesFromMicros = OptionalLong.empty();

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
        this.prices = PriceCatalogue.load();
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
        return prices.types();
    }

    /** Returns the prices that count: those of the scenario's own file, and those that come with the program. */
    PriceCatalogue prices() {
        return prices;
    }

    /** Tells the prices of the scenario's own file. */
    void prices(PriceFile own) {
        prices = prices.with(own);
    }

    public void assume(String sentence) {
        if (!assumptions.contains(sentence)) {
            assumptions.add(sentence);
        }
    }

    /** Tells by name which of the scenario's clusters share their GPUs. */
    void sharesGpus(Predicate<String> clusters) {
        sharesGpus = clusters;
    }

    /** Returns whether tasks of a cluster may share GPUs; true also where the cluster has faults of its own. */
    boolean sharesGpus(String cluster) {
        return sharesGpus.test(cluster);
    }

    /** Tells the names of the scenario's clusters. */
    void clusters(ClusterNames names) {
        clusters = names;
    }

    /** Returns the names of the scenario's clusters. */
    ClusterNames clusters() {
        return clusters;
    }

    /** Tells which time of a trace's clock is time 0 for the machines. */
    void machinesFrom(long fromMicros) {
        machinesFromMicros = OptionalLong.of(fromMicros);
    }

    /** Returns which time of a trace's clock is time 0 for the machines; empty when they are no trace with a clock. */
    OptionalLong machinesFromMicros() {
        return machinesFromMicros;
    }

    /** Tells where in their bands the interruptions of Spot capacity are taken to be. */
    void spotBand(SpotBand where) {
        spotBand = where;
    }

    /** Returns where in their bands the interruptions of Spot capacity are taken to be. */
    SpotBand spotBand() {
        return spotBand;
    }

    /** Tells that the scenario has Auto Scaling groups, so that a cluster may do without instances of its own. */
    void elastic(boolean asked) {
        elastic = asked;
    }

    /** Tells that tasks of the scenario may run on Fargate, so that a cluster may do without instances. */
    void onFargate(boolean asked) {
        onFargate = asked;
    }

    /** Returns whether a cluster may do without instances of its own. */
    boolean mayLackInstances() {
        return elastic || onFargate;
    }

    /** Returns whether the scenario has Auto Scaling groups. */
    boolean elastic() {
        return elastic;
    }

    /** Tells the capacity providers that tasks may name. */
    void providers(ProviderNames names) {
        providers = names;
    }

    /** Returns the capacity providers that tasks may name. */
    ProviderNames providers() {
        return providers;
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
        for (Path folder : folders()) {
            Path file = folder.resolve(name).normalize();
            if (Files.isRegularFile(file)) {
                files.add(file);
                return Optional.of(file);
            }
        }
        return missing(at, name, published);
    }

    /**
     * Finds the part files of a trace by a pattern: {@code *} and {@code ?} in the last part of the name stand for any
     * characters and for one. In the first folder where any fits, all that fit, by name.
     *
     * @param at the node that names the files
     * @param published where the trace can be had, for the message when there is none
     */
    Optional<List<Path>> traces(Node at, String pattern, String published) {
        if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
            return trace(at, pattern, published).map(List::of);
        }
        int slash = pattern.lastIndexOf('/');
        Pattern fitting = fitting(pattern.substring(slash + 1));
        for (Path folder : folders()) {
            Path parent = folder.resolve(pattern.substring(0, slash + 1)).normalize();
            List<Path> parts = names(parent).stream()
                    .filter(name -> fitting.matcher(name).matches())
                    .map(parent::resolve)
                    .filter(Files::isRegularFile)
                    .toList();
            if (!parts.isEmpty()) {
                files.addAll(parts);
                return Optional.of(parts);
            }
        }
        return missing(at, pattern, published);
    }

    private static Pattern fitting(String name) {
        StringBuilder regex = new StringBuilder();
        for (char c : name.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        data.ifPresent(folders::add);
        Path beside = scenario.toAbsolutePath().getParent();
        if (beside != null) {
            folders.add(beside);
        }
        return folders;
    }

    private <T> Optional<T> missing(Node at, String name, String published) {
        String where = data.isPresent()
                ? "Looked in " + data.get() + ", which --data names, and beside the scenario."
                : "Looked beside the scenario; --data DIR names the folder of traces.";
        String source = published.isEmpty() ? "" : " This trace is published at " + published;
        String found = hint(name, folders());
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
        folders.forEach(folder -> names.addAll(names(folder)));
        return NearestName.of(name, names)
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElse("");
    }

    /** Returns the names in a folder in their order; none when it cannot be listed. */
    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
