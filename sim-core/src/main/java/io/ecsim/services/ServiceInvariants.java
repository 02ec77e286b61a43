package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.model.DeploymentStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Recounts what services keep of their tasks and holds each step of theirs against the healthy percentages. Slow; for
 * tests.
 */
final class ServiceInvariants {

    private final List<ServiceState> services;
    private final LiveTasks tasks;
    private final boolean stoppingCounts;

    /** By service: what it was after the event before. */
    private final List<Before> before = new ArrayList<>();

    private static final class Before {
        List<ServiceTask> healthy = List.of();
        long tasksStarted;
    }

    ServiceInvariants(List<ServiceState> services, LiveTasks tasks, ServiceSettings settings) {
        this.services = services;
        this.tasks = tasks;
        this.stoppingCounts = settings.stoppingCounts();
        services.forEach(service -> before.add(new Before()));
    }

    void check() {
        for (ServiceState state : services) {
            for (Deployment deployment : state.deployments) {
                recount(state, deployment);
            }
            Before last = before.get(state.index);
            requireLowerLimit(state, last);
            if (state.tasksStarted > last.tasksStarted) {
                requireUpperLimit(state);
            }
            if (state.daemon()) {
                requireOneOnEachInstance(state);
            }
            last.healthy = healthy(state);
            last.tasksStarted = state.tasksStarted;
        }
    }

    private void recount(ServiceState state, Deployment deployment) {
        int[] counts = new int[Standing.values().length * 2];
        for (int i = 0; i < deployment.tasks.size(); i++) {
            ServiceTask entry = deployment.tasks.get(i);
            Task task = entry.task;
            boolean known = entry.state == state
                    && entry.deployment == deployment
                    && entry.inDeployment == i
                    && tasks.find(task) == entry
                    && (task.instance() < 0 || tasks.on(task.instance()).get(entry.onInstance) == entry);
            require(known, state, () -> "has lost sight of task " + task.id());
            require(
                    entry.draining == (task.instance() >= 0 && tasks.drains(task.instance())),
                    state,
                    () -> "does not know whether the instance of task " + task.id() + " is DRAINING");
            require(
                    entry.standing != Standing.GONE && task.status() != TaskStatus.STOPPED,
                    state,
                    () -> "keeps task " + task.id() + " that has STOPPED");
            require(
                    entry.standing.running() == (task.status() == TaskStatus.RUNNING && !task.stops())
                            || entry.standing == Standing.STOPPING,
                    state,
                    () -> "has task " + task.id() + " as " + entry.standing + " that is " + task.status());
            counts[entry.standing.ordinal() * 2 + (entry.draining ? 1 : 0)]++;
        }
        for (Standing standing : Standing.values()) {
            int[] found = {counts[standing.ordinal() * 2], counts[standing.ordinal() * 2 + 1]};
            int[] kept = {deployment.staying(standing), deployment.draining(standing)};
            require(
                    Arrays.equals(found, kept),
                    state,
                    () -> "counts " + Arrays.toString(kept) + " tasks as " + standing + ", found "
                            + Arrays.toString(found));
        }
    }

    private static List<ServiceTask> healthy(ServiceState state) {
        List<ServiceTask> found = new ArrayList<>();
        for (Deployment deployment : state.deployments) {
            for (ServiceTask task : deployment.tasks) {
                if (task.standing == Standing.HEALTHY) {
                    found.add(task);
                }
            }
        }
        return found;
    }

    /** R4.10, R4.12: no healthy task is stopped below the lower limit; what failed by itself is not the scheduler's. */
    private static void requireLowerLimit(ServiceState state, Before last) {
        int stopped = 0;
        for (ServiceTask task : last.healthy) {
            boolean byService = task.standing == Standing.STOPPING
                    && task.task.status() == TaskStatus.RUNNING
                    && !(task.draining && state.daemon());
            stopped += byService ? 1 : 0;
        }
        if (stopped == 0) {
            return;
        }
        int byScheduler = stopped;
        int lower = state.configuration.lower(state.desiredCount);
        int healthy = state.count(Standing.HEALTHY);
        require(
                healthy >= lower,
                state,
                () -> "stopped " + byScheduler + " healthy tasks and has " + healthy + ", lower limit " + lower);
    }

    /** R4.11, R4.12, R4.50: no start beyond the upper limit; a staged deployment has twice the desired count. */
    private void requireUpperLimit(ServiceState state) {
        if (state.daemon() || state.primary().rollout != null) {
            for (Deployment deployment : state.deployments) {
                int kept = deployment.kept();
                require(
                        deployment != state.primary() || kept <= state.wantedAtMost(),
                        state,
                        () -> "has " + kept + " tasks of one deployment, desired " + state.desiredCount);
            }
            return;
        }
        int total = state.total() - (stoppingCounts ? 0 : state.count(Standing.STOPPING));
        int upper = state.configuration.upper(state.desiredCount);
        boolean rolling = state.configuration.strategy() instanceof DeploymentStrategy.Rolling;
        require(!rolling || total <= upper, state, () -> "started a task and has " + total + ", upper limit " + upper);
    }

    /** R4.2. */
    private static void requireOneOnEachInstance(ServiceState state) {
        TreeSet<Integer> covered = new TreeSet<>();
        for (Deployment deployment : state.deployments) {
            for (ServiceTask task : deployment.tasks) {
                require(
                        covered.add(task.task.instance()),
                        state,
                        () -> "has two tasks on one instance, one of them " + task.task.id());
            }
        }
    }

    private static void require(boolean holds, ServiceState state, Supplier<String> what) {
        if (!holds) {
            throw new IllegalStateException("service " + state.service.name() + " " + what.get());
        }
    }
}
