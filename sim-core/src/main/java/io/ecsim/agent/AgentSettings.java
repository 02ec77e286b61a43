package io.ecsim.agent;

import io.ecsim.random.Law;

/**
 * How agents behave. Names in capitals are those of the agent's own configuration.
 *
 * @param commandMicros from the back end to a connected agent
 * @param stateChangeMicros from an agent to the back end
 * @param containerBatchMicros a change of a container alone, without one of its task, is told at most so long after it
 *     (R7.5)
 * @param containerStartSeconds law of the time from the order to create and start a container until it has started, where
 *     its behaviour states none (section 3.5)
 * @param containerStartTimeoutMicros ECS_CONTAINER_START_TIMEOUT: a container that takes longer fails to start (R3.36)
 * @param containerStopTimeoutMicros ECS_CONTAINER_STOP_TIMEOUT: from SIGTERM to SIGKILL unless the container says (R3.34)
 * @param pullDependentContainersUpfront ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: whether the image of a container that
 *     waits for others is pulled at once, and not when its wait is over
 * @param taskCleanupWaitMicros ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: so long the containers of a stopped task hold their
 *     images (R3.52)
 * @param memory how memory is used beyond what is reserved
 * @param cpu how the CPU of burstable hosts is treated
 * @param volumes what volumes take
 * @param disconnections when agents are silent
 * @param spotInstanceDraining ECS_ENABLE_SPOT_INSTANCE_DRAINING: whether the agent of a Spot instance that is told it will
 *     end sets it DRAINING (R5.42)
 */
public record AgentSettings(
        long commandMicros,
        long stateChangeMicros,
        long containerBatchMicros,
        Law containerStartSeconds,
        long containerStartTimeoutMicros,
        long containerStopTimeoutMicros,
        boolean pullDependentContainersUpfront,
        long taskCleanupWaitMicros,
        MemorySettings memory,
        CpuSettings cpu,
        VolumeSettings volumes,
        AgentDisconnections disconnections,
        boolean spotInstanceDraining) {

    private static final long SECOND = 1_000_000;

    /** The figures of the rules (R3.34, R3.36, R3.52, R7.5, section 3.5); the two delays of messages are our own. */
    public static final AgentSettings DEFAULT = new AgentSettings(
            SECOND / 10,
            SECOND / 10,
            10 * SECOND,
            new Seconds(1, 2),
            180 * SECOND,
            30 * SECOND,
            false,
            3 * 3600 * SECOND,
            MemorySettings.DEFAULT,
            VolumeSettings.DEFAULT,
            AgentDisconnections.NONE);

    /** Makes settings of agents that do not heed the notices of Spot instances, as is the default (R5.42). */
    public AgentSettings(
            long commandMicros,
            long stateChangeMicros,
            long containerBatchMicros,
            Law containerStartSeconds,
            long containerStartTimeoutMicros,
            long containerStopTimeoutMicros,
            boolean pullDependentContainersUpfront,
            long taskCleanupWaitMicros,
            MemorySettings memory,
            VolumeSettings volumes,
            AgentDisconnections disconnections) {
        this(
                commandMicros,
                stateChangeMicros,
                containerBatchMicros,
                containerStartSeconds,
                containerStartTimeoutMicros,
                containerStopTimeoutMicros,
                pullDependentContainersUpfront,
                taskCleanupWaitMicros,
                memory,
                CpuSettings.DEFAULT,
                volumes,
                disconnections,
                false);
    }

    /** Returns these settings with agents that heed the notices of Spot instances, or do not (R5.42). */
    public AgentSettings withSpotInstanceDraining(boolean other) {
        return new AgentSettings(
                commandMicros,
                stateChangeMicros,
                containerBatchMicros,
                containerStartSeconds,
                containerStartTimeoutMicros,
                containerStopTimeoutMicros,
                pullDependentContainersUpfront,
                taskCleanupWaitMicros,
                memory,
                cpu,
                volumes,
                disconnections,
                other);
    }

    /** Returns these settings with burstable hosts treated in this way. */
    public AgentSettings with(CpuSettings other) {
        return new AgentSettings(
                commandMicros,
                stateChangeMicros,
                containerBatchMicros,
                containerStartSeconds,
                containerStartTimeoutMicros,
                containerStopTimeoutMicros,
                pullDependentContainersUpfront,
                taskCleanupWaitMicros,
                memory,
                other,
                volumes,
                disconnections,
                spotInstanceDraining);
    }

    public AgentSettings {
        Bounds.requireAtLeast("commandMicros", commandMicros, 0);
        Bounds.requireAtLeast("stateChangeMicros", stateChangeMicros, 0);
        Bounds.requireAtLeast("containerBatchMicros", containerBatchMicros, 0);
        Bounds.requireAtLeast("containerStartTimeoutMicros", containerStartTimeoutMicros, 45 * SECOND);
        Bounds.requireAtLeast("containerStopTimeoutMicros", containerStopTimeoutMicros, SECOND);
        Bounds.requireAtLeast("taskCleanupWaitMicros", taskCleanupWaitMicros, 0);
    }
}
