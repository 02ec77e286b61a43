package io.ecsim.services;

/** Through which all launches of tasks must go, of all services and callers together (R9.4). */
public interface LaunchGate {

    /** Lets everything through. */
    LaunchGate OPEN = new LaunchGate() {
        @Override
        public long opensAtMicros(long nowMicros) {
            return 0;
        }

        @Override
        public void launched(long nowMicros) {}

        @Override
        public double reactionFactor(long nowMicros) {
            return 1;
        }
    };

    /** Returns when the next task may be launched, in microseconds; not later than now if one may be now. */
    long opensAtMicros(long nowMicros);

    /** A task has been launched. */
    void launched(long nowMicros);

    /** Returns how many times as long as usual the service scheduler takes to react, at least 1. */
    double reactionFactor(long nowMicros);
}
