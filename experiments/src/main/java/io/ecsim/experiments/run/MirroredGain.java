package io.ecsim.experiments.run;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.statistics.Antithetic;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What mirroring replications gains in the objective: in the paired differences, or in the values of one that runs alone. */
final class MirroredGain {

    private MirroredGain() {}

    /** Returns the variance ratio of complete pairs of replications. */
    static double of(Experiment experiment, RunMatrix runs) {
        Metric metric = experiment.objective().metric();
        int[] replications = runs.paired();
        int[] complete = IntStream.range(0, replications.length)
                .filter(i -> contains(replications, replications[i] ^ 1))
                .toArray();
        List<double[]> series = new ArrayList<>();
        int contenders = runs.contenders().size();
        for (int i = 0; i < contenders; i++) {
            double[] own = runs.values(i, metric);
            if (contenders == 1) {
                series.add(IntStream.of(complete).mapToDouble(at -> own[at]).toArray());
            }
            for (int j = 0; j < i; j++) {
                double[] other = runs.values(j, metric);
                series.add(IntStream.of(complete)
                        .mapToDouble(at -> own[at] - other[at])
                        .toArray());
            }
        }
        return Antithetic.varianceRatio(series.toArray(double[][]::new));
    }

    private static boolean contains(int[] values, int value) {
        return IntStream.of(values).anyMatch(each -> each == value);
    }
}
