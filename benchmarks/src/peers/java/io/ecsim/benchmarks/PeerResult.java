package io.ecsim.benchmarks;

/**
 * What a simulator found, so that all can be held to the same work.
 *
 * @param completed tasks that ran to their end
 * @param reservedCpuUnits time-weighted mean over the run
 * @param instancesInUse time-weighted mean of instances with a task: depends on where each task was placed
 */
record PeerResult(long completed, double reservedCpuUnits, double instancesInUse) {

    /** Fails unless the other differs by at most one in a hundred. */
    void requireSameAs(PeerResult other, String name) {
        if (completed != other.completed
                || Math.abs(reservedCpuUnits / other.reservedCpuUnits - 1) > 0.01
                || Math.abs(instancesInUse / other.instancesInUse - 1) > 0.01) {
            throw new IllegalStateException(name + " did other work: " + this + " instead of " + other);
        }
    }
}
