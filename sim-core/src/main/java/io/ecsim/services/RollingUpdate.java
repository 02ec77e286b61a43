package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.engine.SimClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps a REPLICA service at its desired count and replaces what is to go, within the healthy percentages (R4.10-R4.18).
 * To go are tasks of older deployments, tasks on DRAINING instances (R5.40) and unhealthy ones (R4.16).
 *
 * <p>A look at a service stops first and starts then, so that what the stopped tasks held is there for the new ones of the
 * same look (W15).
 */
final class RollingUpdate {

    /** Alarms go on watching so long after the last step: an assumption; the guide says less than 5 minutes. */
    private static final long ALARM_BAKE_MICROS = 240 * SimClock.MICROS_PER_SECOND;

    private final SimClock clock;
    private final LiveTasks tasks;
    private final Deployments deployments;
    private final ServiceEvents events;
    private final Predicate<Task> protection;
    private final boolean stoppingCounts;

    RollingUpdate(
            SimClock clock,
            LiveTasks tasks,
            Deployments deployments,
            ServiceEvents events,
            Predicate<Task> protection,
            ServiceSettings settings) {
        this.clock = clock;
        this.tasks = tasks;
        this.deployments = deployments;
        this.events = events;
        this.protection = protection;
        this.stoppingCounts = settings.stoppingCounts();
    }

    /** Does what can be done now and returns when something can be done although nothing is heard of, or NEVER. */
    long step(ServiceState state) {
        Deployment primary = state.primary();
        stopPendingOnDraining(state);
        if (primary.failed()) {
            stopBeyondUpper(state);
            deployments.forgetReplaced(state);
            return ServiceState.NEVER;
        }
        stopOutgoing(state);
        stopUnhealthy(state);
        stopSurplus(state);
        int wanted = state.desiredCount - primary.kept();
        int started = tasks.start(state, Math.min(wanted, roomBelowUpper(state)));
        finish(state);
        explain(state, wanted - started);
        if (primary.failed() || Math.min(state.desiredCount - primary.kept(), roomBelowUpper(state)) <= 0) {
            return ServiceState.NEVER;
        }
        return tasks.mayStartMicros(state);
    }

    /** Tasks that may still be started (R4.11, R4.12). */
    int roomBelowUpper(ServiceState state) {
        int stopping = stoppingCounts ? 0 : state.count(Standing.STOPPING);
        return state.configuration.upper(state.desiredCount) - (state.total() - stopping);
    }

    private int spareHealthy(ServiceState state) {
        return state.count(Standing.HEALTHY) - state.configuration.lower(state.desiredCount);
    }

    private void stopPendingOnDraining(ServiceState state) {
        List<Task> victims = outgoing(state, Standing.PENDING, true);
        tasks.stop(state, victims, state.scalingReason());
    }

    /** Stops tasks of older deployments and on DRAINING instances as far as the healthy ones allow. */
    private void stopOutgoing(ServiceState state) {
        List<Task> free = outgoing(state, Standing.PENDING, false);
        free.addAll(outgoing(state, Standing.UNHEALTHY, false));
        if (spareHealthy(state) >= 0) {
            // They may yet become healthy; where the rest is enough, they are not waited for.
            free.addAll(outgoing(state, Standing.SETTLING, false));
        }
        free.removeIf(protection);
        tasks.stop(state, free, state.scalingReason());
        int outgoingHealthy = state.count(Standing.HEALTHY) - state.primary().staying(Standing.HEALTHY);
        int count = Math.min(spareHealthy(state), outgoingHealthy);
        if (count > 0) {
            List<Task> victims = state.victims.victims(
                    state.aliveTasks(),
                    task -> isOutgoing(state, tasks.get(task)) && tasks.get(task).standing == Standing.HEALTHY,
                    task -> true,
                    count);
            tasks.stop(state, victims, state.scalingReason());
            tellOfProtection(state, count - victims.size());
        }
    }

    private void tellOfProtection(ServiceState state, int missing) {
        if (missing > 0) {
            events.protectedFromScaleIn(state, missing);
        } else {
            events.resolved(state, ServiceEvents.Complaint.PROTECTION);
        }
    }

    private static boolean isOutgoing(ServiceState state, ServiceTask task) {
        return task.deployment != state.primary() || task.draining;
    }

    /** Tasks of a standing that are to go for their deployment or their instance, or for their instance alone. */
    private static List<Task> outgoing(ServiceState state, Standing standing, boolean drainingOnly) {
        List<Task> found = new ArrayList<>();
        for (Deployment deployment : state.deployments) {
            boolean all = deployment != state.primary() && !drainingOnly;
            if ((all ? deployment.all(standing) : deployment.draining(standing)) == 0) {
                continue;
            }
            for (ServiceTask task : deployment.tasks) {
                if (task.standing == standing && (all || task.draining)) {
                    found.add(task.task);
                }
            }
        }
        return found;
    }

