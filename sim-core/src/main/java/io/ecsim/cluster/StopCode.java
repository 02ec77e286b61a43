package io.ecsim.cluster;

/** Why a task stopped, in the words of the API (R3.20). */
public enum StopCode {
    TASK_FAILED_TO_START("TaskFailedToStart"),
    ESSENTIAL_CONTAINER_EXITED("EssentialContainerExited"),
    USER_INITIATED("UserInitiated"),
    SERVICE_SCHEDULER_INITIATED("ServiceSchedulerInitiated"),
    SPOT_INTERRUPTION("SpotInterruption"),
    TERMINATION_NOTICE("TerminationNotice"),
    INFRASTRUCTURE_HEALTH("InfrastructureHealth");

    private final String apiName;

    StopCode(String apiName) {
        this.apiName = apiName;
    }

    /** Returns the name that the API uses. */
    public String apiName() {
        return apiName;
    }
}
