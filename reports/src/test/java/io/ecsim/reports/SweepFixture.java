package io.ecsim.reports;

import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.CrossoverMap;
import io.ecsim.reports.figure.EffectPlot;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.MarkedScale;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TrendPlot;
import java.util.ArrayList;
import java.util.List;

/** Plausible, invented figures of a sweep, and some that nobody would want. */
public final class SweepFixture {

    private static final List<SeriesName> NAMES =
            List.of(new SeriesName("binpack(memory)", 0), new SeriesName("spread(instanceId)", 1));
    private static final Axis WAIT = Axis.linear("wait_s", "Mean wait", "s");

    private SweepFixture() {}

    /** Returns one figure of each kind, and one without anything to show. */
    public static List<Figure> figures() {
        return List.of(trend(), map(true), map(false), effects(), oddTrend(), emptyMap(), noEffects());
    }

    static MarkedScale scale(String key, double... positions) {
        List<MarkedScale.Mark> marks = new ArrayList<>();
        for (double position : positions) {
            marks.add(new MarkedScale.Mark(position, Integer.toString((int) position)));
        }
        return new MarkedScale(key, "a.path.of." + key, marks);
    }

    static TrendPlot trend() {
        List<TrendPlot.Line> lines = new ArrayList<>();
        for (SeriesName name : NAMES) {
            List<TrendPlot.Point> points = new ArrayList<>();
            for (int x = 1; x <= 5; x++) {
                double value = name.order() == 0 ? 10 : 4 + 2 * x;
                points.add(new TrendPlot.Point(x, value, value - 1, value + 1));
            }
            lines.add(new TrendPlot.Line(name, points));
        }
        return new TrendPlot("trend", "Mean wait along x", "Caption.", scale("x", 1, 2, 3, 4, 5), WAIT, lines);
    }

    static CrossoverMap map(boolean grid) {
        List<CrossoverMap.Place> places = new ArrayList<>();
        for (int x = 1; x <= 4; x++) {
            for (int y = 1; y <= 3; y++) {
                places.add(place(x + (grid ? 0 : 0.13 * y), y, x > y ? 0 : 1, x != y));
            }
        }
        return new CrossoverMap(
                grid ? "map" : "map-points",
                "Who wins on mean wait",
                "Caption.",
                scale("x", 1, 2, 3, 4),
                scale("y", 1, 2, 3),
                grid,
                NAMES,
                places);
    }

    private static CrossoverMap.Place place(double x, double y, int best, boolean separable) {
        return new CrossoverMap.Place(x, y, "x is " + x, "y is " + y, best, separable, List.of("10 s", "12 s"));
    }

    static EffectPlot effects() {
        return new EffectPlot(
                "effects",
                "What moves mean wait",
                "Caption.",
                Axis.linear("mu_star_s", "mu*", "s"),
                Axis.linear("sigma_s", "sigma", "s"),
                List.of(
                        new EffectPlot.Effect(NAMES.get(0), "cluster.instances", 12, 3),
                        new EffectPlot.Effect(NAMES.get(0), "workload.arrivals.poisson.load", 40, 25),
                        new EffectPlot.Effect(NAMES.get(1), "cluster.instances", 13, 3.2),
                        new EffectPlot.Effect(NAMES.get(1), "workload.arrivals.poisson.load", 90, 88)));
    }

    private static TrendPlot oddTrend() {
        double nan = Double.NaN;
        return new TrendPlot(
                "trend-odd",
                "One value, unknown and huge",
                "Caption.",
                scale("x", 7),
                WAIT,
                List.of(
                        new TrendPlot.Line(NAMES.get(0), List.of(new TrendPlot.Point(7, nan, nan, nan))),
                        new TrendPlot.Line(NAMES.get(1), List.of(new TrendPlot.Point(7, 1e18, nan, nan)))));
    }

    private static CrossoverMap emptyMap() {
        return new CrossoverMap(
                "map-odd",
                "Nobody wins",
                "Caption.",
                scale("x", 5),
                scale("y", 1),
                true,
                NAMES,
                List.of(place(5, 1, -1, false)));
    }

    private static EffectPlot noEffects() {
        return new EffectPlot(
                "effects-odd",
                "Nothing matters",
                "Caption.",
                Axis.linear("mu_star_s", "mu*", "s"),
                Axis.linear("sigma_s", "sigma", "s"),
                List.of(
                        new EffectPlot.Effect(NAMES.get(0), "a", 0, 0),
                        new EffectPlot.Effect(NAMES.get(1), "a", Double.NaN, 0)));
    }
}
