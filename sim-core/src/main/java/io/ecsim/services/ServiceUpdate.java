package io.ecsim.services;

import io.ecsim.model.DeploymentConfiguration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call of UpdateService (R4.7).
 *
 * @param atMicros when, in microseconds of simulated time
 * @param spec another revision to run, as index in the world's list; makes a new deployment
 * @param desiredCount another count, which changes the current deployment
 * @param forceNewDeployment a new deployment of the same revision
 * @param deployment other bounds from now on
 */
public record ServiceUpdate(
        long atMicros,
        OptionalInt spec,
        OptionalInt desiredCount,
        boolean forceNewDeployment,
        Optional<DeploymentConfiguration> deployment) {

    public ServiceUpdate {
        if (atMicros < 0) {
            throw new IllegalArgumentException("an update is made at 0 or later, was " + atMicros);
        }
        if (desiredCount.isPresent() && desiredCount.getAsInt() < 0) {
            throw new IllegalArgumentException("desiredCount must be at least 0, was " + desiredCount.getAsInt());
        }
    }

    /** Returns whether it is made to replace tasks. */
    public boolean redeploys() {
        return forceNewDeployment || spec.isPresent();
    }

    /** Returns a call that brings another revision in. */
    public static ServiceUpdate revision(long atMicros, int spec) {
        return new ServiceUpdate(atMicros, OptionalInt.of(spec), OptionalInt.empty(), false, Optional.empty());
    }
}
