package io.ecsim.workloads.arrival;

import io.ecsim.workloads.arrival.RateCurve.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The demand of an invented shop over a week, Monday to Sunday. The shape is our own assumption and no company's data: a
 * night that is nearly still, a rise in the morning, a plateau over noon and afternoon, the peak at 21:00. The mean of a
 * week without a sale is 1; a sale comes on top of it.
 *
 * @param swing 0 to 1: how much of the daily shape is kept, 0 is a flat day
 * @param weekend above 0, at most 100: demand on Saturday and Sunday, relative to a working day
 * @param sale a peak in every week; a sale of factor 1 is none
 */
record RetailWeek(double swing, double weekend, Sale sale) {

    /**
     * Times of multiplied demand.
     *
     * @param startMicros from Monday 00:00, at least 0 and within the week
     * @param lengthMicros above 0; what passes the end of the week is cut
     * @param factor 1 to 100
     */
    record Sale(long startMicros, long lengthMicros, double factor) {

        static final Sale NONE = new Sale(0, HOUR_MICROS, 1);

        Sale {
            if (startMicros < 0 || startMicros >= WEEK_MICROS || lengthMicros < 1) {
                throw new IllegalArgumentException(
                        "a sale must lie within the week, was " + lengthMicros + " microseconds from " + startMicros);
            }
            if (!(factor >= 1 && factor <= 100)) {
                throw new IllegalArgumentException("factor must be 1 to 100, was " + factor);
            }
        }
    }

    static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    static final long HOUR_MICROS = 3_600_000_000L;
    static final long DAY_MICROS = 24 * HOUR_MICROS;
    static final long WEEK_MICROS = 7 * DAY_MICROS;

    private static final int[] HOURS = {0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21, 22, 24};
    private static final double[] DEMAND = {
        0.40, 0.20, 0.15, 0.30, 0.70, 1.05, 1.30, 1.20, 1.20, 1.45, 1.90, 2.00, 1.50, 0.40
    };
    private static final double DAILY_MEAN = dailyMean();
    private static final int SATURDAY = 5;

    RetailWeek {
        if (!(swing >= 0 && swing <= 1)) {
            throw new IllegalArgumentException("swing must be 0 to 1, was " + swing);
        }
        if (!(weekend > 0 && weekend <= 100)) {
            throw new IllegalArgumentException("weekend must be above 0 and at most 100, was " + weekend);
        }
    }

    private static double dailyMean() {
        double sum = 0;
        for (int i = 1; i < HOURS.length; i++) {
            sum += (DEMAND[i] + DEMAND[i - 1]) / 2 * (HOURS[i] - HOURS[i - 1]);
        }
        return sum / 24;
    }

    /** Returns the week as a curve that repeats, its mean 1 without the sale. */
    RateCurve curve() {
        RateCurve ordinary = new RateCurve(pieces(Sale.NONE), true);
        return new RateCurve(pieces(sale), true).times(1 / ordinary.mean());
    }

    private List<Piece> pieces(Sale with) {
        TreeSet<Long> borders = new TreeSet<>();
        for (int day = 0; day < 7; day++) {
            for (int hour : HOURS) {
                borders.add(day * DAY_MICROS + hour * HOUR_MICROS);
            }
        }
        long saleEndMicros = Math.min(WEEK_MICROS, with.startMicros() + with.lengthMicros());
        borders.add(with.startMicros());
        borders.add(saleEndMicros);
        List<Piece> pieces = new ArrayList<>();
        long start = 0;
        for (long end : borders.tailSet(1L)) {
            boolean isSale = start >= with.startMicros() && end <= saleEndMicros;
            double factor = (start / DAY_MICROS >= SATURDAY ? weekend : 1) * (isSale ? with.factor() : 1);
            long midnight = start / DAY_MICROS * DAY_MICROS;
            pieces.add(new Piece(end - start, factor * demand(start - midnight), factor * demand(end - midnight)));
            start = end;
        }
        return pieces;
    }

    /** The demand at a time of day, up to and including 24:00, of mean 1. */
    private double demand(long timeMicros) {
        int i = 1;
        while (HOURS[i] * HOUR_MICROS < timeMicros) {
            i++;
        }
        double share = (timeMicros - HOURS[i - 1] * HOUR_MICROS) / (double) ((HOURS[i] - HOURS[i - 1]) * HOUR_MICROS);
        double shape = DEMAND[i - 1] + share * (DEMAND[i] - DEMAND[i - 1]);
        return 1 + swing * (shape / DAILY_MEAN - 1);
    }
}
