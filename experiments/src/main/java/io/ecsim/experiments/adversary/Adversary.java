package io.ecsim.experiments.adversary;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.AxisValue;
import io.ecsim.experiments.designs.Point;
import io.ecsim.experiments.run.RunBatch;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.sweep.SweptRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Searches the space of some fields of a scenario for the place where one strategy is furthest behind another, and that
 * other still keeps the conditions of the objective: where nobody does, waits grow without an end and say little. Every
 * try meets the same random numbers. The gap of the search is that of the best of many noisy tries, and so too great;
 * what is claimed must be confirmed on others.
 */
public final class Adversary {

    private final List<Axis> axes;
    private final Quest quest;
    private final long seed;

    /**
     * A scenario that was tried.
     *
     * @param number from 0
     * @param point its values
     * @param gap how far the worse strategy is behind; NaN where there is no value, where the winner does not
     *     keep the conditions, or where the values make no scenario
     */
    public record Try(int number, Point point, double gap) {}

    /**
     * Makes an adversary.
     *
     * @param axes the fields that are varied, at least one
     * @param quest what to look for
     * @param seed of the search
     */
    public Adversary(List<Axis> axes, Quest quest, long seed) {
        this.axes = List.copyOf(axes);
        this.quest = quest;
        this.seed = seed;
    }

    /**
     * Returns all tries in order; fewer than the budget after a stop.
     *
     * @param scenario reads the scenario at a point, with the two strategies and nothing else; empty where it cannot be
     * @param runs does runs, several at a time
     */
    public List<Try> search(
            Function<Point, Optional<Experiment>> scenario, RunBatch runs, StopSignal stop, RunListener listener) {
        List<Try> tries = new ArrayList<>();
        listener.started("tries", quest.budget());
        try {
            new GapSearch(axes.size(), quest.budget(), seed).run(shares -> {
                if (stop.isRaised()) {
                    return Optional.empty();
                }
                Point point = point(tries.size(), shares);
                Optional<Double> gap = scenario.apply(point)
                        .map(experiment -> gap(experiment, runs))
                        .orElse(Optional.of(Double.NaN));
                gap.ifPresent(value -> tries.add(new Try(tries.size(), point, value)));
                listener.advanced();
                return gap;
            });
        } finally {
            listener.ended();
        }
        return List.copyOf(tries);
    }

    /** Returns the try with the greatest gap. */
    public static Optional<Try> best(List<Try> tries) {
        return tries.stream()
                .filter(each -> !Double.isNaN(each.gap()))
                .max(Comparator.comparingDouble(Try::gap).thenComparing(each -> -each.number()));
    }

    private Point point(int index, double[] shares) {
        List<AxisValue> values = new ArrayList<>();
        for (int axis = 0; axis < shares.length; axis++) {
            values.add(axes.get(axis).at(shares[axis]));
        }
        return new Point(index, values);
    }

    /**
     * Returns the mean gap over the replications of a try, NaN where the strategy that is to win does not keep the
     * conditions of the objective; absent when it was stopped.
     */
    public Optional<Double> gap(Experiment experiment, RunBatch batch) {
        List<RunBatch.Job> jobs = new ArrayList<>();
        for (Contender contender : experiment.contenders()) {
            for (int replication = 0; replication < quest.replications(); replication++) {
                jobs.add(new RunBatch.Job(contender, replication, experiment.seed(), experiment.options()));
            }
        }
        List<Optional<SweptRun>> done = batch.run(jobs, run -> SweptRun.of(run, quest.metric()));
        if (done.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<SweptRun> runs = done.stream().flatMap(Optional::stream).toList();
        List<SweptRun> better = runs.subList(0, quest.replications());
        List<SweptRun> worse = runs.subList(quest.replications(), runs.size());
        boolean keeps = experiment.objective().subjectTo().stream()
                .allMatch(condition -> condition.holds(mean(better, run -> run.value(condition.metric()))));
        return Optional.of(
                keeps ? quest.gap(mean(better, SweptRun::objective), mean(worse, SweptRun::objective)) : Double.NaN);
    }

    private static double mean(List<SweptRun> runs, ToDoubleFunction<SweptRun> value) {
        return runs.stream().mapToDouble(value).sum() / runs.size();
    }
}
