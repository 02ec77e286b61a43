package io.ecsim.reports.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Formats XChart's tick labels and remembers the ticks of its last attempt. XChart asks for labels in increasing order
 * and starts again from a smaller value whenever it tries another step.
 */
final class TickRecorder implements Function<Double, String> {
    private final Axis axis;
    private final List<Double> ticks = new ArrayList<>();

    TickRecorder(Axis axis) {
        this.axis = axis;
    }

    Axis axis() {
        return axis;
    }

    @Override
    public String apply(Double value) {
        if (!ticks.isEmpty() && value <= ticks.get(ticks.size() - 1)) {
            ticks.clear();
        }
        ticks.add(value);
        return axis.tickText(value);
    }

    List<Double> ticks(Range range) {
        double air = (range.high() - range.low()) * 1e-9;
        return ticks.stream()
                .filter(tick -> tick >= range.low() - air && tick <= range.high() + air)
                .toList();
    }
}
