package io.ecsim.faults;

/**
 * Who decides which of certain places are filled with machines: an Auto Scaling group. Failures still end machines there,
 * and hold places down; they launch none.
 */
public interface PlaceOwner {

    /** A machine has ended by a failure. Its place may be held down for some time. */
    void machineEnded(int place);

    /** Nothing holds the place down any more. */
    void placeFree(int place);

    /** A zone has lost its power or cannot be reached: launches into it fail until {@link #zoneBack}. */
    void zoneLost(String zone);

    /** A zone that was lost is back; no place in it is held down for that any more. */
    void zoneBack(String zone);

    /**
     * A Spot pool has been reclaimed: what was taken of it ends after its notice, and launches into it fail for a time.
     *
     * @param pool as {@link io.ecsim.model.ContainerInstance#pool} names it
     * @param untilMicros when it has capacity again, in microseconds
     */
    default void poolReclaimed(String pool, String zone, long untilMicros) {}
}
