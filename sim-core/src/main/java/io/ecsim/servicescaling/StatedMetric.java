package io.ecsim.servicescaling;

import java.util.List;

/**
 * A metric whose course a scenario states: a level that holds until the next one. It is for what the run does not make
 * itself, such as the length of a queue.
 *
 * @param name of the metric
 * @param points ascending in time; before the first there is no data
 * @param perTask whether levels are shared by the running tasks of the service: the metric is level over tasks
 */
public record StatedMetric(String name, List<Point> points, boolean perTask) {

    /**
     * A level of a metric.
     *
     * @param fromMicros since when it holds, in microseconds, at least 0
     * @param level in the unit of the metric; NaN: there is no data
     */
    public record Point(long fromMicros, double level) {}

    public StatedMetric {
        points = List.copyOf(points);
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).fromMicros < (i == 0 ? 0 : points.get(i - 1).fromMicros + 1)) {
                throw new IllegalArgumentException("the points of " + name + " begin at 0 or later and ascend in time");
            }
        }
    }

    /**
     * Returns the level at a time.
     *
     * @return NaN if there is no data
     */
    double levelAt(long micros) {
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).fromMicros <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Double.NaN : points.get(low - 1).level;
    }
}
