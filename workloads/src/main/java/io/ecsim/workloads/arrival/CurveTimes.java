package io.ecsim.workloads.arrival;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Variates;

/**
 * Arrivals by exact inversion: the i-th arrival comes where the integral of the rate has grown by the i-th exponential
 * draw (Cinlar 1975). Thinning would spend draws on arrivals that are then dropped, a different number for each curve; by
 * inversion the i-th arrivals of two curves come from the same draw, and doubling the rate moves each arrival earlier.
 * Within a piece the integral is quadratic, so its inverse needs one square root, which is exact on every machine.
 */
final class CurveTimes implements ArrivalTimes {

    private final SequentialStream stream;
    private final long horizonMicros;
    private final boolean repeats;
    private final double startMicros;
    private final double lengthMicros;
    private final double tasksInCurve;
    private final double[] pieceStartMicros;
    private final double[] fromPerMicro;
    private final double[] slope;

    private double cycles;
    private int piece;
    private double withinMicros;

    CurveTimes(CurveArrivals arrivals, SequentialStream stream, long horizonMicros) {
        this.stream = stream;
        this.horizonMicros = horizonMicros;
        RateCurve curve = arrivals.curve();
        repeats = curve.repeats();
        startMicros = arrivals.startMicros();
        lengthMicros = curve.lengthMicros();
        tasksInCurve = curve.mean() / 1e6 * lengthMicros;
        int size = curve.pieces().size();
        pieceStartMicros = new double[size + 1];
        fromPerMicro = new double[size];
        slope = new double[size];
        for (int i = 0; i < size; i++) {
            RateCurve.Piece each = curve.pieces().get(i);
            pieceStartMicros[i + 1] = pieceStartMicros[i] + each.lengthMicros();
            fromPerMicro[i] = each.from() / 1e6;
            slope[i] = (each.to() - each.from()) / 1e6 / each.lengthMicros();
        }
        while (piece < size - 1 && pieceStartMicros[piece + 1] <= startMicros) {
            piece++;
        }
        withinMicros = startMicros - pieceStartMicros[piece];
    }

    @Override
    public double nextMicros() {
        double tasks = Variates.exponential(stream);
        while (nowMicros() < horizonMicros) {
            double restMicros = pieceStartMicros[piece + 1] - pieceStartMicros[piece] - withinMicros;
            double rate = Math.max(0, fromPerMicro[piece] + slope[piece] * withinMicros);
            double tasksInRest = Math.max(0, (rate + slope[piece] * restMicros / 2) * restMicros);
            if (tasks < tasksInRest) {
                withinMicros += Math.min(restMicros, microsUntil(tasks, rate, slope[piece]));
                return nowMicros();
            }
            tasks -= tasksInRest;
            piece++;
            withinMicros = 0;
            if (piece == fromPerMicro.length) {
                if (!repeats) {
                    piece--;
                    return Double.POSITIVE_INFINITY;
                }
                piece = 0;
                double whole = Math.floor(tasks / tasksInCurve); // a seldom arrival passes whole cycles at once
                cycles += 1 + whole;
                tasks -= whole * tasksInCurve;
            }
        }
        return nowMicros();
    }

    private double nowMicros() {
        return cycles * lengthMicros + pieceStartMicros[piece] + withinMicros - startMicros;
    }

    /** Solves rate x + slope x^2 / 2 = tasks in the form that does not cancel. */
    private static double microsUntil(double tasks, double rate, double slope) {
        double root = StrictMath.sqrt(Math.max(0, rate * rate + 2 * slope * tasks));
        return tasks > 0 ? 2 * tasks / (rate + root) : 0;
    }
}
