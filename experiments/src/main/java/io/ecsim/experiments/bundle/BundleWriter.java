package io.ecsim.experiments.bundle;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.LatencyRecord;
import io.ecsim.experiments.scenario.OwnStrategies;
import io.ecsim.experiments.scenario.ScenarioSource;
import io.ecsim.placement.StrategyChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes a bundle of a finished comparison. */
public final class BundleWriter {

    /** Files longer than this are named by their hash only: traces, which everybody gets from their source. */
    public static final long MOST_BYTES_INSIDE = 8L << 20;

    private final ExperimentResult result;
    private final ScenarioSource source;
    private final List<String> own;

    /**
     * A writer of one comparison.
     *
     * @param result what was found; not ended early
     * @param source where the scenario was read from
     * @param own strategies beside the scenario's own, with files relative to the working directory
     */
    public BundleWriter(ExperimentResult result, ScenarioSource source, List<String> own) {
        if (result.stopped()) {
            throw new IllegalArgumentException("a comparison that was ended early cannot be repeated as it is");
        }
        this.result = result;
        this.source = source;
        this.own = List.copyOf(own);
    }

    /**
     * Writes the bundle.
     *
     * @param repetition the command and version
     * @param folder the results, complete
     * @param file the zip; replaced when it is there
     * @throws BundleException if the comparison cannot be repeated elsewhere
     * @throws IOException if a file cannot be read or written
     */
    public void write(Repetition repetition, Path folder, Path file) throws IOException {
        Path charges = folder.resolve(BundleManifest.LATENCY);
        boolean charged = Files.exists(charges);
        Optional<LatencyRecord> latency = charged ? Optional.of(LatencyRecord.read(charges)) : Optional.empty();
        List<BundleManifest.BundledRun> runs = new RunDigests(result, latency).all(repetition.threads());
        List<Path> read = files();
        Path root = root(read);
        Map<String, byte[]> entries = new TreeMap<>();
        List<BundleManifest.BundledFile> files = new ArrayList<>();
        for (Path each : read) {
            InputFile input = InputFile.of(each);
            boolean inside = input.bytes() <= MOST_BYTES_INSIDE;
            String place = place(root, each);
            files.add(new BundleManifest.BundledFile(
                    place, input.sha256(), input.bytes(), inside, Files.isExecutable(each)));
            if (inside) {
                entries.put(BundleZip.FILES + place, Files.readAllBytes(each));
            }
        }
        if (charged) {
            entries.put(BundleManifest.LATENCY, Files.readAllBytes(charges));
        }
        BundleManifest manifest = manifest(repetition, root, files, runs, CheckedResults.of(folder), charged);
        BundleZip.write(file, manifest, entries);
    }

    private BundleManifest manifest(
            Repetition repetition,
            Path root,
            List<BundleManifest.BundledFile> files,
            List<BundleManifest.BundledRun> runs,
            List<InputFile> results,
            boolean charged) {
        Experiment experiment = result.experiment();
        BundleManifest.Reading how = new BundleManifest.Reading(
                source.data().map(data -> place(root, full(data))).orElse(""),
                source.lenient(),
                source.overrides(),
                source.variants(),
                own,
                own.isEmpty() ? "" : place(root, full(Path.of(""))),
                experiment.variants().stream().map(Variant::name).toList(),
                experiment.strategies().stream().map(StrategyChain::name).toList());
        boolean precise = experiment.replicate().precision().isPresent();
        return new BundleManifest(
                BundleManifest.FORMAT,
                repetition.version(),
                Runtime.version().feature(),
                repetition.command(),
                how,
                experiment.seed(),
                precise ? 0 : experiment.replicate().count(),
                charged,
                files,
                experiment.inputs(),
                runs,
                results);
    }

    /** Returns every file that was read, the scenario first, and the modules that policies may import. */
    private List<Path> files() throws IOException {
        List<Path> stated =
                new ArrayList<>(source.files().stream().map(BundleWriter::full).toList());
        stated.addAll(OwnStrategies.files(own, Path.of("")));
        List<Path> all = new ArrayList<>();
        TreeSet<Path> modules = new TreeSet<>();
        for (Path file : stated) {
            if (!all.contains(file)) {
                all.add(file);
            }
            if (isPython(file)) {
                try (Stream<Path> beside = Files.list(file.resolveSibling(""))) {
                    beside.filter(BundleWriter::isPython).forEach(modules::add);
                }
            }
        }
        modules.removeAll(all);
        all.addAll(modules);
        requireRelativeNames(all);
        return all;
    }

    private static boolean isPython(Path file) {
        return file.toString().endsWith(".py") && Files.isRegularFile(file);
    }

    /** A name by its full path leads nowhere on another machine. */
    private void requireRelativeNames(List<Path> files) throws IOException {
        String written = Files.readString(source.scenario(), StandardCharsets.UTF_8)
                + String.join("\n", source.overrides())
                + String.join("\n", source.variants())
                + String.join("\n", own);
        for (Path file : files) {
            if (written.contains(file.toString())) {
                throw new BundleException(source.scenario() + ": names " + file + " by its full path, which other"
                        + " machines do not have; name it relative to the scenario, or give its folder with --data");
            }
        }
    }

    /** Returns the deepest folder that holds all files and the folders that names are relative to. */
    private Path root(List<Path> files) {
        List<Path> folders = new ArrayList<>();
        files.forEach(file -> folders.add(file.resolveSibling("")));
        source.data().map(BundleWriter::full).ifPresent(folders::add);
        if (!own.isEmpty()) {
            folders.add(full(Path.of("")));
        }
        Path root = folders.get(0).normalize();
        for (Path folder : folders) {
            while (!folder.normalize().startsWith(root)) {
                Path above = root.getParent();
                if (above == null) {
                    throw new BundleException("no folder holds both " + folder + " and " + root
                            + "; a bundle needs all files on one drive");
                }
                root = above;
            }
        }
        return root;
    }

    /** Returns where a file or folder lies under the root; a dot for the root. */
    private static String place(Path root, Path file) {
        String place = root.relativize(file.normalize()).toString().replace('\\', '/');
        return place.isEmpty() ? "." : place;
    }

    private static Path full(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
