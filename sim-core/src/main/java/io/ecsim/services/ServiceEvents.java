package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.engine.SimClock;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.DeploymentStateChange;
import io.ecsim.observe.EventLevel;
import io.ecsim.observe.ServiceAction;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.placement.ClosestMatch;
import io.ecsim.placement.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What services say (R4.60, R4.61, R11.4, R11.5). A complaint is not repeated before it was resolved or 6 hours have
 * passed.
 */
final class ServiceEvents {

    /** Complaints that last until they are resolved. */
    enum Complaint {
        PLACEMENT,
        CONFIGURATION,
        PROTECTION,
        START_IMPAIRED,
        THROTTLED
    }

    private static final long REPEAT_MICROS = 6 * 3600 * SimClock.MICROS_PER_SECOND;
    private static final int KEPT = 100;
    private static final String NO_ROOM =
            "was unable to place a task because no container instance met all of its requirements. ";
    private static final String TRAILER =
            " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

    private final SimClock clock;
    private final ClusterState cluster;
    private final ControlPlaneObserver observer;
    private final List<ArrayDeque<ServiceEvent>> newest;

    /** For each service: what was said last of each complaint, and when. */
    private final List<Map<Complaint, Said>> said;

    private record Said(String what, long atMicros) {}

    ServiceEvents(SimClock clock, ClusterState cluster, ControlPlaneObserver observer, int services) {
        this.clock = clock;
        this.cluster = cluster;
        this.observer = observer;
        this.newest = new ArrayList<>(services);
        this.said = new ArrayList<>(services);
        for (int i = 0; i < services; i++) {
            newest.add(new ArrayDeque<>());
            said.add(new TreeMap<>());
        }
    }

    /** Returns the newest messages of a service, at most 100, ascending in time. */
    List<ServiceEvent> newest(int service) {
        return List.copyOf(newest.get(service));
    }

    /** Tells that a service is healthy and complete: whatever it complained of is resolved. */
    void steadyState(ServiceState state) {
        said.get(state.index).clear();
        say(state, "has reached a steady state.");
        act(state, EventLevel.INFO, "SERVICE_STEADY_STATE", "");
    }

    /** Tells that Service Auto Scaling has changed the desired count; a manual change is not told (R11.4). */
    void desiredCountUpdated(ServiceState state) {
        act(state, EventLevel.INFO, "SERVICE_DESIRED_COUNT_UPDATED", "");
    }

    void started(ServiceState state, List<Task> tasks) {
        say(state, "has started " + tasks.size() + " tasks:" + ids(tasks));
    }

    void stopped(ServiceState state, List<Task> tasks) {
        say(state, "has stopped " + tasks.size() + " running tasks:" + ids(tasks));
    }

    /** Returns tasks as messages list them. */
    static String ids(List<Task> tasks) {
        StringBuilder text = new StringBuilder();
        for (Task task : tasks) {
            text.append(" (task ").append(task.id()).append(')');
        }
        return text.append('.').toString();
    }

    /** Tells why a task found no room (R4.61, R4.62). */
    void notPlaced(ServiceState state, Optional<ClosestMatch> closest) {
        String reason = closest.map(match -> match.refusal().code())
                .orElse("No Container Instances were found in your cluster.");
        if (!isNew(state, Complaint.PLACEMENT, reason)) {
            return;
        }
        say(
                state,
                NO_ROOM
                        + closest.map(this::closestText)
                                .orElse("Reason: No Container Instances were found in your cluster."));
        List<String> instances = closest.stream()
                .map(match -> cluster.spec(match.instance()).id())
                .toList();
        act(state, EventLevel.ERROR, "SERVICE_TASK_PLACEMENT_FAILURE", reason, instances);
    }

    private String closestText(ClosestMatch match) {
        return "The closest matching container-instance "
                + cluster.spec(match.instance()).id() + " " + lack(match.refusal()) + TRAILER;
    }

    static String lack(Refusal refusal) {
        return switch (refusal) {
            case CPU -> "has insufficient CPU units available.";
            case MEMORY -> "has insufficient memory available.";
            case PORTS -> "is already using a port required by your task.";
            case ATTRIBUTE -> "is missing an attribute required by your task.";
            case AGENT, ENI, GPU, EXTRA, INACTIVE, MEMBER_OF, DISTINCT_INSTANCE ->
                "encountered error \"" + refusal.code() + "\".";
        };
    }

    /** Tells that the deployment configuration lets nothing move (R4.14). */
    void stuck(ServiceState state) {
        if (isNew(state, Complaint.CONFIGURATION, "")) {
            say(
                    state,
                    "was unable to stop or start tasks during a deployment because of the service deployment"
                            + " configuration. Update the minimumHealthyPercent or maximumPercent value and try again.");
        }
    }

    /** Tells that protection keeps tasks from being stopped (R1.67, R11.4). */
    void protectedFromScaleIn(ServiceState state, int tasks) {
        if (isNew(state, Complaint.PROTECTION, "")) {
            say(
                    state,
                    "(taskSet " + state.primary().id + ") was unable to scale in due to (reason " + tasks
                            + " tasks under protection).");
            act(state, EventLevel.INFO, "TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION", "");
        }
    }

    /** Tells that tasks keep failing before they run (R4.30). */
    void startImpaired(ServiceState state) {
        if (isNew(state, Complaint.START_IMPAIRED, "")) {
            say(state, "is unable to consistently start tasks successfully.");
        }
        act(state, EventLevel.WARN, "SERVICE_TASK_START_IMPAIRED", "");
    }

    /** Tells that the control plane launches nothing now (R4.61, R11.4). */
    void throttled(ServiceState state) {
        if (isNew(state, Complaint.THROTTLED, "")) {
            say(state, "operations are being throttled. Will try again later.");
            act(state, EventLevel.ERROR, "ECS_OPERATION_THROTTLED", "");
        }
    }

    /** A cause of complaint is gone: the next one is told at once. */
    void resolved(ServiceState state, Complaint complaint) {
        said.get(state.index).remove(complaint);
    }

    private boolean isNew(ServiceState state, Complaint complaint, String what) {
        long now = clock.nowMicros();
        Said before = said.get(state.index).get(complaint);
        if (before != null && before.what.equals(what) && now - before.atMicros < REPEAT_MICROS) {
            return false;
        }
        said.get(state.index).put(complaint, new Said(what, now));
        return true;
    }

    /** Says something in the list of events of a service. */
    void say(ServiceState state, String what) {
        ServiceEvent event = new ServiceEvent(
                state.service.cluster(),
                state.service.name(),
                clock.nowMicros(),
                "(service " + state.service.name() + ") " + what);
        ArrayDeque<ServiceEvent> events = newest.get(state.index);
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(event);
        observer.serviceEvent(event);
    }

    /** Sends a service action (R11.4). */
    void act(ServiceState state, EventLevel level, String eventName, String reason) {
        act(state, level, eventName, reason, List.of());
    }

    private void act(ServiceState state, EventLevel level, String eventName, String reason, List<String> instances) {
        observer.serviceAction(new ServiceAction(
                state.service.cluster(), state.service.name(), clock.nowMicros(), level, eventName, reason, instances));
    }

    /** Sends what a deployment has come to (R11.5). */
    void deployment(ServiceState state, Deployment deployment) {
        observer.deploymentStateChanged(new DeploymentStateChange(
                state.service.cluster(),
                state.service.name(),
                clock.nowMicros(),
                deployment.id,
                deployment.rolloutState,
                deployment.reason));
    }
}
