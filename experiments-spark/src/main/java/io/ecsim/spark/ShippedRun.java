package io.ecsim.spark;

import io.ecsim.experiments.executor.PortableExperiment;
import io.ecsim.experiments.executor.PortableRun;
import io.ecsim.experiments.journal.RunResultCodec;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * A run on its way to an executor.
 *
 * @param experiment whose run it is
 * @param run which one
 */
record ShippedRun(Broadcast<ShippedExperiment> experiment, PortableRun run) implements Serializable {

    private static final RunResultCodec CODEC = new RunResultCodec();

    /**
     * Does the run. What a run throws is an answer too: done again on another machine, it would throw the same.
     */
    RunAnswer answer() {
        try {
            return RunAnswer.of(
                    CODEC.encode(PortableExperiment.run(experiment.value().experiment(), run)));
        } catch (RuntimeException | IOException failure) {
            return RunAnswer.of(failure);
        }
    }
}
