package io.ecsim.experiments.output;

import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.ColumnKind;
import java.util.stream.DoubleStream;

/**
 * One unit for a whole column or axis, so that its numbers can be compared at a glance.
 *
 * @param unit as a person reads it; "%" for shares
 * @param key as it ends a column's key
 * @param factor from the metric's unit to this one
 * @param decimals digits after the point that the largest value deserves
 */
record Scale(String unit, String key, double factor, int decimals) {

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 86_400;

    /** Chooses the unit by the largest magnitude among values in the metric's unit. */
    static Scale of(Metric metric, DoubleStream values) {
        double largest = values.filter(Double::isFinite).map(Math::abs).max().orElse(0);
        return switch (metric.unit()) {
            case "share" -> new Scale("%", "percent", 100, decimals(100 * largest));
            case "s" -> time(largest);
            default -> new Scale(metric.unit(), "value", 1, decimals(largest));
        };
    }

    /** Chooses a unit of time by the largest of some seconds. */
    static Scale time(double seconds) {
        if (seconds < 1 && seconds > 0) {
            return new Scale("ms", "ms", 1000, decimals(seconds * 1000));
        }
        if (seconds < 2 * MINUTE) {
            return new Scale("s", "s", 1, decimals(seconds));
        }
        if (seconds < 2 * HOUR) {
            return new Scale("min", "min", 1 / MINUTE, decimals(seconds / MINUTE));
        }
        return seconds < 2 * DAY
                ? new Scale("h", "h", 1 / HOUR, decimals(seconds / HOUR))
                : new Scale("d", "d", 1 / DAY, decimals(seconds / DAY));
    }

    /** Returns the same unit with the decimals that other values, in the metric's unit, deserve. */
    Scale decimalsFor(DoubleStream values) {
        double largest = values.filter(Double::isFinite).map(Math::abs).max().orElse(0);
        return new Scale(unit, key, factor, decimals(largest * factor));
    }

    private static int decimals(double largest) {
        if (largest >= 100) {
            return 0;
        }
        return largest >= 10 ? 1 : 2;
    }

    /** Returns the scale of differences: those of percentages are percentage points. */
    Scale difference() {
        return unit.equals("%") ? new Scale("points", "points", factor, decimals) : this;
    }

    Column column(String keyStem, String title, String description) {
        return new Column(keyStem + "_" + key, title, unit, ColumnKind.NUMBER, decimals, description);
    }

    double of(double value) {
        return value * factor;
    }
}
