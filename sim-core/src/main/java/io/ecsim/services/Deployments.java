package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.engine.SimClock;
import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentRecord.InstancesInUse;
import io.ecsim.observe.DeploymentRecord.Limits;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** How deployments begin, complete and fail (R4.6, R4.7), and the deployment circuit breaker (R4.20-R4.25). */
final class Deployments {

    private final SimClock clock;
    private final ClusterState cluster;
    private final ServiceEvents events;
    private final KeyedStream ids;
    private final List<Made> made = new ArrayList<>();

    private double leastHealthyShare = Double.POSITIVE_INFINITY;

    private record Made(ServiceState state, Deployment deployment) {}

    Deployments(SimClock clock, ClusterState cluster, ServiceEvents events, Streams streams) {
        this.clock = clock;
        this.cluster = cluster;
        this.events = events;
        this.ids = streams.keyed("service/deployment");
    }

    /** Begins a deployment of a revision, which is PRIMARY from now on (R4.6). */
    void begin(ServiceState state, int spec) {
        begin(state, spec, false, "");
    }

    private void begin(ServiceState state, int spec, boolean rollback, String reason) {
        long now = clock.nowMicros();
        long digits = ids.at(state.firstOrdinal, state.deploymentsMade++).nextLong() & Long.MAX_VALUE;
        Deployment next = new Deployment(String.format(Locale.ROOT, "ecs-svc/%019d", digits), spec, now, rollback);
        next.instancesBefore = cluster.instancesInUse();
        next.reason = reason.isEmpty() ? "ECS deployment " + next.id + " in progress." : reason;
        if (!state.deployments.isEmpty()) {
            next.replaces = true;
            Deployment before = state.primary();
            before.status = Deployment.Status.ACTIVE;
            unblocked(before);
            if (before.endedMicros == DeploymentRecord.OPEN) {
                before.endedMicros = now;
            }
            if (before.spec != spec) {
                state.throttle.reset();
            }
        }
        next.watched = state.plan.alarms().watch(now);
        next.alarmMicros = state.plan
                .alarms()
                .failing(now)
                .map(DeploymentAlarms.InAlarm::fromMicros)
                .orElse(ServiceState.NEVER);
        boolean rolling = state.configuration.strategy() instanceof DeploymentStrategy.Rolling;
        if (!rolling && !state.deployments.isEmpty()) {
            next.rollout = new StagedRollout(state.configuration.strategy(), now);
        }
        state.deployments.add(0, next);
        state.steady = false;
        state.roomAtMicros = 0;
        made.add(new Made(state, next));
        events.deployment(state, next);
    }

    /** Ends the replaced deployments that have no task left. */
    void forgetReplaced(ServiceState state) {
        forgetReplaced(state, deployment -> true);
    }

    /** Ends those of the replaced deployments that have no task left and need not be kept. */
    void forgetReplaced(ServiceState state, Predicate<Deployment> which) {
        for (Iterator<Deployment> old = state.old().iterator(); old.hasNext(); ) {
            Deployment deployment = old.next();
            if (deployment.tasks.isEmpty() && which.test(deployment)) {
                deployment.status = Deployment.Status.INACTIVE;
                old.remove();
            }
        }
    }

    /** The PRIMARY deployment has replaced all others. */
    void complete(ServiceState state) {
        Deployment deployment = state.primary();
        deployment.rolloutState = State.COMPLETED;
        deployment.reason = "ECS deployment " + deployment.id + " completed.";
        deployment.endedMicros = clock.nowMicros();
        unblocked(deployment);
        state.lastCompleted = deployment;
        events.resolved(state, ServiceEvents.Complaint.CONFIGURATION);
        events.deployment(state, deployment);
    }

    /** A task of a deployment has failed to start, or is replaced for its health (R4.22, R4.23). */
    void failedTask(ServiceState state, Deployment deployment) {
        deployment.failedTasks++;
        if (deployment.inProgress()) {
            deployment.allFailedTasks++;
            Optional<DeploymentCircuitBreaker> breaker = breaker(state);
            if (breaker.isPresent() && deployment.failedTasks >= breaker.get().threshold(state.desiredCount)) {
                fail(state, "ECS deployment circuit breaker: task failed to start.");
            }
        }
    }

    /** A task of a deployment is healthy (R4.23). */
    void healthyTask(ServiceState state, Deployment deployment) {
        if (breaker(state).map(DeploymentCircuitBreaker::resetOnHealthyTask).orElse(true)) {
            deployment.failedTasks = 0;
        }
    }

    /** Returns the circuit breaker of a service; it is of rolling deployments only (R4.25). */
    private static Optional<DeploymentCircuitBreaker> breaker(ServiceState state) {
        return state.configuration.strategy() instanceof DeploymentStrategy.Rolling
                ? state.configuration.circuitBreaker()
                : Optional.empty();
    }

    /** The PRIMARY deployment has failed: it launches nothing more (R4.24). */
    void fail(ServiceState state, String reason) {
        Deployment deployment = state.primary();
        deployment.rolloutState = State.FAILED;
        deployment.reason = reason;
        deployment.endedMicros = clock.nowMicros();
        unblocked(deployment);
        events.deployment(state, deployment);
    }

    /** Fails the PRIMARY deployment if an alarm has gone off while it is in progress (R4.26). */
    void heedAlarm(ServiceState state) {
        Deployment deployment = state.primary();
        if (deployment.inProgress() && deployment.alarmMicros <= clock.nowMicros()) {
            deployment.alarmed = true;
            fail(state, "ECS deployment " + deployment.id + " failed: an alarm is in ALARM.");
        }
    }

