package io.ecsim.faults;

/** What failures act on. */
public interface FaultTarget {

    /** An instance ends: its tasks are lost, it leaves the cluster. It is up when this is called. */
    void instanceFails(int instance);

    /** A replacement of the instance registers. It is down when this is called. */
    void instanceReturns(int instance);
}
