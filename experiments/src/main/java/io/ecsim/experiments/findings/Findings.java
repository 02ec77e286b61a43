package io.ecsim.experiments.findings;

import io.ecsim.experiments.Condition;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.run.ArrivedWork;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.Need;
import io.ecsim.experiments.run.ObjectiveValues;
import io.ecsim.experiments.run.ReplicationUnits;
import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.ComparisonWithBest;
import io.ecsim.experiments.statistics.Competitor;
import io.ecsim.experiments.statistics.Ranking;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The judged result of an experiment: contenders in order of rank (models.md M3, M12).
 *
 * @param result what was run
 * @param standings one a contender, the first in rank first; empty when no replication was finished by all
 * @param ranking all comparisons behind the ranks; absent with the standings
 * @param margin the largest difference of the objective without practical meaning, in its unit
 */
public record Findings(ExperimentResult result, List<Standing> standings, Optional<Ranking> ranking, double margin) {

    /** Confidence of every interval, and one minus the chance of any false separation. */
    public static final double CONFIDENCE = 0.95;

    public Findings {
        standings = List.copyOf(standings);
    }

    /** Judges a result. */
    public static Findings of(ExperimentResult result) {
        RunMatrix runs = result.runs();
        Experiment experiment = result.experiment();
        Objective objective = experiment.objective();
        int pairs = runs.paired().length;
        if (pairs == 0) {
            return new Findings(result, List.of(), Optional.empty(), 0);
        }
        List<Competitor> competitors = new ArrayList<>();
        List<ObjectiveValues> values = new ArrayList<>();
        for (int i = 0; i < runs.contenders().size(); i++) {
            ObjectiveValues own = ObjectiveValues.of(runs.pairedRuns(i), objective.metric());
            values.add(own);
            competitors.add(new Competitor(
                    runs.contenders().get(i),
                    broken(runs, i, objective).isEmpty(),
                    ReplicationUnits.of(experiment, runs, own.values())));
        }
        double margin = objective.margin().around(best(competitors, objective.higherIsBetter()));
        Ranking ranking = Ranking.of(
                competitors, objective.higherIsBetter(), margin, CONFIDENCE, ArrivedWork.of(experiment, runs));
        List<Standing> standings = new ArrayList<>();
        for (Ranking.Row row : ranking.rows()) {
            int order = runs.contenders().indexOf(row.competitor().name());
            standings.add(
                    standing(result, ranking, row, order, values.get(order).isLowerBound()));
        }
        return new Findings(result, standings, Optional.of(ranking), margin);
    }

    /** Returns what was asked. */
    public Experiment experiment() {
        return result.experiment();
    }

    /** Returns which of those that are compared a standing is of. */
    public Contender contender(Standing standing) {
        return experiment().contenders().get(standing.order());
    }

    /** Returns how many replications there were to be; those that were done where they ended with the precision. */
    public int asked() {
        return experiment().replicate().precision().isPresent() && !result.stopped()
                ? result.runs().replications()
                : experiment().replicate().count();
    }

    /** Returns how many replications every contender finished. */
    public int pairs() {
        return result.runs().paired().length;
    }

    /**
     * Returns how far each is behind the best of the others (Hsu), of those that are feasible, or of all where none is;
     * absent without a second one or a second replication.
     */
    public Optional<ComparisonWithBest> withBest() {
        boolean feasible = standings.stream().anyMatch(Standing::isFeasible);
        List<Competitor> competitors = ranking.stream()
                .flatMap(each -> each.rows().stream())
                .map(Ranking.Row::competitor)
                .filter(competitor -> competitor.feasible() == feasible
                        && competitor.moments().count() > 0)
                .toList();
        return ComparisonWithBest.of(competitors, experiment().objective().higherIsBetter(), CONFIDENCE);
    }

    /** Returns those that share the first rank. */
    public List<Standing> leaders() {
        return standings.stream().filter(standing -> standing.rank() == 1).toList();
    }

    private static double best(List<Competitor> competitors, boolean higherIsBetter) {
        boolean anyFeasible = competitors.stream().anyMatch(Competitor::feasible);
        Comparator<Double> order = higherIsBetter ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return competitors.stream()
                .filter(competitor -> competitor.feasible() == anyFeasible)
                .map(competitor -> competitor.moments().mean())
                .filter(mean -> !mean.isNaN())
                .min(order)
                .orElse(0.0);
    }

    private static List<String> broken(RunMatrix runs, int strategy, Objective objective) {
        List<String> broken = new ArrayList<>();
        for (Condition condition : objective.subjectTo()) {
            double mean = Arrays.stream(runs.values(strategy, condition.metric()))
                    .average()
                    .orElse(Double.NaN);
            if (!condition.holds(mean)) {
                broken.add(Phrases.condition(condition));
            }
        }
        return broken;
    }

    private static Standing standing(
            ExperimentResult result, Ranking ranking, Ranking.Row row, int order, boolean isLowerBound) {
        RunMatrix runs = result.runs();
        String name = row.competitor().name();
        Map<Metric, MetricSpread> spreads = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            MetricSpread.of(runs.values(order, metric)).ifPresent(spread -> spreads.put(metric, spread));
        }
        String first = ranking.rows().get(0).competitor().name();
        Optional<Comparison> comparison = name.equals(first) || row.toFirst().isEmpty()
                ? Optional.empty() // no replication has a value of both
                : ranking.comparison(first, name);
        Optional<Need> need = result.needs().stream()
                .filter(candidate -> candidate.contender().equals(name))
                .findFirst();
        return new Standing(
                name,
                order,
                row.rank(),
                row.tied(),
                broken(runs, order, result.experiment().objective()),
                row.mean(),
                isLowerBound,
                row.toFirst(),
                comparison,
                need,
                spreads);
    }
}
