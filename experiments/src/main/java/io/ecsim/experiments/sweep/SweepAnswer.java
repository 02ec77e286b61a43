package io.ecsim.experiments.sweep;

import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The answer of a sweep in words.
 *
 * @param headline who wins where
 * @param details where it flips, and what cannot be separated
 */
public record SweepAnswer(String headline, List<String> details) {

    public SweepAnswer {
        details = List.copyOf(details);
    }

    /** Returns the answer of judged results. */
    public static SweepAnswer of(SweepFindings findings) {
        List<String> details = new ArrayList<>();
        if (findings.isFull()) {
            for (int axis = 0; axis < findings.sweep().axes().size(); axis++) {
                details.addAll(passages(findings, axis));
            }
        }
        for (Metric metric :
                findings.sweep().metrics().subList(1, findings.sweep().metrics().size())) {
            details.add(counted(findings, metric));
        }
        if (findings.sweep().contenders().size() == 1) {
            details.add("One contender has nothing to be compared with; the figures show how it does.");
        }
        return new SweepAnswer(
                counted(findings, findings.sweep().first().objective().metric()), details);
    }

    /** Returns by contender at how many points it wins. */
    public static int[] wins(SweepFindings findings, Metric metric) {
        int[] wins = new int[findings.sweep().contenders().size()];
        findings.atPoints(metric).stream()
                .mapToInt(Judgement::winner)
                .filter(winner -> winner >= 0)
                .forEach(winner -> wins[winner]++);
        return wins;
    }

    private static String counted(SweepFindings findings, Metric metric) {
        List<String> names = findings.sweep().contenders();
        List<Judgement> judged = findings.atPoints(metric);
        int points = judged.size();
        String what = MetricColumns.phrase(metric);
        if (judged.stream().allMatch(each -> each.best() < 0)) {
            return "Nobody has a value of " + what + " at any of the " + Phrases.count(points, "point") + ".";
        }
        if (names.size() == 1) {
            return names.get(0) + " was run alone at " + Phrases.count(points, "point") + ", measured by " + what + ".";
        }
        int[] wins = wins(findings, metric);
        List<Integer> order = IntStream.range(0, wins.length)
                .boxed()
                .filter(i -> wins[i] > 0)
                .sorted(Comparator.comparingInt(i -> -wins[i]))
                .toList();
        int open = points - IntStream.of(wins).sum();
        String tail = open == 0
                ? "."
                : "; at " + (open == points ? "none of the " + Phrases.count(points, "point") + " can" : open)
                        + (open == points ? "" : " the best cannot") + " be told from the next.";
        if (order.isEmpty()) {
            return "On " + what + ", at none of the " + Phrases.count(points, "point")
                    + " can the best be told from the next.";
        }
        String first = names.get(order.get(0)) + " wins on " + what + " at "
                + (wins[order.get(0)] == points ? "all " : wins[order.get(0)] + " of ")
                + Phrases.count(points, "point");
        List<String> rest =
                order.stream().skip(1).map(i -> names.get(i) + " at " + wins[i]).toList();
        return first + (rest.isEmpty() ? "" : ", " + Phrases.list(rest)) + tail;
    }

    private static List<String> passages(SweepFindings findings, int axis) {
        List<List<Passage>> lines = Passage.along(findings, axis);
        List<String> names = findings.sweep().contenders();
        String path = findings.sweep().axes().get(axis).path();
        Map<String, List<Passage>> kinds = new LinkedHashMap<>();
        lines.forEach(line -> line.forEach(passage -> kinds.computeIfAbsent(
                        names.get(passage.from()) + " to " + names.get(passage.to()), each -> new ArrayList<>())
                .add(passage)));
        List<String> sentences = new ArrayList<>();
        kinds.forEach((who, all) -> {
            List<String> where = all.stream()
                    .map(passage -> "between " + passage.before() + " and " + passage.after())
                    .distinct()
                    .toList();
            String often = lines.size() == 1 ? "" : ", on " + all.size() + " of " + lines.size() + " lines";
            String places = where.size() <= 3
                    ? String.join(" or ", where)
                    : where.get(0) + " up to " + where.get(where.size() - 1);
            sentences.add("As " + path + " grows, the lead passes from " + who + " " + places + often + ".");
        });
        return sentences;
    }
}
