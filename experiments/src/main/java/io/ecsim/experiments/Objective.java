package io.ecsim.experiments;

import io.ecsim.observe.Metric;
import java.util.List;

/**
 * How strategies are ranked: feasible first, then by a metric (models.md M3).
 *
 * @param metric what is compared
 * @param higherIsBetter the direction
 * @param margin differences inside it are no practical difference
 * @param subjectTo what a feasible strategy keeps
 * @param stated whether the scenario states it; false: this is the default, which is then printed
 */
public record Objective(
        Metric metric, boolean higherIsBetter, Margin margin, List<Condition> subjectTo, boolean stated) {

    /** The objective of a scenario that states none: mean wait, lower is better, within 5 %. */
    public static final Objective DEFAULT =
            new Objective(Metric.WAIT_MEAN, false, new Margin.Relative(0.05), List.of(), false);

    /** The objective of a scenario that states none and whose tasks all belong to services: nobody waits in a queue. */
    public static final Objective DEFAULT_OF_SERVICES =
            new Objective(Metric.START_LATENCY_MEAN, false, new Margin.Relative(0.05), List.of(), false);

    public Objective {
        subjectTo = List.copyOf(subjectTo);
    }
}
