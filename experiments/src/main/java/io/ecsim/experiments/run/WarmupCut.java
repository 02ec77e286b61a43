package io.ecsim.experiments.run;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.statistics.Mser5;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The unmeasured start that pilot runs found, one for all contenders: MSER-5 on the sampled series of each, of which the largest
 * cut is taken (models.md M12). Each series is first averaged over the pilot replications, as the rule on single series of a
 * busy system often cuts by chance. The pilots draw other random numbers than the comparison, so that the cut does not fit its
 * runs.
 *
 * @param micros the cut in microseconds
 * @param contender whose series asked for it; empty when no series asked for any
 * @param series key of that series; empty when no series asked for any
 * @param settled whether that series had a steady state; if not, half of the run was cut
 * @param pilots replications of each contender that were looked at
 */
public record WarmupCut(long micros, String contender, String series, boolean settled, int pilots) {

    /** Pilot replications of each contender. */
    public static final int PILOTS = 5;

    /** Beyond the index of any replication of a comparison. */
    static final int FIRST_PILOT = Replicate.MAX_COUNT;

    private static final List<String> LOOKED_AT =
            List.of("allocatedCpu", "allocatedMemory", "allocatedGpu", "inUse", "waiting");

    /** Runs the pilots and takes the largest cut; absent when it was stopped before it ended. */
    static Optional<WarmupCut> find(Experiment experiment, RunFunction runs, RunPool pool, RunListener listener) {
        List<Contender> contenders = experiment.contenders();
        List<Callable<RunResult>> pilots = new ArrayList<>();
        for (Contender contender : contenders) {
            for (int i = 0; i < PILOTS; i++) {
                int replication = FIRST_PILOT + i;
                pilots.add(() -> runs.run(
                        contender,
                        contender.worlds().world(replication),
                        new Streams(experiment.seed(), replication),
                        experiment.options()));
            }
        }
        listener.started("warm-up", pilots.size());
        List<Optional<RunResult>> done;
        try {
            done = pool.all(pilots, listener::advanced);
        } finally {
            listener.ended();
        }
        if (done.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<RunResult> results = done.stream().flatMap(Optional::stream).toList();
        WarmupCut largest = new WarmupCut(0, "", "", true, PILOTS);
        for (int i = 0; i < contenders.size(); i++) {
            largest = largest(largest, contenders.get(i).name(), results.subList(i * PILOTS, (i + 1) * PILOTS));
        }
        return Optional.of(largest);
    }

    private static WarmupCut largest(WarmupCut soFar, String contender, List<RunResult> runs) {
        WarmupCut largest = soFar;
        for (Series series : runs.get(0).series()) {
            if (!LOOKED_AT.contains(series.key())) {
                continue;
            }
            double[] mean = mean(series.key(), runs);
            if (!Arrays.stream(mean).allMatch(Double::isFinite)) {
                continue;
            }
            Mser5 cut = Mser5.of(mean);
            long micros = cut.samples() == 0 ? 0 : series.timeMicros()[cut.samples()];
            if (micros > largest.micros) {
                largest = new WarmupCut(micros, contender, series.key(), cut.settled(), runs.size());
            }
        }
        return largest;
    }

    private static double[] mean(String key, List<RunResult> runs) {
        double[] mean = new double[0];
        for (RunResult run : runs) {
            for (Series series : run.series()) {
                if (series.key().equals(key)) {
                    double[] values = series.values();
                    mean = mean.length == 0 ? new double[values.length] : mean;
                    for (int i = 0; i < mean.length; i++) {
                        mean[i] += values[i] / runs.size();
                    }
                }
            }
        }
        return mean;
    }
}
