package io.ecsim.faults;

/** What failures act on. An instance here is a place in the fleet, which one machine after the other fills. */
public interface FaultTarget {

    /** A machine is launched and begins to register; it is paid for from now on. Nothing was there. */
    void instanceLaunches(int instance);

    /** The machine becomes ACTIVE. It was registering. */
    void instanceRegisters(int instance);

    /** The machine's registration fails: it never takes a task, and stays until something ends it (R2.37). */
    void registrationFails(int instance);

    /** The machine ends, whatever its status: its tasks are lost, it leaves the cluster. */
    void instanceFails(int instance);

    /** The machine is terminated in good order by the Auto Scaling group that owns its place (R7.8). */
    default void instanceTerminates(int instance) {
        instanceFails(instance);
    }

    /** A planned wave, by its number, is about to give notice to a Spot machine. */
    default void takenBySpotWave(int wave, int instance) {}

    /** A Spot machine that is up is told that it ends in two minutes (R5.42). */
    default void spotInterruptionNotice(int instance) {}
}
