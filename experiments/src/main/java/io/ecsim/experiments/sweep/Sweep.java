package io.ecsim.experiments.sweep;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.Point;
import io.ecsim.experiments.designs.SweepPlan;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The same experiment at every point of a plan. All points share seed, replications and objective, so that all
 * contenders meet the same random numbers at all of them.
 *
 * @param plan where to look
 * @param points in the order of the design, at least one
 * @param experiments one a point, with as many contenders each
 */
public record Sweep(SweepPlan plan, List<Point> points, List<Experiment> experiments) {

    public Sweep {
        points = List.copyOf(points);
        experiments = List.copyOf(experiments);
        if (points.isEmpty() || points.size() != experiments.size()) {
            throw new IllegalArgumentException("a sweep needs an experiment for each of its points, has "
                    + experiments.size() + " for " + points.size());
        }
        int contenders = experiments.get(0).contenders().size();
        Replicate replicate = experiments.get(0).replicate();
        for (Experiment experiment : experiments) {
            if (experiment.contenders().size() != contenders
                    || !experiment.replicate().equals(replicate)) {
                throw new IllegalArgumentException("the points of a sweep differ in contenders or replications");
            }
        }
    }

    /** Returns the experiment of the first point, for what all points share. */
    public Experiment first() {
        return experiments.get(0);
    }

    /** Returns the axes. */
    public List<Axis> axes() {
        return plan.axes();
    }

    /** Returns the names of those that are compared; one whose name is swept itself is named after its place. */
    public List<String> contenders() {
        List<String> names = new ArrayList<>();
        int count = first().contenders().size();
        for (int i = 0; i < count; i++) {
            int at = i;
            List<String> own = experiments.stream()
                    .map(each -> each.contenders().get(at).name())
                    .distinct()
                    .toList();
            names.add(own.size() == 1 ? own.get(0) : first().contenderNoun() + " " + (i + 1) + " as swept");
        }
        return names;
    }

    /** Returns who competes at a point, in the order of {@link #contenders()}. */
    public List<Contender> contenders(int point) {
        return experiments.get(point).contenders();
    }

    /** Returns the metrics that are judged, the objective's first. */
    public List<Metric> metrics() {
        return Stream.concat(Stream.of(first().objective().metric()), plan.metrics().stream())
                .distinct()
                .toList();
    }

    /** Returns how many runs there are. */
    public long runs() {
        return (long) points.size() * contenders().size() * first().replicate().count();
    }

    /** Returns this sweep with every experiment changed. */
    public Sweep map(UnaryOperator<Experiment> change) {
        return new Sweep(plan, points, experiments.stream().map(change).toList());
    }
}
