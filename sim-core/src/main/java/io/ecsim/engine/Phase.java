package io.ecsim.engine;

/** Order of events at one instant: what breaks, what is repaired, what frees, what asks, what asks again, what looks. */
public enum Phase {
    FAULT,
    REPAIR,
    RELEASE,
    ARRIVAL,
    RETRY,
    SAMPLE
}
