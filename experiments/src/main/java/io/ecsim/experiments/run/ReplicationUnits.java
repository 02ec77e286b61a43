package io.ecsim.experiments.run;

import io.ecsim.experiments.Experiment;
import java.util.Arrays;

/**
 * What counts as one independent observation: a replication; or, of antithetic replications, the mean of a pair, since the two
 * of a pair depend on each other.
 */
public final class ReplicationUnits {

    private ReplicationUnits() {}

    /**
     * Returns the independent observations.
     *
     * @param values one for each replication that every contender finished, as {@link RunMatrix#values} gives them
     */
    public static double[] of(Experiment experiment, RunMatrix runs, double[] values) {
        if (!experiment.replicate().antithetic()) {
            return values.clone();
        }
        int[] replications = runs.paired();
        double[] means = new double[values.length];
        int count = 0;
        for (int i = 0; i + 1 < values.length; i++) {
            if (replications[i] % 2 == 0 && replications[i + 1] == replications[i] + 1) {
                means[count++] = (values[i] + values[i + 1]) / 2;
            }
        }
        return Arrays.copyOf(means, count);
    }
}
