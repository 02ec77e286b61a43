package io.ecsim.placement;

/** What a strategy counts in a run beside the tasks it places. Zero where it does nothing of the kind. */
public enum SchedulerCount {
    /** Rounds in which pending tasks were planned together. */
    ROUNDS("rounds"),

    /** Instances picked in advance, in a round's plan or by one of several schedulers, when it came to reserve there. */
    COMMITS("commits"),

    /** Decisions that could not be carried out, since the instance had changed after the strategy looked. */
    CONFLICTS("conflicts"),

    /** Tasks moved from one instance to another to pack them closer. */
    MOVES("moves"),

    /** Simulated time charged for decisions, in microseconds. */
    CHARGED_MICROS("chargedMicros");

    private final String key;

    SchedulerCount(String key) {
        this.key = key;
    }

    /** Returns the name in results. */
    public String key() {
        return key;
    }
}
