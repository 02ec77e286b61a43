package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A service as it is now: what it wants, its deployments, when it is to be looked at again. */
final class ServiceState {

    /** A time that is not known, or never comes. */
    static final long NEVER = Long.MAX_VALUE;

    final int index;
    final Service service;
    final ServicePlan plan;

    /** Ordinals of its tasks begin after this one: draws belong to them. */
    final long firstOrdinal;

    final RestartThrottle throttle;
    final LaunchRate launchRate;
    final VictimChoice victims;

    /** Newest first: the PRIMARY and those that it replaces. */
    final List<Deployment> deployments = new ArrayList<>();

    /** Moves its tasks between zones, if it asks for that (R1.70). */
    @Nullable
    ZoneRebalancing rebalancing;

    int desiredCount;
    DeploymentConfiguration configuration;
    long tasksStarted;
    int deploymentsMade;

    /** The last deployment that completed, which a rollback brings back (R4.24). */
    @Nullable
    Deployment lastCompleted;

    /** Instances that may lack their task; of a DAEMON service only. */
    final TreeSet<Integer> uncovered = new TreeSet<>();

    boolean steady;

    /** A task found no room: no further try before this time. NEVER until something changes; 0 when it is not so. */
    long roomAtMicros;

    /** Why it last found no room, and until when that is taken to be so still. */
    String reason = "";

    long reasonUntilMicros;

    /** When it last found no room. */
    long refusedMicros;

    /** Whether it is on the list of those that wait for a change of their cluster. */
    boolean waitsForRoom;

    /** The pending event that looks at it, and which of its events is meant. */
    long lookAtMicros = NEVER;

    int lookGeneration;
    int looks;
    int updatesDone;
    int protectionsDone;

    private final PriorityQueue<Due> due = new PriorityQueue<>();

    /** A time at which the standing of a task may change by itself. */
    private record Due(long atMicros, long ordinal, ServiceTask task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int order = Long.compare(atMicros, other.atMicros);
            return order != 0 ? order : Long.compare(ordinal, other.ordinal);
        }
    }

    ServiceState(int index, ServicePlan plan, long firstOrdinal, ServiceSettings settings, VictimChoice victims) {
        this.index = index;
        this.plan = plan;
        this.service = plan.service();
        this.firstOrdinal = firstOrdinal;
        this.throttle = new RestartThrottle(settings);
        this.launchRate = new LaunchRate(settings.launchesPerMinute());
        this.victims = victims;
        this.desiredCount = service.desiredCount();
        this.configuration = service.deployment();
    }

    boolean daemon() {
        return service.schedulingStrategy() == SchedulingStrategy.DAEMON;
    }

    /** Returns the reason of a stop for scale-in or a deployment (R3.21). */
    String scalingReason() {
        return "Scaling activity initiated by (deployment " + primary().id + ")";
    }

    Deployment primary() {
        return deployments.get(0);
    }

    /** Returns the deployments that the newest one replaces. */
    List<Deployment> old() {
        return deployments.subList(1, deployments.size());
    }

    /** Notes when a task's standing is to be looked at although nothing is heard of it. */
    void note(ServiceTask task, long atMicros) {
        due.add(new Due(atMicros, task.task.ordinal(), task));
    }

    /** Returns the next such time of a task that is still RUNNING, or NEVER. */
    long nextDueMicros() {
        Due next = due.peek();
        while (next != null && next.task.standing != Standing.SETTLING) {
            due.poll();
            next = due.peek();
        }
        return next == null ? NEVER : next.atMicros;
    }

    /** Returns a task whose time has come and forgets it, or nothing. */
    @Nullable
    ServiceTask pollDue(long nowMicros) {
        return nextDueMicros() <= nowMicros ? due.remove().task : null;
    }

    /** Returns how many tasks of the PRIMARY deployment are wanted at most: more while zones are rebalanced (R1.70). */
    int wantedAtMost() {
        return desiredCount + (rebalancing == null ? 0 : rebalancing.extra());
    }

    /** Returns how many tasks of all deployments have a standing. */
    int count(Standing standing) {
        int sum = 0;
        for (Deployment deployment : deployments) {
            sum += deployment.all(standing);
        }
        return sum;
    }

    /** Returns the tasks of all deployments that have not STOPPED. */
    int total() {
        int sum = 0;
        for (Deployment deployment : deployments) {
            sum += deployment.tasks.size();
        }
        return sum;
    }

    /** Returns the tasks of all deployments that are meant to go on, in a reproducible order. */
    List<Task> aliveTasks() {
        List<Task> alive = new ArrayList<>();
        for (Deployment deployment : deployments) {
            for (ServiceTask task : deployment.tasks) {
                if (task.standing.alive()) {
                    alive.add(task.task);
                }
            }
        }
        return alive;
    }
}
