package io.ecsim.workloads.arrival;

import java.util.List;
import java.util.function.Supplier;

/** The stretches of a curve from time 0 on; after a curve that does not repeat nothing comes. */
final class CurveStretches implements Supplier<PiecewiseFlow.Stretch> {

    private final RateCurve curve;
    private final double factor;
    private int piece;
    private double within;
    private double nowMicros;

    CurveStretches(CurveArrivals arrivals, double factor) {
        this.curve = arrivals.curve();
        this.factor = factor;
        this.within = arrivals.startMicros();
        while (within >= curve.pieces().get(piece).lengthMicros()) {
            within -= curve.pieces().get(piece++).lengthMicros();
        }
    }

    @Override
    public PiecewiseFlow.Stretch get() {
        List<RateCurve.Piece> pieces = curve.pieces();
        if (piece == pieces.size()) {
            if (!curve.repeats()) {
                return new PiecewiseFlow.Stretch(Double.POSITIVE_INFINITY, 0, 0);
            }
            piece = 0;
        }
        RateCurve.Piece now = pieces.get(piece++);
        double perMicro = (now.to() - now.from()) / now.lengthMicros();
        double rate = now.from() + perMicro * within;
        nowMicros += now.lengthMicros() - within;
        within = 0;
        return new PiecewiseFlow.Stretch(nowMicros, factor * rate, factor * perMicro * 1e6);
    }
}
