package io.ecsim.experiments.sweep;

import io.ecsim.experiments.designs.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A place where the lead passes from one contender to another as the values of an axis grow.
 *
 * @param from index of the last winner before it
 * @param to index of the first winner after it
 * @param before the value at which the one still wins
 * @param after the value at which the other wins already
 */
record Passage(int from, int to, String before, String after) {

    /** Returns the passages on each line of points that differ in one axis only; only winners count. */
    static List<List<Passage>> along(SweepFindings findings, int axis) {
        List<Judgement> judged = findings.atPoints();
        List<List<Passage>> lines = new ArrayList<>();
        for (List<Integer> line : lines(findings.sweep(), axis)) {
            List<Passage> passages = new ArrayList<>();
            int last = -1;
            String at = "";
            for (int point : line) {
                int winner = judged.get(point).winner();
                String value =
                        findings.sweep().points().get(point).values().get(axis).text();
                if (winner >= 0 && last >= 0 && winner != last) {
                    passages.add(new Passage(last, winner, at, value));
                }
                if (winner >= 0) {
                    last = winner;
                    at = value;
                }
            }
            lines.add(passages);
        }
        return lines;
    }

    /** Returns the points of a full design by the values of all other axes, each line in the order of this one. */
    private static List<List<Integer>> lines(Sweep sweep, int axis) {
        if (sweep.axes().get(axis).kind() == Axis.Kind.WORDS) {
            return List.of();
        }
        Map<String, TreeMap<Double, Integer>> lines = new LinkedHashMap<>();
        sweep.points().forEach(point -> {
            List<String> others = new ArrayList<>();
            for (int other = 0; other < sweep.axes().size(); other++) {
                others.add(other == axis ? "" : point.values().get(other).text());
            }
            lines.computeIfAbsent(String.join("\n", others), each -> new TreeMap<>())
                    .put(point.values().get(axis).position(), point.index());
        });
        return lines.values().stream().map(line -> List.copyOf(line.values())).toList();
    }
}
