package io.ecsim.spark;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.executor.PortableExperiment;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * An experiment on its way to executors, as Spark broadcasts it. Each executor reads it once, from input files that Spark
 * brings, named by their sha-256.
 */
final class ShippedExperiment implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PortableExperiment portable;
    private transient @Nullable Experiment read;

    ShippedExperiment(PortableExperiment portable) {
        this.portable = portable;
    }

    /** Returns the experiment; read at the first call in each process. */
    synchronized Experiment experiment() throws IOException {
        Experiment known = read;
        if (known != null) {
            return known;
        }
        Path root = Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "ecsim-inputs-");
        Experiment fresh = portable.read(root, sha256 -> Path.of(SparkFiles.get(sha256)));
        read = fresh;
        return fresh;
    }
}
