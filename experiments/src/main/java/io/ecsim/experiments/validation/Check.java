package io.ecsim.experiments.validation;

import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;

/**
 * One quantity measured by the simulator beside its exact value.
 *
 * @param oracle the system, such as {@code M/M/10 at 8}
 * @param quantity what was measured, such as {@code P(wait)}
 * @param exact the value by theory
 * @param measured mean over the replications
 * @param interval interval of the mean; all intervals of a suite hold together with 99 % confidence
 * @param relativeHalfWidth half-width of the interval over the exact value
 * @param rule largest relative half-width with which a check proves anything (models.md M12)
 * @param replications independent runs
 * @param verdict what follows
 */
public record Check(
        String oracle,
        String quantity,
        double exact,
        double measured,
        Interval interval,
        double relativeHalfWidth,
        double rule,
        int replications,
        Verdict verdict) {

    /** What a check says. */
    public enum Verdict {
        /** The exact value lies in the interval, and the interval is as narrow as the rule wants. */
        AGREES("agrees", true),
        /** The exact value lies in the interval, which is as narrow as this run aimed for but wider than the rule. */
        AGREES_WIDE("agrees, wide", true),
        /** The exact value lies in the interval, but the interval is wider than this run aimed for. */
        TOO_WIDE("TOO WIDE", false),
        /** The exact value lies outside the interval. */
        DIFFERS("DIFFERS", false),
        /** A fault was planted, and the exact value lies outside the interval, as it should. */
        FAULT_DETECTED("fault detected", true),
        /** A fault was planted, and the exact value lies inside the interval. */
        FAULT_MISSED("FAULT MISSED", false);

        private final String words;
        private final boolean passed;

        Verdict(String words, boolean passed) {
            this.words = words;
            this.passed = passed;
        }

        /** Returns the verdict as a person reads it. */
        public String words() {
            return words;
        }

        /** Returns whether a suite with this verdict may pass. */
        public boolean passed() {
            return passed;
        }
    }

    /** Judges the values of the replications, given the confidence of this one interval. */
    static Check of(Oracle oracle, Known quantity, Moments values, double confidence) {
        Interval interval = values.meanInterval(confidence);
        double relative = interval.halfWidth() / quantity.exact();
        return new Check(
                oracle.name(),
                quantity.name(),
                quantity.exact(),
                values.mean(),
                interval,
                relative,
                quantity.rule(),
                (int) values.count(),
                verdict(oracle.plantedFault(), quantity.agrees(interval), relative, quantity));
    }

    private static Verdict verdict(boolean plantedFault, boolean inside, double relative, Known quantity) {
        if (plantedFault) {
            return inside ? Verdict.FAULT_MISSED : Verdict.FAULT_DETECTED;
        }
        if (!inside) {
            return Verdict.DIFFERS;
        }
        if (relative <= quantity.rule()) {
            return Verdict.AGREES;
        }
        return relative <= quantity.aim() ? Verdict.AGREES_WIDE : Verdict.TOO_WIDE;
    }
}
