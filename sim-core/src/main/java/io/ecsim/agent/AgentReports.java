package io.ecsim.agent;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;

/** What the back end hears from the agents, after the delay that the settings give. */
public interface AgentReports {

    /** All containers of a task have started at least once (R3.9). */
    void running(Task task);

    /**
     * All containers of a task have stopped, or it never started.
     *
     * @param code why, where nobody asked for it
     * @param reason text of that
     */
    void stopped(Task task, StopCode code, String reason);

    /** The health of a task has changed; the task has the new one (R3.40). */
    void healthChanged(Task task);

    /** Something about a container of a task has changed that is told: it started, exited or was restarted. */
    void containerChanged(Task task);

    /**
     * What all containers of known behaviour use has changed (models.md M5), by so many millionths of a vCPU and MiB. Told
     * at once and not every 20 s as telemetry is (R7.4): the sums over time are then exact.
     */
    void used(long microVcpu, long memoryMiB);

    /** The connection of an agent was lost or is back (R7.7). */
    void connectionChanged(int instance, boolean connected);
}
