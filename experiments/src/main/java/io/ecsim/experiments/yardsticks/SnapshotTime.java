package io.ecsim.experiments.yardsticks;

/** When a snapshot is taken. */
public sealed interface SnapshotTime {

    /**
     * At a stated time.
     *
     * @param micros microseconds of simulated time, at least 0
     */
    record At(long micros) implements SnapshotTime {

        public At {
            if (micros < 0) {
                throw new IllegalArgumentException("a snapshot is taken at 0 or later, was " + micros);
            }
        }
    }

    /** When the tasks together want most of the cluster. */
    record Peak() implements SnapshotTime {}

    /** When they want as much as half of the time: an ordinary moment. */
    record Median() implements SnapshotTime {}
}
