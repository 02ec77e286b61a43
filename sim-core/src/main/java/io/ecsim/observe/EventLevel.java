package io.ecsim.observe;

/** How bad an event is, in the words of the event stream (R11.4). */
public enum EventLevel {
    INFO,
    WARN,
    ERROR
}
