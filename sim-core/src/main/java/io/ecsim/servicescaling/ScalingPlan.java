package io.ecsim.servicescaling;

import java.util.List;

/**
 * Which services of a world scale by themselves.
 *
 * @param targets at most one of each service
 */
public record ScalingPlan(List<ScalableTarget> targets) {

    /** No service does. */
    public static final ScalingPlan NONE = new ScalingPlan(List.of());

    public ScalingPlan {
        targets = List.copyOf(targets);
        if (targets.stream().mapToInt(ScalableTarget::service).distinct().count() < targets.size()) {
            throw new IllegalArgumentException("a service is a scalable target at most once");
        }
    }
}
