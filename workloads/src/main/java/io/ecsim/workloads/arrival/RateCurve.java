package io.ecsim.workloads.arrival;

import java.util.List;

/**
 * A rate that changes with time: pieces one after the other, linear within each; the rate may jump between them. The curve
 * either repeats for ever or ends, and then the rate is 0.
 */
public final class RateCurve {

    /**
     * A stretch of the curve.
     *
     * @param lengthMicros above 0
     * @param from rate at its start, at least 0
     * @param to rate at its end, at least 0
     */
    public record Piece(double lengthMicros, double from, double to) {

        public Piece {
            if (!(lengthMicros > 0) || !Double.isFinite(lengthMicros)) {
                throw new IllegalArgumentException("lengthMicros must be above 0, was " + lengthMicros);
            }
            requireRate(from);
            requireRate(to);
        }

        private static void requireRate(double rate) {
            if (!(rate >= 0) || !Double.isFinite(rate)) {
                throw new IllegalArgumentException("a rate must be at least 0, was " + rate);
            }
        }

        double area() {
            return (from + to) / 2 * lengthMicros;
        }
    }

    private final List<Piece> pieces;
    private final boolean repeats;
    private final double lengthMicros;
    private final double area;

    /**
     * Creates the curve.
     *
     * @param pieces at least one, from time 0 on
     * @param repeats whether the curve begins again where it ends
     */
    public RateCurve(List<Piece> pieces, boolean repeats) {
        this.pieces = List.copyOf(pieces);
        this.repeats = repeats;
        double length = 0;
        double sum = 0;
        for (Piece piece : pieces) {
            length += piece.lengthMicros();
            sum += piece.area();
        }
        this.lengthMicros = length;
        this.area = sum;
        if (!(area > 0) || !Double.isFinite(area)) {
            throw new IllegalArgumentException("a curve needs a mean above 0");
        }
    }

    List<Piece> pieces() {
        return pieces;
    }

    boolean repeats() {
        return repeats;
    }

    double lengthMicros() {
        return lengthMicros;
    }

    /** The mean rate over the length of the curve. */
    double mean() {
        return area / lengthMicros;
    }

    /** Returns this curve with every rate multiplied. */
    RateCurve times(double factor) {
        return new RateCurve(
                pieces.stream()
                        .map(piece -> new Piece(piece.lengthMicros(), piece.from() * factor, piece.to() * factor))
                        .toList(),
                repeats);
    }
}
