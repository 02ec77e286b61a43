package io.ecsim.experiments.bundle;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.run.LatencyRecord;
import io.ecsim.experiments.scenario.OwnStrategies;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.placement.StrategyChain;
import io.ecsim.schedulers.BuiltInStrategies;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A bundle whose files lie in their places in a folder of their own, until it is closed. */
public final class Bundle implements AutoCloseable {

    private final BundleManifest manifest;
    private final Path root;

    private Bundle(BundleManifest manifest, Path root) {
        this.manifest = manifest;
        this.root = root;
    }

    /** Returns whether a file is meant to be a bundle, by its name. */
    public static boolean isNamed(Path file) {
        return file.toString().endsWith(".zip");
    }

    /**
     * Opens a bundle and puts its files in their places.
     *
     * @param data where the files are that the bundle only names; searched with all folders in it
     * @param version of this ecsim
     * @throws BundleException if it is damaged, of another version, or a file is missing or another one
     * @throws IOException if a file cannot be read or written
     */
    public static Bundle open(Path file, Optional<Path> data, String version) throws IOException {
        BundleManifest manifest = BundleManifest.read(file.toString(), BundleZip.entry(file, BundleManifest.NAME));
        if (!manifest.ecsim().equals(version)) {
            throw new BundleException(file + ": the bundle was made by ecsim " + manifest.ecsim() + ", this is "
                    + version + "; only the same version promises the same bytes");
        }
        Bundle bundle = new Bundle(manifest, Files.createTempDirectory("ecsim-bundle"));
        try {
            for (BundleManifest.BundledFile each : manifest.files()) {
                bundle.put(file, each, data);
            }
            if (manifest.chargedLatency()) {
                Files.write(bundle.root.resolve(BundleManifest.LATENCY), BundleZip.entry(file, BundleManifest.LATENCY));
            }
            return bundle;
        } catch (IOException | RuntimeException failed) {
            bundle.close();
            throw failed;
        }
    }

    private void put(Path bundle, BundleManifest.BundledFile file, Optional<Path> data) throws IOException {
        Path target = files().resolve(file.place());
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (file.inside()) {
            Files.write(target, BundleZip.entry(bundle, BundleZip.FILES + file.place()));
            if (!InputFile.of(target).sha256().equals(file.sha256())) {
                throw new BundleException(bundle + ": " + file.place() + " in it is not the file that it names");
            }
            if (file.program() && !target.toFile().setExecutable(true)) {
                throw new IOException(target + " cannot be made a program");
            }
            return;
        }
        Path found = found(bundle, file, data);
        try {
            Files.createSymbolicLink(target, found.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException impossible) {
            Files.copy(found, target);
        }
    }

    /** Returns the file of this name and hash. */
    private static Path found(Path bundle, BundleManifest.BundledFile file, Optional<Path> data) throws IOException {
        String name = String.valueOf(Path.of(file.place()).getFileName());
        String wanted = name + " (" + file.bytes() + " bytes, sha-256 " + file.sha256() + ")";
        if (data.isEmpty()) {
            throw new BundleException(
                    bundle + ": the bundle names " + wanted + " but does not hold it; --data says" + " where it is");
        }
        List<Path> named;
        try (Stream<Path> all = Files.walk(data.get())) {
            named = all.filter(each -> each.endsWith(name) && Files.isRegularFile(each))
                    .sorted()
                    .toList();
        }
        for (Path each : named) {
            if (Files.size(each) == file.bytes() && InputFile.of(each).sha256().equals(file.sha256())) {
                return each;
            }
        }
        throw new BundleException(
                bundle + ": --data " + data.get() + " has " + (named.isEmpty() ? "no " : "only another ") + wanted);
    }

    private Path files() {
        return root.resolve("files");
    }

    /** Returns a folder that goes when the bundle is closed. */
    Path spareFolder() {
        return root.resolve("results");
    }

    /** Returns what was compared and what came out. */
    public BundleManifest manifest() {
        return manifest;
    }

    /** Returns what external policies are charged, where the bundle says so. */
    Optional<LatencyRecord> latency() throws IOException {
        return manifest.chargedLatency()
                ? Optional.of(LatencyRecord.read(root.resolve(BundleManifest.LATENCY)))
                : Optional.empty();
    }

    /** Reads the experiment. */
    public Experiment read() {
        BundleManifest.Reading how = manifest.how();
        Optional<Path> data = how.data().isEmpty() ? Optional.empty() : Optional.of(files().resolve(how.data()));
        Experiment stated = new ScenarioReader(
                        BuiltInStrategies.catalogue(), data, how.lenient(), how.overrides(), how.added())
                .read(files().resolve(manifest.files().get(0).place()));
        Experiment all = OwnStrategies.competing(stated, how.own(), files().resolve(how.ownFolder()));
        Experiment chosen = all.with(
                        named(how.variants(), all.variants(), Variant::name),
                        named(how.strategies(), all.strategies(), StrategyChain::name))
                .withSeed(manifest.seed())
                .withInputs(manifest.inputs());
        return manifest.replications() == 0 ? chosen : chosen.withReplications(manifest.replications());
    }

    private static <T> List<T> named(List<String> names, List<T> all, Function<T, String> name) {
        return names.stream()
                .map(wanted -> all.stream()
                        .filter(each -> name.apply(each).equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new BundleException(
                                "the bundle compares \"" + wanted + "\", which its scenario does not have")))
                .toList();
    }

    /** Removes the folder. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