    /**
     * Stops unhealthy tasks whose replacements are healthy, or have turned out unhealthy as well; where no replacement can
     * be started first, one task at a time (R4.16).
     */
    private void stopUnhealthy(ServiceState state) {
        Deployment primary = state.primary();
        int unhealthy = primary.staying(Standing.UNHEALTHY);
        if (unhealthy == 0) {
            return;
        }
        int count = Math.min(unhealthy, unhealthy + primary.staying(Standing.HEALTHY) - state.desiredCount);
        boolean noneOnItsWay = primary.staying(Standing.PENDING) + primary.staying(Standing.SETTLING) == 0
                && primary.all(Standing.STOPPING) == 0;
        boolean noRoom = roomBelowUpper(state) <= 0 || state.roomAtMicros > clock.nowMicros();
        if (count <= 0 && noneOnItsWay && noRoom) {
            count = 1;
        }
        if (count <= 0) {
            return;
        }
        List<Task> victims = state.victims.victims(
                state.aliveTasks(),
                task -> tasks.get(task).standing == Standing.UNHEALTHY && !isOutgoing(state, tasks.get(task)),
                task -> true,
                count);
        for (Task victim : victims) {
            tasks.stop(state, List.of(victim), tasks.healthFailure(tasks.get(victim)));
            deployments.failedTask(state, primary);
        }
    }

    /** A deployment that has failed launches nothing (R4.24), so nothing is replaced; but its service may still shrink. */
    private void stopBeyondUpper(ServiceState state) {
        int alive = state.total() - state.count(Standing.STOPPING);
        int most = Math.max(state.desiredCount, state.configuration.upper(state.desiredCount));
        if (alive > most) {
            List<Task> victims = state.victims.victims(
                    state.aliveTasks(),
                    task -> true,
                    task -> tasks.get(task).standing == Standing.HEALTHY,
                    alive - most);
            tasks.stop(state, victims, state.scalingReason());
        }
    }

    /** Stops what exceeds the desired count (R4.17, R4.18). */
    private void stopSurplus(ServiceState state) {
        int surplus = state.primary().kept() - state.wantedAtMost();
        if (surplus > 0) {
            List<Task> victims = state.victims.victims(
                    state.aliveTasks(),
                    task -> !isOutgoing(state, tasks.get(task)) && tasks.get(task).standing != Standing.UNHEALTHY,
                    task -> tasks.get(task).standing.running() && !tasks.isIll(tasks.get(task)),
                    surplus);
            tasks.stop(state, aboveLower(state, victims), state.scalingReason());
            tellOfProtection(state, surplus - victims.size());
        }
    }

    /** Leaves healthy tasks out that are needed until others, which run already, have become healthy (R4.10). */
    private List<Task> aboveLower(ServiceState state, List<Task> victims) {
        int needed = Math.min(state.desiredCount, state.configuration.lower(state.desiredCount));
        int spare = state.count(Standing.HEALTHY) - needed;
        List<Task> above = new ArrayList<>();
        for (Task victim : victims) {
            boolean healthy = tasks.get(victim).standing == Standing.HEALTHY;
            if (!healthy || spare > 0) {
                above.add(victim);
                spare -= healthy ? 1 : 0;
            }
        }
        return above;
    }

    private void finish(ServiceState state) {
        Deployment primary = state.primary();
        deployments.forgetReplaced(state);
        boolean healthy = primary.staying(Standing.HEALTHY) == state.desiredCount
                && primary.kept() == state.desiredCount
                && state.deployments.size() == 1;
        if (healthy && primary.inProgress() && baked(primary)) {
            deployments.complete(state);
        }
        boolean steady = healthy && state.total() == state.desiredCount;
        if (steady && !state.steady) {
            events.steadyState(state);
            state.reasonUntilMicros = 0;
        }
        state.steady = steady;
    }

    /** Returns whether alarms have watched a deployment long enough, if they do (R4.26). */
    private boolean baked(Deployment deployment) {
        if (!deployment.watched || deployment.rollout != null) {
            return true;
        }
        if (deployment.bakedMicros == 0) {
            deployment.bakedMicros = clock.nowMicros() + ALARM_BAKE_MICROS;
        }
        return deployment.bakedMicros <= clock.nowMicros();
    }

    /** Says why nothing moves, if nothing does (R4.14). */
    private void explain(ServiceState state, int missing) {
        Deployment primary = state.primary();
        if (missing > 0 && tasks.mayStartMicros(state) > clock.nowMicros() && roomBelowUpper(state) > 0) {
            deployments.heldBack(state);
            return;
        }
        boolean toGo = state.count(Standing.HEALTHY) > primary.staying(Standing.HEALTHY);
        boolean onItsWay =
                state.count(Standing.PENDING) + state.count(Standing.SETTLING) + state.count(Standing.STOPPING) > 0;
        boolean noStart = missing <= 0 || roomBelowUpper(state) <= 0;
        if (!toGo && missing <= 0 || onItsWay || !noStart) {
            deployments.unblocked(primary);
        } else if (toGo && spareHealthy(state) > 0) {
            deployments.blocked(primary, "task scale-in protection");
        } else {
            events.stuck(state);
            deployments.blocked(primary, "deployment configuration");
        }
    }
}
