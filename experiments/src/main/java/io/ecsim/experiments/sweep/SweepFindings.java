package io.ecsim.experiments.sweep;

import io.ecsim.experiments.Condition;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.statistics.Competitor;
import io.ecsim.experiments.statistics.Ranking;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The judged result of a sweep. Several points are judged together by the mean over them, replication by replication, so
 * that what is common to all contenders cancels.
 */
public final class SweepFindings {

    private final SweepResult result;
    private final List<List<Judgement>> atPoints = new ArrayList<>();

    private SweepFindings(SweepResult result) {
        this.result = result;
    }

    /** Judges a result; some replication must be finished at every point. */
    public static SweepFindings of(SweepResult result) {
        if (result.pairs() == 0) {
            throw new IllegalArgumentException("no replication was finished at every point");
        }
        SweepFindings findings = new SweepFindings(result);
        for (Metric metric : result.sweep().metrics()) {
            List<Judgement> judged = new ArrayList<>();
            for (int point = 0; point < result.sweep().points().size(); point++) {
                judged.add(findings.judge(metric, List.of(point)));
            }
            findings.atPoints.add(judged);
        }
        return findings;
    }

    /** Returns what was run. */
    public SweepResult result() {
        return result;
    }

    /** Returns what was asked. */
    public Sweep sweep() {
        return result.sweep();
    }

    /** Returns whether every combination of the axes' values was looked at. */
    public boolean isFull() {
        return sweep().plan().design() instanceof Design.Full;
    }

    /** Returns who is best at each point by one of the sweep's metrics. */
    public List<Judgement> atPoints(Metric metric) {
        return atPoints.get(sweep().metrics().indexOf(metric));
    }

    /** Returns who is best at each point by the objective. */
    public List<Judgement> atPoints() {
        return atPoints.get(0);
    }

    /** Returns who is best over some points together. */
    public Judgement judge(Metric metric, List<Integer> points) {
        int[] replications = result.complete(points);
        List<String> names = sweep().contenders();
        double[][] values = values(metric, points, replications);
        List<Competitor> competitors = new ArrayList<>();
        for (int contender = 0; contender < names.size(); contender++) {
            boolean feasible = metric != objective().metric() || keepsConditions(contender, points, replications);
            competitors.add(new Competitor(names.get(contender), feasible, values[contender]));
        }
        boolean higher = metric == objective().metric() ? objective().higherIsBetter() : metric.higherIsBetter();
        double margin = margin(metric).around(best(competitors, higher));
        Ranking ranking = Ranking.of(competitors, higher, margin, Findings.CONFIDENCE);
        return new Judgement(ranking, names, margin, replications.length);
    }

    /** Returns what makes no practical difference; of other metrics than the objective's, 5 % of the best. */
    Margin margin(Metric metric) {
        return metric == objective().metric() ? objective().margin() : Objective.DEFAULT.margin();
    }

    private Objective objective() {
        return sweep().first().objective();
    }

    private static double best(List<Competitor> competitors, boolean higherIsBetter) {
        boolean anyFeasible = competitors.stream().anyMatch(Competitor::feasible);
        double[] means = competitors.stream()
                .filter(competitor -> competitor.feasible() == anyFeasible)
                .mapToDouble(competitor -> competitor.moments().mean())
                .filter(mean -> !Double.isNaN(mean))
                .sorted()
                .toArray();
        return means.length == 0 ? 0 : means[higherIsBetter ? means.length - 1 : 0];
    }

    /**
     * Returns by contender and replication the mean over the points. A point at which some contender has no value in a
     * replication does not count for any of them there.
     */
    public double[][] values(Metric metric, List<Integer> points, int[] replications) {
        int contenders = sweep().contenders().size();
        double[][] values = new double[contenders][replications.length];
        for (int r = 0; r < replications.length; r++) {
            double[] sums = new double[contenders];
            int counted = 0;
            for (int point : points) {
                double[] at = at(metric, point, replications[r]);
                if (points.size() == 1 || Arrays.stream(at).noneMatch(Double::isNaN)) {
                    counted++;
                    for (int contender = 0; contender < contenders; contender++) {
                        sums[contender] += at[contender];
                    }
                }
            }
            for (int contender = 0; contender < contenders; contender++) {
                values[contender][r] = counted == 0 ? Double.NaN : sums[contender] / counted;
            }
        }
        return values;
    }

    private double[] at(Metric metric, int point, int replication) {
        boolean objective = metric == objective().metric();
        return IntStream.range(0, sweep().contenders().size())
                .mapToObj(contender -> result.run(point, contender, replication).orElseThrow())
                .mapToDouble(run -> objective ? run.objective() : run.value(metric))
                .toArray();
    }

    private boolean keepsConditions(int contender, List<Integer> points, int[] replications) {
        for (Condition condition : objective().subjectTo()) {
            double mean = points.stream()
                    .flatMapToDouble(point -> Arrays.stream(replications)
                            .mapToObj(replication ->
                                    result.run(point, contender, replication).orElseThrow())
                            .mapToDouble(run -> run.value(condition.metric())))
                    .average()
                    .orElse(Double.NaN);
            if (!condition.holds(mean)) {
                return false;
            }
        }
        return true;
    }
}
