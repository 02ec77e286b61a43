package io.ecsim.experiments.findings;

import io.ecsim.experiments.Condition;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Objective;
import io.ecsim.reports.table.Decimals;
import java.util.List;

/** Numbers and lists in words, the same in every place. */
public final class Phrases {

    private static final double MICRO = 1e6;
    private static final int HOURS_PER_MONTH = 730;

    private Phrases() {}

    /** Returns names with commas and a last "and". */
    public static String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Returns strategies with "and" between them; their own names may hold commas, so each is in quotes. */
    static String strategies(List<Standing> standings) {
        boolean quoted =
                standings.stream().anyMatch(standing -> standing.strategy().contains(","));
        return list(standings.stream()
                .map(standing -> quoted ? '"' + standing.strategy() + '"' : standing.strategy())
                .toList());
    }

    /** Returns a condition such as {@code unplaced at most 0.1 %}. */
    public static String condition(Condition condition) {
        return MetricColumns.phrase(condition.metric())
                + (condition.atMost() ? " at most " : " at least ")
                + MetricColumns.text(condition.metric(), condition.value());
    }

    /** Returns the objective as a phrase, with direction, margin and conditions. */
    public static String objective(Objective objective) {
        String margin = margin(objective.margin(), objective);
        StringBuilder text = new StringBuilder(MetricColumns.phrase(objective.metric()))
                .append(objective.higherIsBetter() ? ", higher is better" : ", lower is better")
                .append(", differences within ")
                .append(margin)
                .append(" do not matter");
        if (!objective.subjectTo().isEmpty()) {
            text.append("; subject to ")
                    .append(list(objective.subjectTo().stream()
                            .map(Phrases::condition)
                            .toList()));
        }
        return text.toString();
    }

    /** Returns a margin around the objective, such as {@code 5 % of the best}. */
    public static String margin(Margin margin, Objective objective) {
        return margin instanceof Margin.Relative relative
                ? percent(relative.share()) + " of the best"
                : MetricColumns.difference(objective.metric(), margin.around(0));
    }

    /** Returns a share as a percentage. */
    public static String percent(double share) {
        double percent = share * 100;
        boolean hidden = share != 0 && Math.abs(percent) < 0.05;
        if (hidden) {
            return share > 0 ? "less than 0.1 %" : "about 0 %";
        }
        return Decimals.fixed(percent, percent == Math.rint(percent) ? 0 : 1) + " %";
    }

    /** Returns a price in millionths of a US dollar an hour as a price by the month of 730 hours. */
    public static String perMonth(long microUsdPerHour) {
        return Decimals.fixed(microUsdPerHour / MICRO * HOURS_PER_MONTH, 0) + " USD a month";
    }

    /** Returns a p-value to two digits, or its bound. */
    static String pValue(double pValue) {
        return pValue < 0.001 ? "p < 0.001" : "p = " + Decimals.significant(pValue, 2);
    }

    /** Returns a number of things, such as "1 replication" or "3 replications". */
    public static String count(long count, String noun) {
        return Decimals.whole(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
