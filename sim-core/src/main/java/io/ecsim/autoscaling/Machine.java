package io.ecsim.autoscaling;

/** A machine of a group, from its launch until its place is free again. */
final class Machine {

    enum State {
        /** It boots. */
        PENDING,
        IN_SERVICE,
        /** It has ended, and its group does not know yet. */
        LOST,
        /** It is to end, as soon as whoever holds its termination lets go (R5.27). */
        TERMINATING
    }

    final int place;
    final Pool pool;
    final int number;
    final long key;
    final long launchedMicros;

    /** Whether it was launched because the group was to grow, not as a replacement. */
    final boolean grown;

    /** The instance refresh that it came after; those of an earlier one are to be replaced. */
    final int configuration;

    State state = State.PENDING;
    boolean scaleInProtected;
    long inServiceMicros = Long.MAX_VALUE;

    Machine(int place, Pool pool, int number, long key, long launchedMicros, boolean grown, int configuration) {
        this.place = place;
        this.pool = pool;
        this.number = number;
        this.key = key;
        this.launchedMicros = launchedMicros;
        this.grown = grown;
        this.configuration = configuration;
    }

    /** Returns whether the group counts it: what is TERMINATING does not count any more. */
    boolean counts() {
        return state != State.TERMINATING;
    }
}
