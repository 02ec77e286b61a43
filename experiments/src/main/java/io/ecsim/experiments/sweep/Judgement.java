package io.ecsim.experiments.sweep;

import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.Competitor;
import io.ecsim.experiments.statistics.Ranking;
import java.util.List;
import java.util.Optional;

/**
 * Who is best at a point, or over several points together.
 *
 * @param ranking of all contenders, with Holm's adjustment over all their pairs at this place
 * @param names of the contenders, in the scenario's order
 * @param margin differences inside it are no practical difference
 * @param replications behind it
 */
public record Judgement(Ranking ranking, List<String> names, double margin, int replications) {

    public Judgement {
        names = List.copyOf(names);
    }

    /** Returns the index of the first in rank; -1 where nobody has a value. */
    public int best() {
        Ranking.Row first = ranking.rows().get(0);
        return Double.isNaN(first.mean())
                ? -1
                : names.indexOf(first.competitor().name());
    }

    /** Returns whether the best is shown to be better than every other; one replication shows nothing. */
    public boolean separable() {
        long leaders = ranking.rows().stream().filter(row -> row.rank() == 1).count();
        return best() >= 0 && leaders == 1 && (replications > 1 || names.size() == 1);
    }

    /** Returns the index of the winner; -1 where the best cannot be told from the next. */
    public int winner() {
        return separable() ? best() : -1;
    }

    /** Returns whether the best keeps the conditions of the objective. */
    public boolean feasible() {
        return ranking.rows().get(0).competitor().feasible();
    }

    /** Returns the second in rank. */
    public Optional<Ranking.Row> next() {
        return ranking.rows().stream().skip(1).findFirst();
    }

    /** Returns the comparison of the first two; absent across feasibility and without a second. */
    public Optional<Comparison> first() {
        return next().flatMap(next -> ranking.comparison(
                ranking.rows().get(0).competitor().name(), next.competitor().name()));
    }

    /** Returns a contender's values, one a replication. */
    public Competitor competitor(int contender) {
        return ranking.rows().stream()
                .map(Ranking.Row::competitor)
                .filter(each -> each.name().equals(names.get(contender)))
                .findFirst()
                .orElseThrow();
    }
}
