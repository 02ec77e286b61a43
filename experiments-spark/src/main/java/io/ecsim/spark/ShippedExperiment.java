package io.ecsim.spark;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.executor.PortableExperiment;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An experiment on its way to executors, as Spark broadcasts it. Each executor reads it at its first run, and once more
 * where memory was needed for something else since: a sweep has as many experiments as points.
 */
final class ShippedExperiment implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PortableExperiment portable;
    private transient @Nullable SoftReference<Experiment> read;

    ShippedExperiment(PortableExperiment portable) {
        this.portable = portable;
    }

    /** Returns the experiment. */
    synchronized Experiment experiment() {
        Experiment known = read == null ? null : read.get();
        if (known != null) {
            return known;
        }
        Path root = ReceivedFiles.root(portable);
        Experiment fresh = portable.read(root);
        read = new SoftReference<>(fresh);
        return fresh;
    }
}
