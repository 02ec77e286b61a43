package io.ecsim.experiments.sweep;

import io.ecsim.experiments.run.ObjectiveValues;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of one run.
 *
 * @param replication from 0
 * @param metrics value by metric; absent where the run has none
 * @param objective the objective's metric, where the run only bounds it that bound; NaN where it has none
 * @param isLowerBound whether the objective is such a bound
 * @param events engine events handled
 * @param digest checksum of every placement and end
 */
public record SweptRun(
        int replication,
        Map<Metric, Double> metrics,
        double objective,
        boolean isLowerBound,
        long events,
        long digest) {

    public SweptRun {
        metrics = metrics.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(metrics));
    }

    /** Keeps what counts of a run. */
    public static SweptRun of(RunResult run, Metric objective) {
        ObjectiveValues value = ObjectiveValues.of(List.of(run), objective);
        return new SweptRun(
                run.replication(), run.metrics(), value.values()[0], value.isLowerBound(), run.events(), run.digest());
    }

    /** Returns a metric, or NaN where the run has no such value. */
    public double value(Metric metric) {
        return metrics.getOrDefault(metric, Double.NaN);
    }
}
