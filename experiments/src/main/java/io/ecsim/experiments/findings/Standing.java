package io.ecsim.experiments.findings;

import io.ecsim.experiments.run.Need;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one of those that are compared stands.
 *
 * @param strategy its name: of the strategy, of the variant, or of both
 * @param order its place among the contenders, from 0; fixes its colour in every figure
 * @param rank from 1; equal ranks cannot be told apart
 * @param tied whether another has the same rank
 * @param broken the conditions it does not keep, in words; empty when it is feasible
 * @param objective mean of the objective over the replications; NaN when no run has a value
 * @param isLowerBound whether some run only bounds the objective from below: a quantile that its waits do not reach
 * @param toFirst this one minus the first in rank; empty for the first
 * @param comparison the judged comparison with the first; empty for the first and across feasibility
 * @param need the fewest instances, when searched for
 * @param spreads every metric over the replications; absent where no run has a value
 */
public record Standing(
        String strategy,
        int order,
        int rank,
        boolean tied,
        List<String> broken,
        double objective,
        boolean isLowerBound,
        Optional<PairedDifference> toFirst,
        Optional<Comparison> comparison,
        Optional<Need> need,
        Map<Metric, MetricSpread> spreads) {

    public Standing {
        broken = List.copyOf(broken);
        spreads = spreads.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(spreads));
    }

    /** Returns whether it keeps every condition. */
    public boolean isFeasible() {
        return broken.isEmpty();
    }

    /** Returns the mean of a metric over the replications, or NaN where no run has a value. */
    public double mean(Metric metric) {
        MetricSpread spread = spreads.get(metric);
        return spread == null ? Double.NaN : spread.mean();
    }
}
