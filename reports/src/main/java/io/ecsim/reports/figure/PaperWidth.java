package io.ecsim.reports.figure;

/**
 * How wide a figure stands in a paper. Words keep their size whatever the width, 8 points for the smallest: a wider
 * figure has more room, not larger words.
 *
 * @param millimetres 60 to 400
 */
public record PaperWidth(double millimetres) {

    /** One of two columns. */
    public static final PaperWidth SINGLE = new PaperWidth(84);

    /** Both columns. */
    public static final PaperWidth DOUBLE = new PaperWidth(174);

    /** The narrowest figure that has room for its words, in millimetres. */
    public static final double NARROWEST = 60;

    /** The widest, in millimetres. */
    public static final double WIDEST = 400;

    private static final double MILLIMETRES_PER_INCH = 25.4;
    private static final double POINTS_PER_INCH = 72;
    /** The smallest words are 12 units high, and 8 points on paper. */
    private static final double POINTS_PER_UNIT = 8.0 / 12;

    public PaperWidth {
        if (!(millimetres >= NARROWEST && millimetres <= WIDEST)) {
            throw new IllegalArgumentException(
                    "the width of a figure is " + millimetres + " mm, allowed is " + NARROWEST + " to " + WIDEST);
        }
    }

    /** The width in units of the drawing. */
    int units() {
        return (int) Math.round(millimetres / MILLIMETRES_PER_INCH * dpi());
    }

    /** Units of the drawing to an inch of paper. */
    double dpi() {
        return POINTS_PER_INCH / POINTS_PER_UNIT;
    }

    /** A length of the drawing on paper; all of its width is exactly this width. */
    double millimetres(int length) {
        return millimetres * length / units();
    }

    /** Points on paper of one unit of the drawing. */
    double pointsPerUnit() {
        return millimetres / MILLIMETRES_PER_INCH * POINTS_PER_INCH / units();
    }
}
