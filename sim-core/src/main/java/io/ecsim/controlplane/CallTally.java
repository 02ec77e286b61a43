package io.ecsim.controlplane;

import io.ecsim.observe.CallCounts;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts how the calls of one name are answered. */
final class CallTally {

    private final String name;
    private final String action;
    private final Map<String, Long> failures = new TreeMap<>();
    private long calls;
    private long tasks;
    private long started;
    private long exceptions;
    private long dropped;

    CallTally(TaskCall call) {
        this.name = call.name();
        this.action = call instanceof RunTaskCall ? "RunTask" : "StartTask";
    }

    /** Makes the tally of an operator's calls, whose instances count in place of tasks. */
    CallTally(ContainerInstanceCall.Action action) {
        this.name = action.name().toLowerCase(Locale.ROOT);
        this.action = action == ContainerInstanceCall.Action.DEREGISTER
                ? "DeregisterContainerInstance"
                : "UpdateContainerInstancesState";
    }

    void called() {
        calls++;
    }

    void asked() {
        tasks++;
    }

    void started() {
        started++;
    }

    void failed(String reason) {
        failures.merge(reason, 1L, Long::sum);
    }

    void exception() {
        exceptions++;
    }

    void dropped() {
        dropped++;
    }

    CallCounts counts() {
        return new CallCounts(name, action, calls, tasks, started, failures, exceptions, dropped);
    }
}
