package io.ecsim.spark;

import io.ecsim.experiments.executor.PortableExperiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.spark.SparkFiles;

/** Input files at an executor. Spark brings them, named by their sha-256; here they get their own names. */
final class ReceivedFiles {

    private ReceivedFiles() {}

    /** Returns the folder where the files of an experiment are in their places; one for all that have the same files. */
    static Path root(PortableExperiment experiment) {
        Path received = Path.of(SparkFiles.getRootDirectory());
        byte[] names = experiment.files().toString().getBytes(StandardCharsets.UTF_8);
        Path root = received.resolve("ecsim-" + UUID.nameUUIDFromBytes(names));
        if (Files.isDirectory(root)) {
            return root;
        }
        try {
            Path draft = Files.createTempDirectory(received, "ecsim-draft-");
            experiment.putFiles(draft, sha256 -> Path.of(SparkFiles.get(sha256)));
            return moved(draft, root);
        } catch (IOException e) {
            throw new UncheckedIOException("input files cannot be put in their places", e);
        }
    }

    /** Two runs may begin at once: whoever is second uses what the first has made. */
    private static Path moved(Path draft, Path root) throws IOException {
        try {
            return Files.move(draft, root);
        } catch (FileSystemException taken) {
            if (Files.isDirectory(root)) {
                return root;
            }
            throw taken;
        }
    }
}
