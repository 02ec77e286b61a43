package io.ecsim.experiments.executor;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.WorldSource;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.experiments.scenario.ScenarioSource;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.schedulers.external.ExternalPolicy;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that another machine needs to read an experiment again: what it was read from, file by file, and what was chosen
 * of it. Seed and replication belong to each run.
 *
 * @param files every input file, the scenario first
 * @param data the place of the folder where traces are looked for first; empty when there is none
 * @param lenient whether damaged lines of traces are skipped
 * @param overrides values in place of the scenario's, each {@code PATH=VALUE}
 * @param added variants beside the scenario's own
 * @param variants the names of those that are compared, in order; one empty name for a scenario without variants
 * @param strategies the names of those that are compared, in order
 * @param how how runs are done
 */
public record PortableExperiment(
        List<PortableFile> files,
        String data,
        boolean lenient,
        List<String> overrides,
        List<String> added,
        List<String> variants,
        List<String> strategies,
        How how)
        implements Serializable {

    /** The run options without what makes the strategies of services, which the other machine makes itself. */
    public record How(
            RunOptions.Lookup placement,
            RunOptions.TieBreak tieBreak,
            RunOptions.Checks checks,
            int samples,
            boolean followsServices)
            implements Serializable {

        private static How of(RunOptions options) {
            if (options.watch().isPresent()) {
                throw new IllegalArgumentException("decisions can be watched only where the watcher is");
            }
            return new How(
                    options.placement(),
                    options.tieBreak(),
                    options.checks(),
                    options.samples(),
                    options.followsServices());
        }

        private RunOptions with(RunOptions read) {
            RunOptions options = new RunOptions(placement, tieBreak, checks, samples, read.strategies());
            return followsServices ? options.followingServices() : options;
        }
    }

    /**
     * Makes an experiment portable. Its files are in the order of the source's files.
     *
     * @param portable makes a file portable; may remember those it has seen
     * @throws ExecutorException if it was read from a file that is named by its full path, which leads nowhere elsewhere,
     *     or a strategy is a program of its own
     */
    public static PortableExperiment of(
            Experiment experiment, ScenarioSource source, Function<Path, PortableFile> portable) {
        requireRelativeNames(source);
        requireNoProcesses(experiment);
        return new PortableExperiment(
                source.files().stream().map(portable).toList(),
                source.data().map(PortableFile::place).orElse(""),
                source.lenient(),
                source.overrides(),
                source.variants(),
                experiment.variants().stream().map(Variant::name).toList(),
                experiment.strategies().stream().map(StrategyChain::name).toList(),
                How.of(experiment.options()));
    }

    private static void requireNoProcesses(Experiment experiment) {
        for (StrategyChain chain : experiment.strategies()) {
            if (chain.strategies().stream().anyMatch(ExternalPolicy.class::isInstance)) {
                throw new ExecutorException("strategy " + chain.name()
                        + " is a program of its own, which competes only with --executor threads");
            }
        }
    }

    private static void requireRelativeNames(ScenarioSource source) {
        String written =
                text(source.scenario()) + String.join("\n", source.overrides()) + String.join("\n", source.variants());
        for (Path file : source.files()) {
            if (file.isAbsolute() && written.contains(file.toString())) {
                throw new ExecutorException(source.scenario() + ": names " + file + " by its full path, which other"
                        + " machines do not have; name it relative to the scenario, or give its folder with --data");
            }
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + ": the file cannot be read", unreadable);
        }
    }

    /**
     * Puts the files in their places.
     *
     * @param root an empty folder
     * @param bytes finds the bytes of a file by their sha-256
     */
    public void putFiles(Path root, Function<String, Path> bytes) throws IOException {
        for (PortableFile file : files) {
            file.put(root, bytes.apply(file.sha256()));
        }
    }

    /** Reads the experiment from files in their places under a root. */
    public Experiment read(Path root) {
        Optional<Path> folder = data.isEmpty() ? Optional.empty() : Optional.of(root.resolve(data));
        Experiment all = new ScenarioReader(BuiltInStrategies.catalogue(), folder, lenient, overrides, added)
                .read(root.resolve(files.get(0).place()));
        return all.with(
                        named(variants, all.variants(), Variant::name),
                        named(strategies, all.strategies(), StrategyChain::name))
                .withOptions(how.with(all.options()));
    }

    private static <T> List<T> named(List<String> names, List<T> all, Function<T, String> name) {
        return names.stream()
                .map(wanted -> all.stream()
                        .filter(each -> name.apply(each).equals(wanted))
                        .findFirst()
                        .orElseThrow(
                                () -> new ExecutorException("there is no \"" + wanted + "\" where the run is done")))
                .toList();
    }

    /** Does a run of an experiment that was read again. */
    public static RunResult run(Experiment experiment, PortableRun run) {
        Contender contender = experiment.contenders().stream()
                .filter(each -> each.name().equals(run.contender()))
                .findFirst()
                .orElseThrow(
                        () -> new ExecutorException("there is no \"" + run.contender() + "\" where the run is done"));
        WorldSource worlds = contender.worlds();
        World read = worlds.world(run.replication(), run.instances());
        World world = read.warmupMicros() == run.warmupMicros()
                ? read
                : worlds.withWarmup(run.warmupMicros()).world(run.replication(), run.instances());
        return ClusterSimulation.run(world, contender.strategy(), run.streams(), experiment.options());
    }
}
