package io.ecsim.experiments.findings;

import io.ecsim.experiments.statistics.Comparison;
import java.util.ArrayList;
import java.util.List;

/** Why strategies tie, said from what the runs show. */
final class TieReasons {

    /** Up to this share of tasks waiting, waits say nothing about placement. */
    private static final double HARDLY_ANY = 0.001;

    /** Up to this share of free resources out of reach of the mix, packing frees nothing. */
    private static final double HARDLY_FRAGMENTED = 0.02;

    /** From this share of a resource on, the cluster counts as full. */
    private static final double FULL = 0.97;

    /** Load that comes in bursts is full at its peak and below this on average. */
    private static final double RELAXED = 0.8;

    private TieReasons() {}

    /**
     * Returns clauses, the most telling first; never empty.
     *
     * @param ofControlPlane whether the objective is what deployments or starts take, of which waits for room say nothing
     */
    static List<String> of(RunFacts facts, List<Standing> tied, boolean ofControlPlane) {
        if (ofControlPlane) {
            return List.of(byVerdict(tied));
        }
        List<String> reasons = new ArrayList<>();
        if (facts.waitingShare() <= HARDLY_ANY) {
            reasons.add(
                    (facts.waitingShare() == 0 ? "no task" : Phrases.percent(facts.waitingShare()) + " of the tasks")
                            + " had to wait" + peak(facts));
        } else if (facts.waitingShare() > HARDLY_ANY
                && facts.peakAllocated() >= FULL
                && facts.meanAllocated() < RELAXED) {
            reasons.add("bursts decide, not placement: the cluster is full at its peak ("
                    + Phrases.percent(facts.peakAllocated()) + " reserved) but "
                    + Phrases.percent(facts.meanAllocated())
                    + " on average, and when it is full all must wait");
        }
        if (facts.fragmentation() <= HARDLY_FRAGMENTED) {
            reasons.add("by CPU and memory the tasks fit almost everywhere that something is free (at most "
                    + Phrases.percent(facts.fragmentation()) + " of it is out of their reach)");
        }
        if (reasons.isEmpty()) {
            reasons.add(byVerdict(tied));
        }
        return reasons;
    }

    private static String peak(RunFacts facts) {
        return Double.isFinite(facts.peakAllocated())
                ? ": at most " + Phrases.percent(facts.peakAllocated())
                        + " of CPU or memory was reserved whenever it was sampled"
                : "";
    }

    private static String byVerdict(List<Standing> tied) {
        boolean undecided = tied.stream()
                .flatMap(standing -> standing.comparison().stream())
                .anyMatch(comparison -> comparison.verdict() == Comparison.Verdict.UNDECIDED);
        return undecided
                ? "their difference is smaller than what varies between replications"
                : "their difference lies inside the margin that the objective calls no practical difference";
    }
}
