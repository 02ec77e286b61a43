package io.ecsim.spark;

import io.ecsim.experiments.executor.PortableExperiment;
import io.ecsim.experiments.executor.PortableFile;
import io.ecsim.experiments.scenario.ScenarioSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;

/** The input files of a session, each sent once under the name of its sha-256, whatever they are called. */
final class SentFiles {

    private final JavaSparkContext context;
    private final Path folder;
    private final Set<String> sent = new TreeSet<>();

    SentFiles(JavaSparkContext context) {
        this.context = context;
        try {
            folder = Files.createTempDirectory("ecsim-inputs-");
        } catch (IOException e) {
            throw new UncheckedIOException("input files cannot be copied", e);
        }
    }

    /** Sends those files of an experiment that were not sent before. */
    synchronized void send(PortableExperiment experiment, ScenarioSource source) {
        for (int i = 0; i < source.files().size(); i++) {
            PortableFile file = experiment.files().get(i);
            if (sent.add(file.sha256())) {
                send(source.files().get(i), folder.resolve(file.sha256()));
            }
        }
    }

    private void send(Path file, Path copy) {
        try {
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the file cannot be copied", e);
        }
        context.addFile(copy.toUri().toString());
    }

    /** Removes the copies. */
    synchronized void close() {
        try {
            for (String name : sent) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("copies of input files cannot be removed from " + folder, e);
        }
    }
}
