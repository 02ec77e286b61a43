package io.ecsim.agent;

import io.ecsim.cluster.Task;
import io.ecsim.model.TaskBehaviour;

/** What the back end tells the agents; each command travels as long as the settings say and waits for a connection. */
public interface AgentCommands {

    /** Hands a task to the agent of its instance: it becomes due to start there. */
    void start(Task task, TaskRun run);

    /** Tells the agent to stop a task that it was told to start. */
    void stop(Task task);

    /** A machine has registered on an instance: it is empty and its agent connected. */
    void machineStarted(int instance);

    /** The machine is gone, with all containers on it; nothing more is heard of them. */
    void machineEnded(int instance);

    /**
     * The agent of an instance falls silent for a time, in microseconds, while its host lives on (R7.7). Silences may
     * overlap; the agent is heard again after the last. Without effect where no machine is up.
     */
    default void fallsSilent(int instance, long lastsMicros) {}

    /** Returns what tasks use of their hosts. */
    default ResourceUse resources() {
        return ResourceUse.NONE;
    }

    /** Throws if tasks take more of a machine than there is. Slow; for tests. */
    default void requireWithinMachines() {}

    /**
     * What a task does when it runs.
     *
     * @param behaviour of its programs
     * @param runMicros after so long its first essential container exits by itself, or ENDLESS: as its behaviour says
     * @param exitCode code of that exit
     */
    record TaskRun(TaskBehaviour behaviour, long runMicros, int exitCode) {

        /** Exits as its behaviour says. */
        public static final long ENDLESS = Long.MAX_VALUE;
    }
}
