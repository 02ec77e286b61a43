package io.ecsim.services;

import io.ecsim.observe.DeploymentRecord;
import java.util.ArrayList;
import java.util.List;

/** How a deployment went on: a point for each change, thinned out evenly in time when there are too many. */
final class DeploymentHistory {

    private static final int MOST = 128;

    private final List<DeploymentRecord.Point> points = new ArrayList<>();
    private long leastGapMicros;

    /** Adds a point unless nothing has changed; the last state at an instant counts. */
    void add(DeploymentRecord.Point point) {
        int last = points.size() - 1;
        if (last >= 0) {
            DeploymentRecord.Point before = points.get(last);
            if (before.sameCounts(point)) {
                return;
            }
            boolean close = point.atMicros() - before.atMicros() < leastGapMicros;
            if (before.atMicros() == point.atMicros() || close && last > 0) {
                points.set(last, point);
                return;
            }
        }
        points.add(point);
        if (points.size() > MOST) {
            thin();
        }
    }

    /** Drops every other point between the first and the last, and keeps new ones as far apart as those that remain. */
    private void thin() {
        List<DeploymentRecord.Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size() - 1; i += 2) {
            kept.add(points.get(i));
        }
        DeploymentRecord.Point last = points.get(points.size() - 1);
        leastGapMicros = (last.atMicros() - points.get(0).atMicros()) / (MOST / 2);
        kept.add(last);
        points.clear();
        points.addAll(kept);
    }

    List<DeploymentRecord.Point> points() {
        return List.copyOf(points);
    }
}
