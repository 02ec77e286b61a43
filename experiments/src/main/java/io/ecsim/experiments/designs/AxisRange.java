package io.ecsim.experiments.designs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * All numbers between two, both included.
 *
 * @param from the first, finite
 * @param to the last, finite and more than the first; on a logarithmic range the first is above 0
 * @param logarithmic whether equal steps are equal ratios
 * @param whole whether only whole numbers are taken
 * @param unit what stands behind every number, such as {@code %}
 */
public record AxisRange(double from, double to, boolean logarithmic, boolean whole, String unit) {

    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    public AxisRange {
        if (!Double.isFinite(from) || !Double.isFinite(to) || !(from < to)) {
            throw new IllegalArgumentException("a range must run up between finite ends, was " + from + " to " + to);
        }
        if (logarithmic && !(from > 0)) {
            throw new IllegalArgumentException("a logarithmic range must begin above 0, begins at " + from);
        }
    }

    /**
     * Returns the value at a share of the way.
     *
     * @param share 0 to 1
     */
    public AxisValue at(double share) {
        double number =
                share >= 1 ? to : logarithmic ? from * StrictMath.pow(to / from, share) : from + share * (to - from);
        return of(number);
    }

    /** Returns evenly spaced values from end to end; of whole numbers those that are different. */
    public List<AxisValue> steps(int count) {
        List<AxisValue> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AxisValue value = at(count == 1 ? 0 : (double) i / (count - 1));
            if (values.stream().noneMatch(other -> other.text().equals(value.text()))) {
                values.add(value);
            }
        }
        return values;
    }

    /** Returns the first number, and as long as the range lasts each that is a step more than the one before. */
    public List<AxisValue> every(double step) {
        List<AxisValue> values = new ArrayList<>();
        double tolerance = 1e-9 * step;
        for (int i = 0; from + i * step <= to + tolerance; i++) {
            values.add(of(from + i * step));
        }
        return values;
    }

    private AxisValue of(double number) {
        double clamped = Math.max(from, Math.min(to, number));
        double taken = whole ? Math.rint(clamped) : clamped;
        BigDecimal rounded =
                whole ? BigDecimal.valueOf(taken) : BigDecimal.valueOf(taken).round(DIGITS);
        String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        double shown = rounded.doubleValue();
        return new AxisValue(text + unit, logarithmic ? StrictMath.log10(shown) : shown);
    }
}
