package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.engine.SimClock;
import io.ecsim.services.TaskControl.Start;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one task of a DAEMON service on each ACTIVE instance that meets its constraints (R4.2). A deployment stops the old
 * task of an instance before it starts the new one, since no more than one may be there (R4.3).
 */
final class DaemonTasks {

    private final SimClock clock;
    private final ClusterState cluster;
    private final LiveTasks tasks;
    private final Deployments deployments;
    private final ServiceEvents events;

    DaemonTasks(SimClock clock, ClusterState cluster, LiveTasks tasks, Deployments deployments, ServiceEvents events) {
        this.clock = clock;
        this.cluster = cluster;
        this.tasks = tasks;
        this.deployments = deployments;
        this.events = events;
    }

    /** An instance may want a task of a DAEMON service: it takes tasks and has none. Returns whether that is so. */
    boolean uncover(ServiceState state, int instance) {
        boolean wants = cluster.eligible(instance)
                && cluster.spec(instance).cluster().equals(state.service.cluster())
                && tasks.on(instance).stream().noneMatch(task -> task.state == state);
        return wants && state.uncovered.add(instance);
    }

    /** A deployment has begun: its revision may go to instances where the one before did not. */
    void uncoverAll(ServiceState state) {
        if (state.daemon()) {
            for (int instance = 0; instance < cluster.instances(); instance++) {
                uncover(state, instance);
            }
        }
    }

    /** Does what can be done now and returns when something can be done although nothing is heard of, or NEVER. */
    long step(ServiceState state) {
        Deployment primary = state.primary();
        count(state);
        stopOnDraining(state);
        if (primary.failed()) {
            deployments.forgetReplaced(state);
            return ServiceState.NEVER;
        }
        stopReplaced(state);
        stopUnhealthy(state);
        start(state);
        count(state);
        finish(state);
        return state.uncovered.isEmpty() || primary.failed() ? ServiceState.NEVER : tasks.mayStartMicros(state);
    }

    /** A DAEMON wants as many tasks as there are instances that have or lack one. */
    private void count(ServiceState state) {
        int covered = 0;
        for (Deployment deployment : state.deployments) {
            covered +=
                    deployment.kept() + deployment.staying(Standing.UNHEALTHY) + deployment.staying(Standing.STOPPING);
        }
        state.desiredCount = covered + state.uncovered.size();
    }

    /** The task goes from a DRAINING instance, after those of other services (R1.68, R5.40). */
    private void stopOnDraining(ServiceState state) {
        List<Task> victims = new ArrayList<>();
        for (Deployment deployment : state.deployments) {
            for (ServiceTask task : deployment.tasks) {
                if (task.draining && task.standing.alive() && isLast(task)) {
                    victims.add(task.task);
                }
            }
        }
        tasks.stop(state, victims, state.scalingReason());
    }

    private boolean isLast(ServiceTask task) {
        return tasks.on(task.task.instance()).stream().allMatch(other -> other.state.daemon());
    }

    private void stopReplaced(ServiceState state) {
        List<Task> victims = new ArrayList<>();
        int spare = state.count(Standing.HEALTHY) - state.configuration.lower(state.desiredCount);
        for (Deployment deployment : state.old()) {
            for (ServiceTask task : deployment.tasks) {
                if (!task.standing.alive()) {
                    continue;
                }
                boolean healthy = task.standing == Standing.HEALTHY;
                boolean free = task.standing == Standing.PENDING || task.standing == Standing.UNHEALTHY;
                if (free || healthy && spare > 0 || task.standing == Standing.SETTLING && spare >= 0) {
                    victims.add(task.task);
                    spare -= healthy ? 1 : 0;
                }
            }
        }
        tasks.stop(state, victims, state.scalingReason());
    }

    /** No second task may be there first, so unhealthy ones go one by one (R4.16). */
    private void stopUnhealthy(ServiceState state) {
        Deployment primary = state.primary();
        boolean noneOnItsWay = primary.staying(Standing.PENDING) + primary.staying(Standing.SETTLING) == 0
                && primary.all(Standing.STOPPING) == 0;
        if (primary.staying(Standing.UNHEALTHY) == 0 || !noneOnItsWay) {
            return;
        }
        for (ServiceTask task : primary.tasks) {
            if (task.standing == Standing.UNHEALTHY && !task.draining) {
                tasks.stop(state, List.of(task.task), tasks.healthFailure(task));
                deployments.failedTask(state, primary);
                return;
            }
        }
    }

    private void start(ServiceState state) {
        List<Task> started = new ArrayList<>();
        Optional<Start.NotPlaced> noRoom = Optional.empty();
        Iterator<Integer> next = state.uncovered.iterator();
        while (next.hasNext() && !state.primary().failed() && tasks.mayStartMicros(state) <= clock.nowMicros()) {
            Start start = tasks.startOn(state, next.next(), started);
            if (start instanceof Start.NotPlaced refusal && lacksRoom(refusal)) {
                noRoom = Optional.of(refusal);
            } else {
                next.remove(); // it has its task, or is not to have one
            }
        }
        tasks.tellStarted(state, state.primary(), started);
        noRoom.ifPresent(refusal -> tasks.refused(state, refusal));
    }

    /** Returns whether the instance is right but full; otherwise nothing but a change of the instance helps. */
    private static boolean lacksRoom(Start.NotPlaced refusal) {
        return refusal.closest()
                .map(closest -> switch (closest.refusal()) {
                    case CPU, MEMORY, GPU, ENI, PORTS, EXTRA -> true;
                    case INACTIVE, AGENT, ATTRIBUTE, MEMBER_OF, DISTINCT_INSTANCE -> false;
                })
                .orElse(false);
    }

    private void finish(ServiceState state) {
        deployments.forgetReplaced(state);
        boolean healthy = state.deployments.size() == 1
                && state.uncovered.isEmpty()
                && state.primary().staying(Standing.HEALTHY) == state.desiredCount;
        if (healthy && state.primary().inProgress()) {
            deployments.complete(state);
        }
        boolean steady = healthy && state.total() == state.desiredCount;
        if (steady && !state.steady) {
            events.steadyState(state);
            state.reasonUntilMicros = 0;
        }
        state.steady = steady;
        if (state.roomAtMicros <= clock.nowMicros()) {
            deployments.unblocked(state.primary());
        }
    }
}
