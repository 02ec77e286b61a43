package io.ecsim.experiments.output;

import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.DecisionTimes;
import io.ecsim.placement.SchedulerCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long external policies took to decide, for the terminal: one line a contender that was asked. */
public final class LatencyText {

    private static final double MICROS_PER_SECOND = 1e6;

    private LatencyText() {}

    /** Returns the lines; none where every strategy decides within the run. */
    public static List<String> of(ExperimentResult result) {
        List<String> lines = new ArrayList<>();
        for (int contender = 0; contender < result.runs().contenders().size(); contender++) {
            long decisions = 0;
            long total = 0;
            long median = 0;
            long p99 = 0;
            double charged = 0;
            long conflicts = 0;
            boolean isCharged = false;
            for (RunResult run : result.runs().finished(contender)) {
                DecisionTimes times = run.decisionTimes();
                decisions += times.decisions();
                total += times.totalMicros();
                median = Math.max(median, times.medianMicros());
                p99 = Math.max(p99, times.p99Micros());
                isCharged |= !times.chargedMicros().isEmpty();
                charged += run.count(SchedulerCount.CHARGED_MICROS) / MICROS_PER_SECOND;
                conflicts += run.count(SchedulerCount.CONFLICTS);
            }
            if (decisions > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s: %,d decisions in %.1f s of the wall clock, %d us each; at worst of all runs %d us in the"
                                + " median, %d us at p99",
                        result.runs().contenders().get(contender),
                        decisions,
                        total / MICROS_PER_SECOND,
                        total / decisions,
                        median,
                        p99));
            }
            if (isCharged) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  charged to simulated time: %.3f s, %,d conflicts; repeat it with --replay-latency latency.csv",
                        charged,
                        conflicts));
            }
        }
        return lines;
    }
}
