package io.ecsim.cluster;

import io.ecsim.model.TaskDefinition;
import java.util.List;
import java.util.Locale;

/**
 * A task under a control plane, as DescribeTasks would show it: what the row of the task table does not hold. The
 * control plane moves it through its states; the agent stamps pulls and moves its containers; everybody else reads.
 */
public final class Task {

    /** A time that has not come. */
    public static final long ABSENT = -1;

    /** Longest reason in characters (R3.22). */
    private static final int MOST_REASON = 1024;

    private final TaskTable table;
    private final int row;
    private final long ordinal;
    private final int attempt;
    private final int spec;
    private final TaskDefinition definition;
    private final String cluster;
    private final String group;
    private final String startedBy;
    private final List<Container> containers;
    private final long createdMicros;

    private String capacityProvider = "";
    private boolean onFargate;
    private String fargateZone = "";
    private int instance = (int) ABSENT;
    private TaskStatus status = TaskStatus.PROVISIONING;
    private DesiredStatus desiredStatus = DesiredStatus.RUNNING;
    private HealthStatus health = HealthStatus.UNKNOWN;
    private boolean reserved;
    private int version = 1;
    private long connectedMicros = ABSENT;
    private long pullStartedMicros = ABSENT;
    private long pullStoppedMicros = ABSENT;
    private long startedMicros = ABSENT;
    private long stoppingMicros = ABSENT;
    private long executionStoppedMicros = ABSENT;
    private long stoppedMicros = ABSENT;
    private StopCode stopCode = StopCode.ESSENTIAL_CONTAINER_EXITED;
    private boolean stopCodeKnown;
    private String stoppedReason = "";

    /**
     * Makes the record of a task whose row is in the table and PROVISIONING.
     *
     * @param spec index of what was requested, as in the world's list
     * @param startedBy deployment id or scheduler that asked for it; empty where nobody said
     */
    public Task(
            TaskTable table,
            int row,
            int spec,
            TaskDefinition definition,
            String cluster,
            String group,
            String startedBy,
            long nowMicros) {
        this.table = table;
        this.row = row;
        this.ordinal = table.ordinal(row);
        this.attempt = table.attempt(row);
        this.spec = spec;
        this.definition = definition;
        this.cluster = cluster;
        this.group = group;
        this.startedBy = startedBy;
        this.createdMicros = nowMicros;
        this.containers = definition.containers().stream().map(Container::new).toList();
    }

    /** The task is bound to a capacity provider for as long as it lives (R5.5). */
    public void bind(String provider) {
        capacityProvider = provider;
    }

    /** The task is for Fargate. */
    public void launchOnFargate() {
        onFargate = true;
    }

    /** The task has been given a place on Fargate in a zone. */
    public void enterFargate(String zone) {
        fargateZone = zone;
    }

    /** The task has been given an instance, where its resources are now reserved. */
    public void place(int onInstance) {
        instance = onInstance;
        reserved = true;
    }

    /** Its resources have been given back (R2.10). */
    public void giveBack() {
        reserved = false;
    }

    /**
     * Moves to another status and stamps the time of it.
     *
     * @throws IllegalStateException if a task may not go there from where it is (R3.1)
     */
    public void become(TaskStatus next, long nowMicros) {
        table.setStatus(row, next);
        status = next;
        version++;
        switch (next) {
            case RUNNING -> startedMicros = nowMicros;
            case DEACTIVATING, STOPPING -> {
                if (stoppingMicros == ABSENT) {
                    stoppingMicros = nowMicros;
                }
            }
            case STOPPED -> {
                stoppedMicros = nowMicros;
                stopContainers(nowMicros);
            }
            default -> {}
        }
    }

    /** Containers that no agent has ever heard of, or that went with their machine, are STOPPED with their task. */
    private void stopContainers(long nowMicros) {
        for (Container container : containers) {
            if (container.status() != ContainerStatus.STOPPED) {
                container.become(ContainerStatus.STOPPED, nowMicros);
            }
        }
    }

    /** The task is to stop, or has stopped; the first cause counts. */
    public void stop(StopCode code, String reason) {
        if (stopCodeKnown) {
            return;
        }
        desiredStatus = DesiredStatus.STOPPED;
        stopCode = code;
        stopCodeKnown = true;
        stoppedReason = reason(reason);
        version++;
    }

    /** Returns a reason no longer than the agent tells it (R3.22). */
    static String reason(String text) {
        return text.length() > MOST_REASON ? text.substring(0, MOST_REASON) : text;
    }

    /** Sets its health and returns whether that is a change. */
    public boolean setHealth(HealthStatus next) {
        boolean change = health != next;
        health = next;
        return change;
    }

    /** The agent that holds it has been heard of. */
    public void connected(long nowMicros) {
        connectedMicros = nowMicros;
    }

    /** The first image pull has begun. */
    public void pullStarted(long nowMicros) {
        pullStartedMicros = nowMicros;
    }

    /** The last image pull is over. */
    public void pullStopped(long nowMicros) {
        pullStoppedMicros = nowMicros;
    }

    /** All its containers have stopped. */
    public void executionStopped(long nowMicros) {
        executionStoppedMicros = nowMicros;
    }

    /** Something about its containers changed that the back end tells others. */
    public void touch() {
        version++;
    }

