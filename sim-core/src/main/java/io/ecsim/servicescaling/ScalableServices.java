package io.ecsim.servicescaling;

/** The services of a run, as Application Auto Scaling sees and changes them; each is meant by its position. */
public interface ScalableServices {

    /** Returns how many tasks a service wants. */
    int desiredCount(int service);

    /** Returns how many of its tasks are RUNNING. */
    int runningCount(int service);

    /** Returns whether a deployment of the service is in progress (R6.9). */
    boolean isDeploying(int service);

    /** Sets how many tasks a service wants. */
    void setDesiredCount(int service, int count);
}
