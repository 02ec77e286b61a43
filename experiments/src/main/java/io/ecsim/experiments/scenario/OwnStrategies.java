package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.placement.StrategyChain;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.schedulers.source.StrategyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Strategies that compete with those of a scenario without standing in it. */
public final class OwnStrategies {

    private OwnStrategies() {}

    /**
     * Returns the files that texts name, in the order of reading.
     *
     * @param texts as for {@link #competing}
     * @param folder that file names are relative to
     * @throws IllegalArgumentException if one cannot be read
     */
    public static List<Path> files(List<String> texts, Path folder) {
        StrategyFiles files = new StrategyFiles(BuiltInStrategies.catalogue(), folder);
        texts.forEach(files::read);
        return files.files();
    }

    /**
     * Returns an experiment with more competitors; their files count among its inputs.
     *
     * @param texts each a chain by name, or with files in it
     * @param folder that file names are relative to
     * @throws IllegalArgumentException if one cannot be read or has the name of another
     */
    public static Experiment competing(Experiment stated, List<String> texts, Path folder) {
        if (texts.isEmpty()) {
            return stated;
        }
        StrategyFiles files = new StrategyFiles(BuiltInStrategies.catalogue(), folder);
        List<StrategyChain> strategies = new ArrayList<>(stated.strategies());
        for (String text : texts) {
            for (StrategyChain chain : files.read(text)) {
                if (strategies.stream().anyMatch(other -> other.name().equals(chain.name()))) {
                    throw new IllegalArgumentException(
                            text + ": another strategy is named \"" + chain.name() + "\" too");
                }
                if (chain.movesTasks() && hasControlPlane(stated)) {
                    throw new IllegalArgumentException(ScenarioReader.refusedMoves(chain));
                }
                strategies.add(chain);
            }
        }
        List<InputFile> inputs = new ArrayList<>(stated.inputs());
        for (Path file : files.files()) {
            try {
                inputs.add(InputFile.of(file));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(file.getFileName() + ": the file cannot be read", unreadable);
            }
        }
        return stated.with(stated.variants(), strategies).withInputs(inputs);
    }

    private static boolean hasControlPlane(Experiment stated) {
        return stated.variants().stream()
                .anyMatch(variant -> variant.worlds().world(0).controlPlane().isPresent());
    }
}
