package io.ecsim.engine;

/** Order of events at one instant: what breaks, what frees, what asks, what asks again, what looks. */
public enum Phase {
    FAULT,
    RELEASE,
    ARRIVAL,
    RETRY,
    SAMPLE
}
