package io.ecsim.servicescaling;

import io.ecsim.observe.ScaledService;
import io.ecsim.observe.ScalingActivity;
import java.util.ArrayList;
import java.util.List;

/** What has become of a scalable target so far. */
final class ScalingCourse {

    private final ServiceScaling.Resource resource;
    private final long measuredMicros;
    private final int everyMinutes;
    private final List<ScalingActivity> activities = new ArrayList<>();
    private final List<ScaledService.Point> points = new ArrayList<>();
    private long scaleOuts;
    private long scaleIns;
    private long minutes;
    private long desiredMinutes;
    private long runningMinutes;
    private int leastDesired = Integer.MAX_VALUE;
    private int mostDesired;

    /**
     * Makes an empty course.
     *
     * @param measuredMicros since when means and counts are taken, in microseconds
     * @param everyMinutes how far apart its points are, at least 1; 0: there are none
     */
    ScalingCourse(ServiceScaling.Resource resource, long measuredMicros, int everyMinutes) {
        this.resource = resource;
        this.measuredMicros = measuredMicros;
        this.everyMinutes = everyMinutes;
    }

    void changed(ScalingActivity activity) {
        if (activity.atMicros() >= measuredMicros) {
            scaleOuts += activity.isScaleOut() ? 1 : 0;
            scaleIns += activity.isScaleOut() ? 0 : 1;
        }
        if (activities.size() < ScaledService.MOST_ACTIVITIES) {
            activities.add(activity);
        }
    }

    /** A minute has ended, and whatever follows from it has been done. */
    void minute(long nowMicros, int desired, int running, double metric) {
        if (everyMinutes > 0 && nowMicros / ServiceScaling.MINUTE % everyMinutes == 0) {
            points.add(new ScaledService.Point(nowMicros, desired, running, metric));
        }
        if (nowMicros <= measuredMicros) {
            return; // the minute was part of the warm-up
        }
        minutes++;
        desiredMinutes += desired;
        runningMinutes += running;
        leastDesired = Math.min(leastDesired, desired);
        mostDesired = Math.max(mostDesired, desired);
    }

    ScaledService result(String metric, double target) {
        return new ScaledService(
                resource.cluster(),
                resource.service(),
                scaleOuts,
                scaleIns,
                minutes == 0 ? 0 : leastDesired,
                mostDesired,
                minutes == 0 ? 0 : (double) desiredMinutes / minutes,
                minutes == 0 ? 0 : (double) runningMinutes / minutes,
                activities,
                metric,
                target,
                points);
    }
}