    /** Returns the container of a name; the definition has it. */
    public Container container(String name) {
        for (Container container : containers) {
            if (container.definition().name().equals(name)) {
                return container;
            }
        }
        throw new IllegalArgumentException(definition.name() + " has no container " + name);
    }

    /**
     * Returns whether the essential container that ended the task exited with code 0, whatever those did that were stopped
     * for it (R3.30). All containers have stopped.
     */
    public boolean succeeded() {
        long first = Long.MAX_VALUE;
        boolean success = false;
        for (Container container : containers) {
            if (container.definition().essential() && container.stoppedMicros() <= first) {
                boolean well = container.exitCode() == 0;
                success = container.stoppedMicros() < first ? well : success || well;
                first = container.stoppedMicros();
            }
        }
        return success;
    }

    /**
     * Returns how long the container has run whose end is the end of the task's work, its first essential one, in
     * microseconds; 0 while that has not stopped.
     */
    public long workedMicros() {
        for (Container container : containers) {
            if (container.definition().essential()) {
                return container.ranMicros();
            }
        }
        return containers.get(0).ranMicros();
    }

    /** Returns its row in the task table, valid until it has STOPPED. */
    public int row() {
        return row;
    }

    /** Returns its id as in its ARN (R9.11): 32 hexadecimal digits of what it runs, its attempt and its number. */
    public String id() {
        return String.format(Locale.ROOT, "%08x%08x%016x", spec, attempt, ordinal);
    }

    /** Returns its number in its workload or service; draws belong to it. */
    public long ordinal() {
        return ordinal;
    }

    /** Returns the attempt, 0 for the first. */
    public int attempt() {
        return attempt;
    }

    /** Returns the CPU units it takes of its instance. */
    public int cpuUnits() {
        return table.cpuUnits(row);
    }

    /** Returns the memory it takes of its instance, in MiB. */
    public int memoryMiB() {
        return table.memoryMiB(row);
    }

    /** Returns the GPUs it takes of its instance. */
    public int gpus() {
        return table.gpus(row);
    }

    /** Returns the thousandths of one GPU that it shares on its instance, or 0. */
    public int gpuMilli() {
        return table.gpuMilli(row);
    }

    /** Returns the index of what was requested, as in the world's list. */
    public int spec() {
        return spec;
    }

    /** Returns its definition. */
    public TaskDefinition definition() {
        return definition;
    }

    /** Returns the name of its cluster. */
    public String cluster() {
        return cluster;
    }

    /** Returns its task group (R1.23). */
    public String group() {
        return group;
    }

    /** Returns who asked for it: a deployment id, a schedule; empty text where nobody said. */
    public String startedBy() {
        return startedBy;
    }

    /** Returns its containers in start order. */
    public List<Container> containers() {
        return containers;
    }

    /** Returns the name of the capacity provider that it is bound to; empty where its launch type was stated. */
    public String capacityProvider() {
        return capacityProvider;
    }

    /** Returns whether it runs, or is to run, on Fargate. */
    public boolean onFargate() {
        return onFargate;
    }

    /** Returns the zone in which it is on Fargate; empty before it is given a place there, and elsewhere. */
    public String fargateZone() {
        return fargateZone;
    }

    /** Returns the instance it was given, or -1: none yet. */
    public int instance() {
        return instance;
    }

    /** Returns lastStatus. */
    public TaskStatus status() {
        return status;
    }

    /** Returns desiredStatus. */
    public DesiredStatus desiredStatus() {
        return desiredStatus;
    }

    /** Returns its health (R3.40). */
    public HealthStatus health() {
        return health;
    }

    /** Returns whether its resources are reserved on its instance. */
    public boolean reserved() {
        return reserved;
    }

    /** Returns how often it has changed, from 1. */
    public int version() {
        return version;
    }

    /** Returns when it was created, in microseconds. */
    public long createdMicros() {
        return createdMicros;
    }

    /** Returns connectivityAt in microseconds, or ABSENT. */
    public long connectedMicros() {
        return connectedMicros;
    }

    /** Returns pullStartedAt in microseconds, or ABSENT. */
    public long pullStartedMicros() {
        return pullStartedMicros;
    }

    /** Returns pullStoppedAt in microseconds, or ABSENT. */
    public long pullStoppedMicros() {
        return pullStoppedMicros;
    }

    /** Returns startedAt in microseconds, or ABSENT: it never was RUNNING (R3.6). */
    public long startedMicros() {
        return startedMicros;
    }

    /** Returns stoppingAt in microseconds, or ABSENT. */
    public long stoppingMicros() {
        return stoppingMicros;
    }

    /** Returns executionStoppedAt in microseconds, or ABSENT. */
    public long executionStoppedMicros() {
        return executionStoppedMicros;
    }

    /** Returns stoppedAt in microseconds, or ABSENT. */
    public long stoppedMicros() {
        return stoppedMicros;
    }

    /** Returns whether it is known why it stops or stopped. */
    public boolean stops() {
        return stopCodeKnown;
    }

    /** Returns why it stops or stopped; only when {@link #stops()}. */
    public StopCode stopCode() {
        if (!stopCodeKnown) {
            throw new IllegalStateException("the task has not been stopped");
        }
        return stopCode;
    }

    /** Returns the text of that; empty while nothing stops it. */
    public String stoppedReason() {
        return stoppedReason;
    }
}
