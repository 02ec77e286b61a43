package io.ecsim.observe;

import java.util.List;

/**
 * What is known of a deployment at the end of a run.
 *
 * @param cluster name of the cluster
 * @param service name of the service
 * @param id such as {@code ecs-svc/123}
 * @param spec index of what it runs, as in the world's list
 * @param replaces whether it replaced tasks: the first deployment of a service does not
 * @param startedMicros when it began
 * @param endedMicros when it completed or failed, or was overtaken by a later one; {@link #OPEN} if none of these
 * @param state what it came to; IN_PROGRESS if it was overtaken or is still on its way
 * @param reason the reason of its last state change
 * @param peakTasks most tasks of the service at a time while it was in progress, stopping ones included
 * @param batches rounds in which it started tasks while it was in progress
 * @param failedTasks tasks that failed while it was in progress, whatever happened since
 * @param blockedMicros time, while it was in progress, in which it wanted to start a task that found no room or had to wait
 *     for the launch rate or the restart throttle, or in which its bounds or protected tasks let nothing move
 * @param blockedReason the last cause of that; empty if it never was blocked
 * @param history how it went on, ascending in time; thinned out if there was much
 * @param stages stages that it has entered, ascending in time; none if it is a rolling update (R4.50)
 * @param limits what it had to keep to, as it stood last while the deployment was in progress
 * @param instances instances in use around it
 */
public record DeploymentRecord(
        String cluster,
        String service,
        String id,
        int spec,
        boolean replaces,
        long startedMicros,
        long endedMicros,
        DeploymentStateChange.State state,
        String reason,
        int peakTasks,
        int batches,
        int failedTasks,
        long blockedMicros,
        String blockedReason,
        List<Point> history,
        List<StageChange> stages,
        Limits limits,
        InstancesInUse instances) {

    /** An end that has not come. */
    public static final long OPEN = -1;

    public DeploymentRecord {
        history = List.copyOf(history);
        stages = List.copyOf(stages);
    }

    /**
     * How many tasks a service keeps (R4.10).
     *
     * @param desired its desired count
     * @param lower healthy tasks below which a deployment stops none
     * @param upper tasks above which it starts none
     */
    public record Limits(int desired, int lower, int upper) {}

    /**
     * Instances with at least one task, of any service or none.
     *
     * @param before when the deployment began
     * @param peak most at any change of the service while it was in progress
     */
    public record InstancesInUse(int before, int peak) {}

    /**
     * The tasks of the service at a time.
     *
     * @param atMicros when
     * @param oldRunning RUNNING tasks of earlier deployments
     * @param newRunning RUNNING tasks of this one
     * @param healthy tasks of all deployments that count as healthy (R4.13)
     * @param total tasks of all deployments, stopping ones included
     */
    public record Point(long atMicros, int oldRunning, int newRunning, int healthy, int total) {

        /** Returns whether only the time differs. */
        public boolean sameCounts(Point other) {
            return oldRunning == other.oldRunning
                    && newRunning == other.newRunning
                    && healthy == other.healthy
                    && total == other.total;
        }
    }
}
