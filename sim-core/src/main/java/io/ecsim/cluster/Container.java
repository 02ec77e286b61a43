package io.ecsim.cluster;

import io.ecsim.model.ContainerDefinition;

/** A container of a task under a control plane. The agent moves it; everybody else reads. */
public final class Container {

    /** A time or an exit code that does not exist. */
    public static final int ABSENT = -1;

    private final ContainerDefinition definition;
    private ContainerStatus status = ContainerStatus.NONE;
    private HealthStatus health = HealthStatus.UNKNOWN;
    private long startedMicros = ABSENT;
    private long stoppedMicros = ABSENT;
    private int exitCode = ABSENT;
    private int restarts;
    private String reason = "";

    Container(ContainerDefinition definition) {
        this.definition = definition;
    }

    /**
     * Moves on; RUNNING again after RUNNING is a restart (R3.42).
     *
     * @throws IllegalStateException if that would be a step back
     */
    public void become(ContainerStatus next, long nowMicros) {
        boolean restart = status == ContainerStatus.RUNNING && next == ContainerStatus.RUNNING;
        if (next.ordinal() <= status.ordinal() && !restart) {
            throw new IllegalStateException(definition.name() + " may not go from " + status + " to " + next);
        }
        if (next == ContainerStatus.RUNNING) {
            startedMicros = nowMicros;
            stoppedMicros = ABSENT;
            restarts += restart ? 1 : 0;
            health = HealthStatus.UNKNOWN;
        } else if (next == ContainerStatus.STOPPED && stoppedMicros == ABSENT) {
            stoppedMicros = nowMicros;
        }
        status = next;
    }

    /** Says with which code it ended, 0 to 255, though it may be restarted yet. It has started. */
    public void exit(int code, long nowMicros) {
        exitCode = code;
        stoppedMicros = nowMicros;
    }

    /** Says why it ended, or did not start; cut where the agent cuts it (R3.22). */
    public void because(String text) {
        reason = Task.reason(text);
    }

    /** Sets its health. */
    public void setHealth(HealthStatus next) {
        health = next;
    }

    /** Returns its definition. */
    public ContainerDefinition definition() {
        return definition;
    }

    /** Returns how far the agent has come with it. */
    public ContainerStatus status() {
        return status;
    }

    /** Returns its health. */
    public HealthStatus health() {
        return health;
    }

    /** Returns when it last started, in microseconds, or ABSENT. */
    public long startedMicros() {
        return startedMicros;
    }

    /** Returns when it last exited, or it was clear that it would not start, in microseconds; ABSENT while it is up. */
    public long stoppedMicros() {
        return stoppedMicros;
    }

    /** Returns how long it was up, from its last start to its exit, in microseconds; 0 before that. */
    public long ranMicros() {
        return startedMicros == ABSENT || stoppedMicros == ABSENT ? 0 : stoppedMicros - startedMicros;
    }

    /** Returns its exit code, or ABSENT if it has none, as when it never started (R3.23). */
    public int exitCode() {
        return exitCode;
    }

    /** Returns how often it was restarted. */
    public int restarts() {
        return restarts;
    }

    /** Returns why it ended or did not start; empty text where there is nothing to say. */
    public String reason() {
        return reason;
    }
}
