package io.ecsim.experiments.statistics;

/**
 * What the replications say about one pair of competitors.
 *
 * @param first name of the one with the better mean
 * @param second name of the other
 * @param difference second minus first, with the interval and p-value of this pair alone
 * @param adjustedPValue Holm's over all pairs of the ranking; NaN when untested
 * @param margin the largest difference without practical meaning, in the metric's unit
 * @param verdict what follows
 */
public record Comparison(
        String first,
        String second,
        PairedDifference difference,
        double adjustedPValue,
        double margin,
        Verdict verdict) {

    /** What can be said about a pair. */
    public enum Verdict {
        /** Adjusted p-value at most alpha, and the mean difference outside the margin: the first is better. */
        SEPARATED,
        /** The interval lies inside the margin, or the difference is real but its mean is inside the margin. */
        NO_PRACTICAL_DIFFERENCE,
        /** Neither: more replications might tell. */
        UNDECIDED,
        /** Fewer than two pairs: one answer, no interval, no significance (models.md M2). */
        UNTESTED
    }

    static Comparison judge(
            String first, String second, PairedDifference difference, double adjustedPValue, double margin) {
        boolean inside = Math.abs(difference.mean()) <= margin;
        Verdict verdict;
        if (!difference.testable()) {
            verdict = Verdict.UNTESTED;
        } else if (adjustedPValue <= 1 - difference.confidence()) {
            verdict = inside ? Verdict.NO_PRACTICAL_DIFFERENCE : Verdict.SEPARATED;
        } else {
            verdict = difference.interval().within(new Interval(-margin, margin))
                    ? Verdict.NO_PRACTICAL_DIFFERENCE
                    : Verdict.UNDECIDED;
        }
        return new Comparison(first, second, difference, adjustedPValue, margin, verdict);
    }

    /** Tells whether the first ranks above the second: separated, or, untested, better by more than the margin. */
    public boolean ranksApart() {
        return verdict == Verdict.SEPARATED || (verdict == Verdict.UNTESTED && Math.abs(difference.mean()) > margin);
    }
}
