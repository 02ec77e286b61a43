package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.engine.SimClock;
import io.ecsim.observe.LifecycleStage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Brings a revision in beside the one that serves: blue/green, linear and canary deployments (R4.50-R4.52). Green is scaled
 * to the desired count before traffic moves, so that twice as many tasks exist; blue is kept complete until the bake is
 * over. From then on, and after a rollback, what is left to do is what a rolling update does: stop the other revision's
 * tasks.
 *
 * <p>A deployment fails when green is not complete after 24 hours, for want of room or of health, or when an alarm goes
 * off. It then always gives way to blue, whose tasks still run.
 */
final class StagedUpdate {

    private final SimClock clock;
    private final LiveTasks tasks;
    private final Deployments deployments;

    StagedUpdate(SimClock clock, LiveTasks tasks, Deployments deployments) {
        this.clock = clock;
        this.tasks = tasks;
        this.deployments = deployments;
    }

    /** Returns whether the newest deployment of a service is staged and blue is still to be kept. */
    static boolean isUnderWay(ServiceState state) {
        StagedRollout rollout = state.primary().rollout;
        return rollout != null && rollout.keepsBlue() && state.deployments.size() > 1;
    }

    /** Does what can be done now and returns when something can be done although nothing is heard of, or NEVER. */
    long step(ServiceState state) {
        Deployment green = state.primary();
        StagedRollout rollout = green.rollout;
        if (rollout == null) {
            throw new IllegalStateException(green.id + " has no stages");
        }
        Deployment blue = serving(state);
        rollout.advance(clock.nowMicros());
        if (rollout.timedOut(clock.nowMicros())) {
            deployments.fail(state, "ECS deployment " + green.id + " failed: SCALE_UP took 24 hours.");
        }
        if (green.failed()) {
            deployments.giveWay(state, rollout, blue);
            return clock.nowMicros();
        }
        stopOthers(state, green, blue);
        int missing = keep(state, blue, rollout.greenPercent() < 100) + keep(state, green, rollout.greenPercent() > 0);
        deployments.forgetReplaced(state, deployment -> deployment != blue);
        if (missing == 0) {
            deployments.unblocked(green);
        } else if (tasks.mayStartMicros(state) > clock.nowMicros()) {
            deployments.heldBack(state);
        }
        if (rollout.stage() == LifecycleStage.SCALE_UP && green.staying(Standing.HEALTHY) >= state.desiredCount) {
            rollout.greenIsUp(clock.nowMicros());
        }
        if (!rollout.keepsBlue()) {
            return clock.nowMicros();
        }
        return Math.min(rollout.nextMicros(), missing > 0 ? tasks.mayStartMicros(state) : ServiceState.NEVER);
    }

    /** Returns the deployment that has the traffic besides the newest one. */
    private static Deployment serving(ServiceState state) {
        for (Deployment deployment : state.old()) {
            if (deployment.rollout == null || deployment.rollout.greenPercent() == 100) {
                return deployment;
            }
        }
        return state.old().get(state.old().size() - 1);
    }

    /**
     * Stops what is neither green nor blue: a revision that was overtaken on its way (RECONCILE_SERVICE). Where a rolling
     * update was overtaken, its healthy tasks serve until there are enough of blue's (R4.10).
     */
    private void stopOthers(ServiceState state, Deployment green, Deployment blue) {
        int healthy = state.count(Standing.HEALTHY) - green.all(Standing.HEALTHY);
        int spare = healthy - state.configuration.lower(state.desiredCount);
        for (Deployment deployment : new ArrayList<>(state.deployments)) {
            if (deployment != green && deployment != blue && deployment.alive() > 0) {
                stop(state, choose(state, deployment, task -> task.standing != Standing.HEALTHY, deployment.alive()));
                int count = Math.min(spare, deployment.all(Standing.HEALTHY));
                stop(state, choose(state, deployment, task -> task.standing == Standing.HEALTHY, count));
                spare -= Math.max(0, count);
            }
        }
    }

    /**
     * Keeps a deployment at the desired count, replaces what is to go, and returns how many tasks it still lacks. One that
     * had failed before it was replaced gets no more (R4.24).
     */
    private int keep(ServiceState state, Deployment deployment, boolean serves) {
        stop(
                state,
                choose(state, deployment, StagedUpdate::isPendingOnDraining, deployment.draining(Standing.PENDING)));
        stopUnhealthy(state, deployment, serves);
        int surplus = deployment.kept() - state.desiredCount;
        if (surplus > 0) {
            stopSurplus(state, deployment, surplus);
        }
        if (deployment.staying(Standing.HEALTHY) >= state.desiredCount) {
            stop(state, choose(state, deployment, task -> task.draining, deployment.alive()));
        }
        int missing = deployment.failed() ? 0 : state.desiredCount - deployment.kept(); // R4.24: it launches nothing
        return missing - (missing > 0 ? tasks.start(state, deployment, missing) : 0);
    }

    /** What is not healthy yet goes first: it may wait long for capacity, and those that serve are needed until then (R4.10). */
    private void stopSurplus(ServiceState state, Deployment deployment, int surplus) {
        int starting = deployment.staying(Standing.PENDING) + deployment.staying(Standing.SETTLING);
        int first = Math.min(surplus, starting);
        stop(state, choose(state, deployment, StagedUpdate::isStarting, first));
        stop(state, choose(state, deployment, task -> !task.draining, surplus - first));
    }

    private static boolean isStarting(ServiceTask task) {
        return !task.draining && (task.standing == Standing.PENDING || task.standing == Standing.SETTLING);
    }

    /** What has not begun to run on an instance that drains is stopped at once (R5.40). */
    private static boolean isPendingOnDraining(ServiceTask task) {
        return task.draining && task.standing == Standing.PENDING;
    }

    /** Stops unhealthy tasks: at once where they serve nobody, else as their replacements become healthy (R4.16). */
    private void stopUnhealthy(ServiceState state, Deployment deployment, boolean serves) {
        int unhealthy = deployment.all(Standing.UNHEALTHY);
        int replaced = unhealthy + deployment.staying(Standing.HEALTHY) - state.desiredCount;
        int count = serves ? Math.min(unhealthy, replaced) : unhealthy;
        for (Task victim : choose(state, deployment, task -> task.standing == Standing.UNHEALTHY, count)) {
            tasks.stop(state, List.of(victim), tasks.healthFailure(tasks.get(victim)));
            deployments.failedTask(state, deployment);
        }
    }

    /** Chooses tasks of one deployment to stop. */
    private List<Task> choose(ServiceState state, Deployment deployment, Predicate<ServiceTask> which, int count) {
        if (count <= 0) {
            return List.of();
        }
        return state.victims.victims(
                state.aliveTasks(),
                task -> tasks.get(task).deployment == deployment && which.test(tasks.get(task)),
                task -> tasks.get(task).standing.running() && !tasks.isIll(tasks.get(task)),
                count);
    }

    private void stop(ServiceState state, List<Task> chosen) {
        tasks.stop(state, chosen, "Scaling activity initiated by (deployment " + state.primary().id + ")");
    }
}
