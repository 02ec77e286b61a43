package io.ecsim.services;

import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployment of a service: one revision, the tasks started for it, what has become of it (R4.6). */
final class Deployment {

    /** Where a deployment stands among those of its service. */
    enum Status {
        /** The newest. */
        PRIMARY,
        /** It is being replaced. */
        ACTIVE,
        /** None of its tasks is left. */
        INACTIVE
    }

    private static final int STANDINGS = Standing.values().length;

    final String id;
    final int spec;
    final long startedMicros;

    /** Whether it brings an earlier revision back; it does not roll back itself. */
    final boolean rollback;

    /** Whether another deployment came before it. */
    boolean replaces;

    /** Its tasks that have not STOPPED, in no meaningful but a reproducible order. */
    final List<ServiceTask> tasks = new ArrayList<>();

    final DeploymentHistory history = new DeploymentHistory();

    Status status = Status.PRIMARY;
    DeploymentStateChange.State rolloutState = DeploymentStateChange.State.IN_PROGRESS;
    String reason = "";
    long endedMicros = DeploymentRecord.OPEN;

    /** Consecutive failures (R4.23), and all of them. */
    int failedTasks;

    int allFailedTasks;

    /** Whether a task of it has been RUNNING (R4.22). */
    boolean ran;

    /** Its stages, if it is blue/green, linear or canary and replaces another (R4.50). */
    @Nullable
    StagedRollout rollout;

    /** When an alarm fails it if it is still in progress then (R4.26). */
    long alarmMicros = ServiceState.NEVER;

    /** Whether alarms watch it, and until when they do although all its tasks are healthy; 0 before they are. */
    boolean watched;

    long bakedMicros;

    /** Whether an alarm has failed it. */
    boolean alarmed;

    int peakTasks;
    DeploymentRecord.Limits limits = new DeploymentRecord.Limits(0, 0, 0);
    int instancesBefore;
    int peakInstances;
    int batches;
    long blockedMicros;
    long blockedSinceMicros = DeploymentRecord.OPEN;
    String blockedReason = "";

    /** Tasks by standing, those on instances that are DRAINING apart. */
    private final int[] staying = new int[STANDINGS];

    private final int[] draining = new int[STANDINGS];

    Deployment(String id, int spec, long startedMicros, boolean rollback) {
        this.id = id;
        this.spec = spec;
        this.startedMicros = startedMicros;
        this.rollback = rollback;
    }

    boolean inProgress() {
        return status == Status.PRIMARY && rolloutState == DeploymentStateChange.State.IN_PROGRESS;
    }

    /** Returns when it changes by itself after a time: an alarm fails it or has watched it long enough; or NEVER. */
    long nextMicros(long afterMicros) {
        if (!inProgress()) {
            return ServiceState.NEVER;
        }
        long bake = bakedMicros > afterMicros ? bakedMicros : ServiceState.NEVER;
        return Math.min(alarmMicros, bake);
    }

    boolean failed() {
        return rolloutState == DeploymentStateChange.State.FAILED;
    }

    void add(ServiceTask task) {
        task.inDeployment = tasks.size();
        tasks.add(task);
        count(task, 1);
    }

    void remove(ServiceTask task) {
        ServiceTask last = tasks.remove(tasks.size() - 1);
        if (last != task) {
            tasks.set(task.inDeployment, last);
            last.inDeployment = task.inDeployment;
        }
        task.inDeployment = -1;
        count(task, -1);
    }

    void count(ServiceTask task, int change) {
        (task.draining ? draining : staying)[task.standing.ordinal()] += change;
    }

    /** Returns its tasks of a standing on instances that are not DRAINING. */
    int staying(Standing standing) {
        return staying[standing.ordinal()];
    }

    /** Returns its tasks of a standing on instances that are DRAINING. */
    int draining(Standing standing) {
        return draining[standing.ordinal()];
    }

    /** Returns its tasks of a standing. */
    int all(Standing standing) {
        return staying(standing) + draining(standing);
    }

    /** Returns its tasks that are meant to go on. */
    int alive() {
        return tasks.size() - all(Standing.STOPPING);
    }

    /** Returns its tasks that are RUNNING and meant to go on. */
    int running() {
        return all(Standing.SETTLING) + all(Standing.HEALTHY) + all(Standing.UNHEALTHY);
    }

    /** Returns its tasks that need no replacement: alive, not on a DRAINING instance, not unhealthy (R4.16, R5.40). */
    int kept() {
        return staying(Standing.PENDING) + staying(Standing.SETTLING) + staying(Standing.HEALTHY);
    }
}