    /**
     * Ends a staged deployment that has failed: traffic and the PRIMARY place go back to the revision that it was to
     * replace, whose tasks all still run (R4.51).
     */
    void giveWay(ServiceState state, StagedRollout rollout, Deployment blue) {
        Deployment green = state.primary();
        rollout.rollBack(clock.nowMicros());
        green.status = Deployment.Status.ACTIVE;
        state.deployments.remove(blue);
        state.deployments.add(0, blue);
        blue.status = Deployment.Status.PRIMARY;
        state.throttle.reset();
        state.roomAtMicros = 0;
    }

    /** Returns whether the PRIMARY deployment has failed and an earlier one is to come back (R4.24). */
    boolean rollbackIsDue(ServiceState state) {
        Deployment deployment = state.primary();
        boolean wanted = deployment.alarmed
                ? state.plan.alarms().rollback()
                : breaker(state).map(DeploymentCircuitBreaker::rollback).orElse(false);
        return wanted && deployment.failed() && !deployment.rollback && state.lastCompleted != null;
    }

    /** Begins a deployment of the revision that completed last (R4.24, R11.5). */
    void rollBack(ServiceState state) {
        Deployment last = state.lastCompleted;
        if (last == null) {
            throw new IllegalStateException("no deployment of " + state.service.name() + " has completed");
        }
        String cause = state.primary().alarmed ? "alarm" : "circuit breaker";
        begin(state, last.spec, true, "ECS deployment " + cause + ": rolling back to deploymentId " + last.id + ".");
    }

    /** The PRIMARY deployment waits for the restart throttle, the launch rate or the control plane, unless for room. */
    void heldBack(ServiceState state) {
        if (state.launchRate.isThrottled(clock.nowMicros())) {
            events.throttled(state);
            blocked(state.primary(), "ThrottlingException");
        } else if (state.roomAtMicros <= clock.nowMicros()) {
            boolean throttled = state.throttle.freeAtMicros() > clock.nowMicros();
            blocked(state.primary(), throttled ? "restart throttle" : "launch rate");
        }
    }

    /** The PRIMARY deployment wants to start or stop tasks and cannot. What its service lacks later is not its own. */
    void blocked(Deployment deployment, String reason) {
        if (!deployment.inProgress()) {
            return;
        }
        if (deployment.blockedSinceMicros == DeploymentRecord.OPEN) {
            deployment.blockedSinceMicros = clock.nowMicros();
        }
        deployment.blockedReason = reason;
    }

    /** Nothing holds the deployment up. */
    void unblocked(Deployment deployment) {
        if (deployment.blockedSinceMicros != DeploymentRecord.OPEN) {
            deployment.blockedMicros += clock.nowMicros() - deployment.blockedSinceMicros;
            deployment.blockedSinceMicros = DeploymentRecord.OPEN;
        }
    }

    /** Returns the least share of healthy tasks that a service had after its first deployment; empty if it knew none. */
    OptionalDouble leastHealthyShare() {
        return Double.isInfinite(leastHealthyShare) ? OptionalDouble.empty() : OptionalDouble.of(leastHealthyShare);
    }

    /** Adds where the PRIMARY deployment stands to its history. */
    void record(ServiceState state) {
        Deployment primary = state.primary();
        if (state.lastCompleted != null && state.desiredCount > 0) {
            double share = (double) state.count(Standing.HEALTHY) / state.desiredCount;
            leastHealthyShare = Math.min(leastHealthyShare, share);
        }
        if (primary.endedMicros != DeploymentRecord.OPEN && primary.endedMicros != clock.nowMicros()) {
            return;
        }
        int total = state.total();
        int newRunning = primary.running();
        int allRunning =
                state.count(Standing.SETTLING) + state.count(Standing.HEALTHY) + state.count(Standing.UNHEALTHY);
        primary.peakTasks = Math.max(primary.peakTasks, total);
        primary.peakInstances = Math.max(primary.peakInstances, cluster.instancesInUse());
        primary.limits = limits(state, primary.limits);
        primary.history.add(new DeploymentRecord.Point(
                clock.nowMicros(), allRunning - newRunning, newRunning, state.count(Standing.HEALTHY), total));
    }

    /** Returns the limits of a service; the same object while they are the same, since each change asks. */
    private static Limits limits(ServiceState state, Limits before) {
        int desired = state.desiredCount;
        int lower = state.configuration.lower(desired);
        int upper = state.configuration.upper(desired);
        boolean same = before.desired() == desired && before.lower() == lower && before.upper() == upper;
        return same ? before : new Limits(desired, lower, upper);
    }

    /** Returns what is known of all deployments, in the order in which they began. */
    List<DeploymentRecord> records() {
        List<DeploymentRecord> records = new ArrayList<>();
        for (Made one : made) {
            Deployment deployment = one.deployment;
            long openBlock = deployment.blockedSinceMicros == DeploymentRecord.OPEN
                    ? 0
                    : clock.nowMicros() - deployment.blockedSinceMicros;
            records.add(new DeploymentRecord(
                    one.state.service.cluster(),
                    one.state.service.name(),
                    deployment.id,
                    deployment.spec,
                    deployment.replaces,
                    deployment.startedMicros,
                    deployment.endedMicros,
                    deployment.rolloutState,
                    deployment.reason,
                    deployment.peakTasks,
                    deployment.batches,
                    deployment.allFailedTasks,
                    deployment.blockedMicros + openBlock,
                    deployment.blockedReason,
                    deployment.history.points(),
                    deployment.rollout == null ? List.of() : deployment.rollout.history(),
                    deployment.limits,
                    new InstancesInUse(deployment.instancesBefore, deployment.peakInstances)));
        }
        return records;
    }
}
