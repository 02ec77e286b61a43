package io.ecsim.placement;

/** Partitions the instances by a value they share and keeps those of the cheapest value (R1.24). */
public non-sealed interface Partition extends Stage {

    /** Returns how many values there are; values are 0 to this less one. */
    int values();

    /** Returns the value of all instances of an instance class (instances of equal attributes). */
    int valueOf(int instanceClass);

    /** Returns the cost of a value for a request; smaller is better. */
    long cost(Request request, int value);
}
