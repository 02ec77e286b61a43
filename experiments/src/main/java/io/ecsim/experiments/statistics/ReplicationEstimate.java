package io.ecsim.experiments.statistics;

import java.util.Locale;
import java.util.Optional;

/**
 * About how many more replications narrow an interval to a wanted half-width. The half-width of a mean shrinks with the
 * square root of the number of replications, so from n replications with half-width h a target t needs n (h / t)^2 in
 * all. It takes the observed spread for the true one and ignores that the t quantile falls a little: a guide, not a
 * promise.
 *
 * @param replications done so far, at least 2
 * @param halfWidth of the interval now, finite
 * @param target wanted half-width, above 0
 */
public record ReplicationEstimate(int replications, double halfWidth, double target) {

    public ReplicationEstimate {
        if (replications < 2) {
            throw new IllegalArgumentException("an estimate needs at least 2 replications, was " + replications);
        }
        if (!(halfWidth >= 0) || Double.isInfinite(halfWidth)) {
            throw new IllegalArgumentException("a half-width must be finite and at least 0, was " + halfWidth);
        }
        if (!(target > 0)) {
            throw new IllegalArgumentException("a target must be above 0, was " + target);
        }
    }

    /**
     * Returns the estimate for an undecided pair: outside the margin the interval must shrink until it excludes 0, so
     * the target is the mean difference; inside, until it lies within the margin, so the target is the margin less the
     * mean difference. Empty if the pair is decided or untested, if the target is 0, or if no more are
     * needed by this formula.
     */
    public static Optional<ReplicationEstimate> toDecide(Comparison comparison) {
        if (comparison.verdict() != Comparison.Verdict.UNDECIDED) {
            return Optional.empty();
        }
        PairedDifference difference = comparison.difference();
        double distance = Math.abs(difference.mean());
        double target = distance > comparison.margin() ? distance : comparison.margin() - distance;
        if (!(target > 0)) {
            return Optional.empty();
        }
        ReplicationEstimate estimate = new ReplicationEstimate(
                difference.pairs(), difference.interval().halfWidth(), target);
        // This pair alone is narrow enough: it is undecided because all pairs are judged together.
        return estimate.more() == 0 ? Optional.empty() : Optional.of(estimate);
    }

    /** Returns how many more are needed, 0 if the interval is narrow enough; at most {@link Long#MAX_VALUE}. */
    public long more() {
        double ratio = halfWidth / target;
        return Math.max(0, (long) Math.ceil(replications * ratio * ratio) - replications);
    }

    /**
     * Returns the estimate as a sentence with its formula.
     *
     * @param unit what one observation is, such as {@code replication}
     */
    public String text(String unit) {
        return String.format(
                Locale.ROOT,
                "about %d more %s: n (h / t)^2 - n with n = %d, half-width h = %.4g, target t = %.4g",
                more(),
                more() == 1 ? unit : unit + "s",
                replications,
                halfWidth,
                target);
    }
}
