package io.ecsim.experiments.output;

import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.designs.MorrisTrajectories;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.sweep.MorrisEffects;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.experiments.sweep.SweepFindings;
import io.ecsim.observe.Metric;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.EffectPlot;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a Morris design says: how much each axis matters to each contender, and to the difference of any two. */
final class SweepSensitivity {

    private final SweepFindings findings;
    private final Sweep sweep;
    private final MorrisTrajectories design;

    /**
     * The effect of one axis.
     *
     * @param of the contender, or the two whose difference it is
     * @param order of the contender or of the pair, for its colour
     * @param pair whether it is the difference of two
     */
    record Row(Metric metric, String of, int order, boolean pair, MorrisEffects effects) {}

    SweepSensitivity(SweepFindings findings) {
        this.findings = findings;
        this.sweep = findings.sweep();
        this.design = MorrisTrajectories.of(
                sweep.axes(),
                (Design.Morris) sweep.plan().design(),
                sweep.first().seed());
    }

    /** Returns the effects of every metric. */
    List<Row> rows() {
        return sweep.metrics().stream().flatMap(metric -> rows(metric).stream()).toList();
    }

    /** Returns the effects on a metric: contender by contender, then pair by pair. */
    List<Row> rows(Metric metric) {
        List<String> names = sweep.contenders();
        int points = sweep.points().size();
        double[][][] values = new double[names.size()][points][];
        int[] replications =
                findings.result().complete(IntStream.range(0, points).boxed().toList());
        for (int point = 0; point < points; point++) {
            double[][] at = findings.values(metric, List.of(point), replications);
            for (int contender = 0; contender < names.size(); contender++) {
                values[contender][point] = at[contender];
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int contender = 0; contender < names.size(); contender++) {
            add(rows, metric, names.get(contender), contender, false, values[contender]);
        }
        int pair = 0;
        for (int one = 0; one < names.size(); one++) {
            for (int other = one + 1; other < names.size(); other++) {
                double[][] difference = new double[points][];
                for (int point = 0; point < points; point++) {
                    double[] first = values[one][point];
                    double[] second = values[other][point];
                    difference[point] = IntStream.range(0, first.length)
                            .mapToDouble(r -> second[r] - first[r])
                            .toArray();
                }
                add(rows, metric, names.get(other) + " minus " + names.get(one), pair++, true, difference);
            }
        }
        return rows;
    }

    private void add(List<Row> rows, Metric metric, String of, int order, boolean pair, double[][] values) {
        MorrisEffects.of(design, sweep.axes().size(), values)
                .forEach(effects -> rows.add(new Row(metric, of, order, pair, effects)));
    }

    /** mu* against sigma, of contenders or of pairs. */
    EffectPlot figure(Metric metric, boolean pairs) {
        List<Row> rows = rows(metric).stream().filter(row -> row.pair == pairs).toList();
        Scale scale = Scale.of(metric, rows.stream().mapToDouble(row -> row.effects.muStar()))
                .difference();
        List<EffectPlot.Effect> points = rows.stream()
                .map(row -> new EffectPlot.Effect(
                        new SeriesName(row.of, row.order),
                        sweep.axes().get(row.effects.axis()).path(),
                        scale.of(row.effects.muStar()),
                        scale.of(row.effects.sigma())))
                .toList();
        String what = MetricColumns.phrase(metric);
        return new EffectPlot(
                (pairs ? "effects-difference-" : "effects-") + SweepFigures.key(metric),
                pairs ? "What moves the difference in " + what : "What moves " + what,
                "Across: mu*, the mean size of the change that a way along the whole axis makes. Up: its standard"
                        + " deviation. Far right matters; above the line the effect depends on the other axes, or bends.",
                Axis.linear("mu_star_" + scale.key(), "mu*", scale.unit()),
                Axis.linear("sigma_" + scale.key(), "sigma", scale.unit()),
                points);
    }

    /** All effects on a metric. */
    Table table(Metric metric) {
        List<Row> rows = rows(metric);
        Scale scale = Scale.of(metric, rows.stream().mapToDouble(row -> row.effects.muStar()))
                .difference();
        Table.Builder table = Table.builder(
                "effects-table-" + SweepFigures.key(metric),
                "Elementary effects on " + MetricColumns.phrase(metric),
                Column.text("axis", "Axis", "What was varied."),
                Column.text("of", "Of", "The contender, or the two whose difference it is."),
                scale.column("mu_star", "mu*", "Mean size of the effect of the whole axis."),
                scale.column("mu", "mu", "Mean effect of the whole axis; its sign is the direction."),
                scale.column("sigma", "sigma", "Standard deviation of the effects over the trajectories."),
                scale.column("noise", "Noise", "Mean standard error of an effect that the random numbers make."),
                Column.integer("trajectories", "Trajectories", "", "How many have a value at both ends of the step."));
        for (Row row : rows) {
            MorrisEffects effects = row.effects;
            table.row(
                    Cell.text(sweep.axes().get(effects.axis()).path()),
                    Cell.text(row.of),
                    Cell.real(scale.of(effects.muStar())),
                    Cell.real(scale.of(effects.mu())),
                    Cell.real(scale.of(effects.sigma())),
                    Cell.real(scale.of(effects.noise())),
                    Cell.whole(effects.trajectories()));
        }
        return table.build();
    }

    /** Which axes move the objective most, in a sentence for each contender. */
    List<String> sentences() {
        Metric metric = sweep.first().objective().metric();
        List<String> sentences = new ArrayList<>();
        for (String of : rows(metric).stream().map(Row::of).distinct().toList()) {
            List<Row> own = rows(metric).stream()
                    .filter(row -> row.of.equals(of) && Double.isFinite(row.effects.muStar()))
                    .sorted((a, b) -> Double.compare(b.effects.muStar(), a.effects.muStar()))
                    .toList();
            own.stream().findFirst().ifPresent(row -> sentences.add(most(of, metric, row.effects)));
        }
        return sentences;
    }

    private String most(String of, Metric metric, MorrisEffects most) {
        if (most.muStar() == 0) {
            return of + ": nothing that was varied moves " + MetricColumns.phrase(metric) + ".";
        }
        String doubt = most.noise() > most.muStar() / 2
                ? "; the runs' own noise is " + MetricColumns.difference(metric, most.noise())
                        + ", so more replications are needed"
                : "";
        return of + ": " + sweep.axes().get(most.axis()).path() + " moves " + MetricColumns.phrase(metric)
                + " most, by mu* = " + MetricColumns.difference(metric, most.muStar()) + " over its whole length"
                + doubt
                + ".";
    }
}
