package io.ecsim.experiments.designs;

/** Which points of the space that the axes span are looked at. */
public sealed interface Design {

    /** Every combination of the axes' values. */
    record Full() implements Design {}

    /**
     * A Latin hypercube (McKay, Beckman and Conover, Technometrics 1979): as many points as asked for, in such a way
     * that each of as many equal parts of every axis holds one.
     *
     * @param points at least 2
     */
    record LatinHypercube(int points) implements Design {

        /** Most points. */
        public static final int MOST = 10_000;

        public LatinHypercube {
            if (points < 2 || points > MOST) {
                throw new IllegalArgumentException("a Latin hypercube has 2 to " + MOST + " points, was " + points);
            }
        }
    }

    /**
     * Trajectories on which one axis after the other takes one step (Morris, Technometrics 1991).
     *
     * @param trajectories at least 2, so that effects have a spread
     * @param levels evenly spaced values of a range, at least 2; those of a list are its values
     */
    record Morris(int trajectories, int levels) implements Design {

        /** Most trajectories. */
        public static final int MOST_TRAJECTORIES = 1000;

        /** Most levels. */
        public static final int MOST_LEVELS = 100;

        public Morris {
            if (trajectories < 2 || trajectories > MOST_TRAJECTORIES) {
                throw new IllegalArgumentException(
                        "Morris takes 2 to " + MOST_TRAJECTORIES + " trajectories, was " + trajectories);
            }
            if (levels < 2 || levels > MOST_LEVELS) {
                throw new IllegalArgumentException("Morris takes 2 to " + MOST_LEVELS + " levels, was " + levels);
            }
        }
    }
}
