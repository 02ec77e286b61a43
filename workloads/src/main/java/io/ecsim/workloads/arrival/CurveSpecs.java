package io.ecsim.workloads.arrival;

import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.arrival.RateCurve.Piece;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.delimited.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the arrivals whose rate follows a curve. */
final class CurveSpecs {

    private static final int STEPS_OF_A_SINUSOID = 288;

    /**
     * A point of a stated curve.
     *
     * @param timeMicros from the start of the period
     * @param factor relative rate, at least 0
     */
    private record Point(long timeMicros, double factor) {}

    private CurveSpecs() {}

    static Optional<ArrivalSpec> diurnal(Fields fields) {
        Optional<MeanRate> rate = MeanRate.read(fields);
        long period = fields.durationMicrosOr(
                "period", STEPS_OF_A_SINUSOID, 1000 * RetailWeek.DAY_MICROS, RetailWeek.DAY_MICROS);
        long start = fields.durationMicrosOr("startTime", 0, period - 1, 0);
        List<Point> points = fields.has("points")
                ? fields.list("points", node -> point(node, fields, period))
                : sinusoid(fields, period);
        for (String ofSinusoid : List.of("amplitude", "peak")) {
            if (fields.has("points") && fields.has(ofSinusoid)) {
                fields.fault(ofSinusoid, "found both points and " + ofSinusoid + ", expected one of the two");
            }
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).timeMicros() <= points.get(i - 1).timeMicros()) {
                fields.fault(
                        "points",
                        "times must ascend, but "
                                + Durations.format(points.get(i).timeMicros()) + " follows "
                                + Durations.format(points.get(i - 1).timeMicros()));
            }
        }
        String shape = fields.has("points") ? points.size() + " points" : "a cosine";
        return fields.build(() -> {
            RateCurve curve = new RateCurve(around(points, period), true);
            return follow(rate.orElseThrow(), curve, curve.mean(), start, "diurnal(" + shape);
        });
    }

    /** The cosine is drawn through points a 288th of the period apart; in between it is at most 0.01 % off its mean. */
    private static List<Point> sinusoid(Fields fields, long period) {
        double amplitude = fields.share("amplitude", 0, 1);
        long peak = fields.durationMicros("peak", 0, period - 1);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < STEPS_OF_A_SINUSOID; i++) {
            long time = period / STEPS_OF_A_SINUSOID * i;
            double angle = 2 * Math.PI * ((time - peak) / (double) period);
            points.add(new Point(time, Math.max(0, 1 + amplitude * StrictMath.cos(angle))));
        }
        return points;
    }

    private static Optional<Point> point(Node node, Fields fields, long period) {
        List<Node> pair = node.items();
        if (pair.size() != 2) {
            return node.refuse(fields.faults(), "a pair such as [8h, 1.2]");
        }
        Optional<Long> time = pair.get(0).asDurationMicros(fields.faults(), 0, period - 1);
        Optional<Double> factor = pair.get(1).asNumber(fields.faults(), 0, 1e6);
        return time.flatMap(at -> factor.map(each -> new Point(at, each)));
    }

    /** Joins the points by straight lines, the last one to the first of the next period. */
    private static List<Piece> around(List<Point> points, long period) {
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        long gap = first.timeMicros() + period - last.timeMicros();
        double share = (period - last.timeMicros()) / (double) gap;
        double midnight = last.factor() + share * (first.factor() - last.factor());
        List<Piece> pieces = new ArrayList<>();
        if (first.timeMicros() > 0) {
            pieces.add(new Piece(first.timeMicros(), midnight, first.factor()));
        }
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            pieces.add(new Piece(to.timeMicros() - from.timeMicros(), from.factor(), to.factor()));
        }
        pieces.add(new Piece(period - last.timeMicros(), last.factor(), midnight));
        return pieces;
    }

    static Optional<ArrivalSpec> retailWeek(Fields fields) {
        Optional<MeanRate> rate = MeanRate.read(fields);
        long start = dayAndTime(fields, "startDay", "startTime", false);
        double swing = fields.shareOr("swing", 0, 1, 1);
        double weekend = fields.numberOr("weekend", 0.01, 100, 1.2);
        RetailWeek.Sale sale = fields.optionalObject("sale", CurveSpecs::sale).orElse(RetailWeek.Sale.NONE);
        return fields.build(() ->
                follow(rate.orElseThrow(), new RetailWeek(swing, weekend, sale).curve(), 1, start, "retailWeek("));
    }

    private static Optional<RetailWeek.Sale> sale(Fields fields) {
        long start = dayAndTime(fields, "day", "time", true);
        long length = fields.durationMicros("for", 1, RetailWeek.WEEK_MICROS);
        double factor = fields.number("factor", 1, 100);
        if (start + length > RetailWeek.WEEK_MICROS) {
            fields.fault("for", "the sale must end within its week, at Sunday 24:00 the latest");
        }
        return fields.build(() -> new RetailWeek.Sale(start, length, factor));
    }

    private static long dayAndTime(Fields fields, String dayName, String timeName, boolean isNeeded) {
        Map<String, Integer> days = new LinkedHashMap<>();
        RetailWeek.DAYS.forEach(day -> days.put(day, days.size()));
        int day = isNeeded ? fields.choice(dayName, days) : fields.choiceOr(dayName, days, 0);
        long latest = RetailWeek.DAY_MICROS - 1;
        long time =
                isNeeded ? fields.durationMicros(timeName, 0, latest) : fields.durationMicrosOr(timeName, 0, latest, 0);
        return day * RetailWeek.DAY_MICROS + time;
    }

    static Optional<ArrivalSpec> fromFile(Fields fields, CurveFiles files) {
        Optional<TraceFile> file = fields.required(
                "file",
                "the name of a file",
                node -> node.asText(fields.faults(), "the name of a file").flatMap(name -> files.find(node, name)));
        Optional<TimeSeries.Column> time = fields.object("time", CurveSpecs::timeColumn);
        Optional<TimeSeries.Column> value = fields.object("value", CurveSpecs::valueColumn);
        long step = fields.durationMicrosOr("step", 1_000_000, RetailWeek.DAY_MICROS, RetailWeek.HOUR_MICROS / 12);
        boolean repeat = fields.flagOr("repeat", false);
        String delimiter = fields.textOr("delimiter", ",");
        if (delimiter.length() != 1) {
            fields.fault("delimiter", "found \"" + delimiter + "\", expected one character, such as , or ;");
        }
        Optional<MeanRate> rate = MeanRate.stated(fields) == 0 ? Optional.empty() : MeanRate.read(fields);
        return fields.build(() -> new TimeSeries.Source(
                        file.orElseThrow(), delimiter.charAt(0), time.orElseThrow(), value.orElseThrow(), step))
                .flatMap(source -> series(source, fields))
                .map(series -> recorded(series, repeat, rate, files));
    }

    private static Optional<TimeSeries> series(TimeSeries.Source source, Fields fields) {
        try {
            return Optional.of(TimeSeries.read(source));
        } catch (WorkloadException damaged) {
            fields.fault("file", String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }

    private static ArrivalSpec recorded(TimeSeries series, boolean repeat, Optional<MeanRate> rate, CurveFiles files) {
        List<Piece> pieces = new ArrayList<>();
        for (double sum : series.sums()) {
            double perSecond = sum / (series.stepMicros() / 1e6);
            pieces.add(new Piece(series.stepMicros(), perSecond, perSecond));
        }
        RateCurve curve = new RateCurve(pieces, repeat);
        String length = Durations.format(series.stepMicros() * series.sums().size());
        files.assume(series.file() + ": " + series.rows() + " rows read, summed by "
                + Durations.format(series.stepMicros()) + "; the curve is " + length + " long"
                + (repeat ? " and repeats." : ", after that nothing arrives."));
        String name = "curve(" + series.file();
        MeanRate own = new MeanRate(curve.mean(), Optional.empty());
        return follow(rate.orElse(own), curve, curve.mean(), 0, name);
    }

    private static Optional<TimeSeries.Column> timeColumn(Fields fields) {
        Map<String, Double> units = new LinkedHashMap<>();
        units.put("s", 1e6);
        units.put("us", 1.0);
        units.put("ms", 1e3);
        units.put("m", 6e7);
        units.put("h", 3.6e9);
        units.put("d", 8.64e10);
        String name = fields.text("column", "the name of a column");
        double micros = fields.choice("unit", units);
        return fields.build(() -> new TimeSeries.Column(name, micros));
    }

    private static Optional<TimeSeries.Column> valueColumn(Fields fields) {
        String name = fields.text("column", "the name of a column");
        double factor = fields.numberOr("factor", Double.MIN_VALUE, 1e15, 1);
        return fields.build(() -> new TimeSeries.Column(name, factor));
    }

    /** Follows a curve, scaled so that its level {@code unit} becomes the stated rate. */
    private static ArrivalSpec follow(MeanRate rate, RateCurve curve, double unit, double startMicros, String name) {
        return ArrivalSpec.ofMean(rate, perSecond -> {
            RateCurve scaled = curve.times(perSecond / unit);
            String separator = name.endsWith("(") ? "" : ", ";
            return new CurveArrivals(scaled, startMicros, name + separator + "mean " + scaled.mean() + " tasks/s)");
        });
    }
}
