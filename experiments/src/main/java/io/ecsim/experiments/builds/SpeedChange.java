package io.ecsim.experiments.builds;

import io.ecsim.experiments.statistics.Interval;

/**
 * How one benchmark differs between two builds.
 *
 * @param benchmark its name and parameters
 * @param pairs pairs of forks
 * @param ratio time of the new build over that of the old; above 1 is slower
 * @param interval of the ratio; all intervals of a comparison hold together at its confidence; from 0 to infinity when
 *     there are too few pairs
 * @param oldBytes median allocated per operation by the old build; NaN when not measured
 * @param newBytes the same by the new build
 * @param allocation what follows from all forks' allocation
 * @param work whether both builds computed the same
 */
public record SpeedChange(
        String benchmark,
        int pairs,
        double ratio,
        Interval interval,
        double oldBytes,
        double newBytes,
        Allocation allocation,
        Work work) {

    /** What can be said about a benchmark's time. */
    public enum Verdict {
        /** The whole interval lies beyond the margin on the slow side. */
        SLOWER("SLOWER"),
        /** The whole interval lies beyond the margin on the fast side. */
        FASTER("faster"),
        /** The whole interval lies within the margin. */
        SAME("same"),
        /** Neither: more pairs might tell. */
        UNDECIDED("undecided");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** Returns the word for a table. */
        public String word() {
            return word;
        }
    }

    /** What can be said about a benchmark's allocation. */
    public enum Allocation {
        /** Each fork of the new build allocates more than each of the old, by more than the margin and 16 bytes. */
        MORE,
        /** The same the other way round. */
        LESS,
        /** Neither. */
        SAME,
        /** At least one build was measured without it. */
        UNKNOWN
    }

    /** Whether the builds did the same work. */
    public enum Work {
        /** All forks of both builds have one checksum. */
        EQUAL,
        /** All forks of a build agree, the builds do not. */
        CHANGED,
        /** Forks of one build differ among themselves. */
        UNSTABLE,
        /** The benchmark has no checksum. */
        UNKNOWN
    }

    /** Returns what follows from the interval, with the margin as a share, such as 0.05. */
    public Verdict verdict(double margin) {
        if (interval.lower() > 1 + margin) {
            return Verdict.SLOWER;
        }
        if (interval.upper() < 1 / (1 + margin)) {
            return Verdict.FASTER;
        }
        return interval.within(new Interval(1 / (1 + margin), 1 + margin)) ? Verdict.SAME : Verdict.UNDECIDED;
    }
}
