package io.ecsim.experiments.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where an experiment was read from, so that it can be read again elsewhere.
 *
 * @param scenario the scenario file
 * @param data the folder where traces were looked for first, when one was given
 * @param lenient whether damaged lines of traces were skipped and counted
 * @param overrides values in place of the scenario's, each {@code PATH=VALUE}, in order
 * @param variants those beside the scenario's own, each {@code NAME=PATH=VALUE[,PATH=VALUE]}
 * @param files every file that was read, the scenario first
 */
public record ScenarioSource(
        Path scenario,
        Optional<Path> data,
        boolean lenient,
        List<String> overrides,
        List<String> variants,
        List<Path> files) {

    public ScenarioSource {
        overrides = List.copyOf(overrides);
        variants = List.copyOf(variants);
        files = List.copyOf(files);
    }
}
