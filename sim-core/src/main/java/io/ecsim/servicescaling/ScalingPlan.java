package io.ecsim.servicescaling;

import io.ecsim.cloudwatch.PublicationLag;
import java.util.List;

/**
 * Which services of a world scale by themselves.
 *
 * @param targets at most one of each service
 * @param publicationLagMinutes how long after its minute a datapoint is known to alarms (R6.12), 0 to 60
 */
public record ScalingPlan(List<ScalableTarget> targets, int publicationLagMinutes) {

    /** No service does. */
    public static final ScalingPlan NONE = new ScalingPlan(List.of());

    /** Makes a plan with the usual lag. */
    public ScalingPlan(List<ScalableTarget> targets) {
        this(targets, PublicationLag.DEFAULT_MINUTES);
    }

    public ScalingPlan {
        targets = List.copyOf(targets);
        if (publicationLagMinutes < 0 || publicationLagMinutes > PublicationLag.MOST_MINUTES) {
            throw new IllegalArgumentException("a publication lag is 0 to " + PublicationLag.MOST_MINUTES
                    + " minutes, was " + publicationLagMinutes);
        }
        if (targets.stream().mapToInt(ScalableTarget::service).distinct().count() < targets.size()) {
            throw new IllegalArgumentException("a service is a scalable target at most once");
        }
    }
}
