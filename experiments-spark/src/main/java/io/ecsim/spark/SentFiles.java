package io.ecsim.spark;

import io.ecsim.experiments.executor.PortableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;

/** The input files of a session, each sent once under the name of its sha-256, whatever they are called. */
final class SentFiles {

    private final JavaSparkContext context;
    private final Path folder;
    private final Map<Path, PortableFile> known = new TreeMap<>();
    private final Set<String> sent = new TreeSet<>();

    SentFiles(JavaSparkContext context) {
        this.context = context;
        try {
            folder = Files.createTempDirectory("ecsim-inputs-");
        } catch (IOException e) {
            throw new UncheckedIOException("input files cannot be copied", e);
        }
    }

    /** Sends a file unless it was sent before, and returns by which name it is found. */
    synchronized PortableFile send(Path file) {
        PortableFile earlier = known.get(file);
        if (earlier != null) {
            return earlier;
        }
        PortableFile portable = PortableFile.of(file);
        if (sent.add(portable.sha256())) {
            send(file, folder.resolve(portable.sha256()));
        }
        known.put(file, portable);
        return portable;
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
